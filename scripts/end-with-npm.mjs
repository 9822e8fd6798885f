/**
 * Preloaded (`node --import`) into the programs that npm scripts run: they end, as at a hangup, when npm ends.
 *
 * Their scripts begin with `exec`, so that the shell between is gone and npm passes SIGINT and SIGTERM on to them;
 * `exec.cmd` is that word for Windows. What ends npm itself, a terminal that closes or a SIGKILL, shows in the parent
 * only. No dependencies.
 */
const LOOK_EVERY_MS = 250;
/** 128 and the number of SIGHUP: for a program that does not listen to it. */
const HUNG_UP = 129;

/** Set by npm for what its scripts run. */
if (process.env.npm_lifecycle_event !== undefined) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    // An orphan has another parent.
    if (process.ppid === parent) return;
    clearInterval(timer);
    if (!process.emit('SIGHUP', 'SIGHUP', 1)) process.exit(HUNG_UP);
  }, LOOK_EVERY_MS);
  timer.unref();
}
