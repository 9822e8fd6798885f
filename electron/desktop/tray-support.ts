/** Whether this desktop shows tray icons. A window hidden where there is no tray would be lost. */
import { execFile } from 'node:child_process';

const ANSWER_LIMIT_MS = 2_000;

/**
 * Windows and macOS always do. On Linux it is up to the desktop: asks the session bus for the
 * `org.kde.StatusNotifierWatcher` of the freedesktop StatusNotifierItem draft.
 */
export async function hasTray(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true;
  const bus = 'org.freedesktop.DBus';
  const answer = await outputOf('dbus-send', [
    '--session',
    '--print-reply=literal',
    `--dest=${bus}`,
    '/org/freedesktop/DBus',
    `${bus}.NameHasOwner`,
    'string:org.kde.StatusNotifierWatcher',
  ]);
  return answer !== null && /\btrue\b/.test(answer);
}

/** Null when the program is missing, fails, or takes too long: then there is no bus to ask. */
function outputOf(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: ANSWER_LIMIT_MS }, (error, stdout) => {
      resolve(error === null ? stdout : null);
    });
  });
}
