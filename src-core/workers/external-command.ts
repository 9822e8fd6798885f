/** What the `externalWorkerCommand` of a configuration stands for: one command per mining loop. */

/** Stands in a command for the number of its loop, from 0, so that each can have its own GPU. */
const THREAD_MARK = '{thread}';

/**
 * The commands of the setting. One line is one command, run by each of `threadCount` loops;
 * several lines are one loop each, and `threadCount` does not count. Blank lines and lines that
 * begin with `#` are left out, and a `\` at the end of a line continues it, as in a shell.
 * `{thread}` is replaced by the loop's number. Empty when there is no command at all.
 */
export function externalCommands(setting: string, threadCount: number): string[] {
  const lines = setting
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [only, ...others] = lines;
  if (only === undefined) return [];
  const commands = others.length === 0 ? Array.from({ length: threadCount }, () => only) : lines;
  return commands.map((command, thread) => command.replaceAll(THREAD_MARK, String(thread)));
}

/** What a screen calls the program of a command: its first word without the folder. */
export function programName(command: string): string {
  const quoted = /^(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(command.trim());
  const path = quoted?.[1] ?? quoted?.[2] ?? quoted?.[3] ?? '';
  return path.split(/[\\/]/).at(-1) ?? path;
}
