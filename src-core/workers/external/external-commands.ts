/** The commands of a configuration's external workers: one per mining loop. */
import type { MinerConfig } from '../../config/miner-config.ts';

/** The settings that name the programs. */
export type CommandSettings = Pick<MinerConfig, 'externalWorkerCommand' | 'externalWorkerCommands'>;

/** Stands in a command for the number of its loop, from 0, so that each can have its own GPU. */
const THREAD_MARK = '{thread}';

/**
 * The list's commands, one loop each: `threadCount` is not used then. Without a list, the one
 * command for each of `threadCount` loops: a single shell script as in chainweb-mining-client,
 * however many lines it has. `{thread}` is replaced by the loop's number. Empty when there is no
 * command at all.
 */
export function externalCommands(
  { externalWorkerCommand: only, externalWorkerCommands: list }: CommandSettings,
  threadCount: number,
): string[] {
  const commands = list.length > 0 ? list : Array.from({ length: threadCount }, () => only);
  return commands
    .filter((command) => command.trim() !== '')
    .map((command, thread) => command.replaceAll(THREAD_MARK, String(thread)));
}

/** What a screen calls the program of a command: its first word without the folder. */
export function programName(command: string): string {
  const quoted = /^(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(command.trim());
  const path = quoted?.[1] ?? quoted?.[2] ?? quoted?.[3] ?? '';
  return path.split(/[\\/]/).at(-1) ?? path;
}
