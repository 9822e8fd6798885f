/** Progress shown in the terminal while a step runs. No dependencies. */

const started = performance.now();

/** Seconds since the command was started, as `12.3 s`. */
export function elapsed(sinceMs = started) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/** Prints one line of progress. */
export function say(text) {
  console.log(`heddle: ${text}`);
}

/**
 * Announces a step that may take long, and reports while it runs.
 * `detail()` gives the current state as text (`120 of 196 MB`) or nothing. Resolves or rejects as `work` does.
 */
export async function during(text, work, detail = () => '') {
  const beganMs = performance.now();
  say(`${text} ...`);
  const report = () => say(`  ${[detail(), elapsed(beganMs)].filter(Boolean).join(', ')}`);
  const timer = setInterval(report, 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
