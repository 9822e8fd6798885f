/** How the program comes back: at login, and mining after it ended while it mined. */
import { app } from 'electron';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Announcer } from '../../contract/announcer.ts';
import type { Failure } from '../../contract/failures.ts';
import type { Logger } from '../../src-core/index.ts';
import { createKeepAwake } from '../desktop/keep-awake.ts';
import type { Kept } from './open-kept-files.ts';
import { failureLine } from '../logging/failure-line.ts';
import type { UserFiles } from '../settings/user-files.ts';
import { createLaunchStart } from '../startup/launch-start.ts';
import type { LaunchStart } from '../startup/launch-start.ts';
import { loginStartByEntry, loginStartByItems, wasOpenedAtLogin } from '../startup/login-start.ts';
import type { LoginStart } from '../startup/login-start.ts';
import { openUnfinishedRun } from '../startup/unfinished-run.ts';
import type { Mining } from './set-up-mining.ts';

/** The system started the program at login. */
const AT_LOGIN = 'at-login';

interface StartupParts {
  readonly files: UserFiles;
  readonly kept: Kept;
  readonly mining: Mining;
  readonly announcer: Announcer;
  readonly logger: Logger;
}

export interface Startup {
  readonly loginStart: LoginStart;
  /** The program was started by the system, and is to stay out of sight. */
  readonly isHidden: boolean;
  /** Mining is not started, as the runs before ended soon after it. False once it was started. */
  isHeldBack(): boolean;
  /** Starts mining where the preferences or the run before ask for it. */
  mine(onFailure: (failure: Failure) => void): Promise<void>;
  /** Mining that could not start yet is not tried again: the program ends. */
  endAttempts(): void;
  /** The program ends cleanly. */
  end(): Promise<void>;
}

/**
 * Follows the system's settings for the start at login, and notes from now on whether the program is
 * mining: for the next start after a crash, and to keep the computer awake.
 */
export async function setUpStartup(parts: StartupParts): Promise<Startup> {
  const { kept, mining, announcer, logger } = parts;
  const { preferences } = kept;
  const loginStart = createLoginStart();
  await followSystem(parts, loginStart);
  const run = await openUnfinishedRun(parts.files.mining, logger);
  const keepAwake = createKeepAwake();
  let launch: LaunchStart | null = null;
  let isHeldBack = run.hasGivenUp;

  function look(): void {
    const { host } = mining;
    // A pause is part of mining: it resumes by itself, after a power cut too.
    const isStarted = host.isMining() || host.isPaused();
    if (isStarted) isHeldBack = false;
    const paused = host.snapshot().groups.filter(({ state }) => state === 'paused');
    run.mining(
      isStarted,
      paused.map(({ kind }) => kind),
    );
    const isBusy = host.isMining() && !host.isPaused();
    keepAwake(isBusy && preferences.current().keepAwake);
  }
  announcer.listen('snapshot', look);
  announcer.listen('preferences', look);

  return {
    loginStart,
    isHidden: isAtLogin() && preferences.current().startHidden,
    isHeldBack: () => isHeldBack,
    async mine(onFailure) {
      const { mineAtLaunch, firstRunDone } = preferences.current();
      if (!firstRunDone) return;
      if (isHeldBack) {
        logger.error('not mining: the program ended several times soon after it had begun to mine');
        mining.host.reportNotStarted('kept-ending');
        return;
      }
      if (!mineAtLaunch && !run.wasMining) return;
      if (run.wasMining)
        logger.warn('resuming mining: the program did not end cleanly while it was mining');
      // It goes on as it was.
      if (run.wasMining) await Promise.all(run.wasPaused.map(mining.host.pauseWorker));
      launch = createLaunchStart({ host: mining.host, logger, onFailure });
      await launch.start();
    },
    endAttempts: () => launch?.end(),
    end: run.end,
  };
}

/** The system's settings win: users switch the start off there too. */
async function followSystem(
  { kept, announcer, logger }: StartupParts,
  loginStart: LoginStart,
): Promise<void> {
  const { preferences } = kept;
  const startAtLogin = await loginStart.isOn();
  if (startAtLogin !== preferences.current().startAtLogin) {
    const saved = await preferences.save({ startAtLogin });
    if (saved.ok) announcer.announce('preferences', saved.value);
    else logger.warn(failureLine(saved.error));
  }
  // The program may have been moved since, as AppImages are.
  const refreshed = startAtLogin ? await loginStart.set(true) : null;
  if (refreshed?.ok === false) logger.warn(failureLine(refreshed.error));
}

function isAtLogin(): boolean {
  return app.commandLine.hasSwitch(AT_LOGIN) || wasOpenedAtLogin(app);
}

function createLoginStart(): LoginStart {
  const args = [`--${AT_LOGIN}`, ...userFolderSwitch()];
  if (process.platform !== 'linux') return loginStartByItems(app, args);
  const program = process.env['APPIMAGE'] ?? process.execPath;
  const project = app.isPackaged ? [] : [app.getAppPath()];
  // Empty or relative values do not count (XDG Base Directory Specification).
  const given = process.env['XDG_CONFIG_HOME'] ?? '';
  const configFolder = isAbsolute(given) ? given : join(homedir(), '.config');
  const path = join(configFolder, 'autostart', 'heddle.desktop');
  return loginStartByEntry(path, [program, ...project, ...args]);
}

function userFolderSwitch(): string[] {
  const given = app.commandLine.getSwitchValue('user-data-dir');
  return given === '' ? [] : [`--user-data-dir=${resolve(given)}`];
}
