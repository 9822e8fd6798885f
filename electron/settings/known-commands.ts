/**
 * Which commands of external programs the user has agreed to: a page can enter a command and start mining as a user does,
 * so each new command is asked about once, where no page can answer. On disk is a salted hash of each, as the variables
 * of a command may be secrets.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createTurns, workersOf } from '../../src-core/index.ts';
import type { Logger, MinerConfig } from '../../src-core/index.ts';
import { failureLine } from '../logging/failure-line.ts';
import { openJsonFile } from './json-file.ts';

/** The settings of which a program's command line and its variables are made. */
type Programs = Pick<
  MinerConfig,
  'externalWorkerCommand' | 'externalWorkerCommands' | 'externalWorkerEnvironment'
>;

export interface KnownCommands {
  /** Whether the user has agreed to all programs that these settings mine with. */
  areKnown(programs: Programs): boolean;
  /**
   * Asks about those that are not known, and keeps a yes. One question at a time.
   * @param ask whether to run a text of commands and variables
   * @returns whether all are known now
   */
  confirm(programs: Programs, ask: (text: string) => Promise<boolean>): Promise<boolean>;
}

/** Of the oldest commands, those beyond are forgotten, and asked about again. */
const KEPT = 1_000;

const schema = z.strictObject({ salt: z.string(), commands: z.array(z.string()) });

/**
 * Reads `path`. Where there is none, what `config` has was there before the first question, and is known. A file that
 * cannot be read is set aside, and one that cannot be written is logged: then more is asked than necessary.
 */
export async function openKnownCommands(
  path: string,
  config: Programs,
  logger: Logger,
): Promise<KnownCommands> {
  const file = openJsonFile(path, schema);
  const found = await file.readOrSetAside(logger);
  const stored = found.ok ? found.value : null;
  const salt = stored?.salt ?? randomBytes(16).toString('hex');
  let known: readonly string[] = stored?.commands ?? [];
  const inTurn = createTurns();

  const hashOf = (command: string, { externalWorkerEnvironment: variables }: Programs): string =>
    createHash('sha256')
      .update(JSON.stringify([salt, command, Object.entries(variables).sort()]))
      .digest('hex');
  const unknownIn = (programs: Programs): string[] =>
    commandsOf(programs).filter((command) => !known.includes(hashOf(command, programs)));

  async function learn(programs: Programs): Promise<void> {
    const hashes = commandsOf(programs).map((command) => hashOf(command, programs));
    known = [...new Set([...known, ...hashes])].slice(-KEPT);
    const written = await file.write({ salt, commands: [...known] });
    if (!written.ok) logger.warn(failureLine(written.error));
  }

  // Also without a command: what is entered later is not what was there before.
  if (found.ok && stored === null) await learn(config);

  return {
    areKnown: (programs) => unknownIn(programs).length === 0,
    confirm: (programs, ask) =>
      inTurn(async () => {
        const unknown = unknownIn(programs);
        if (unknown.length === 0) return true;
        const agrees = await ask(textOf(unknown, programs));
        if (agrees) await learn(programs);
        return agrees;
      }),
  };
}

/** Whether these settings mine with external programs. */
export function runsPrograms(config: MinerConfig): boolean {
  return workersOf(config).includes('external');
}

/** The settings with the first of their programs alone, which is the one that is tried. */
export function firstProgram(config: MinerConfig): MinerConfig {
  return { ...config, externalWorkerCommands: config.externalWorkerCommands.slice(0, 1) };
}

function commandsOf({ externalWorkerCommand: only, externalWorkerCommands: list }: Programs) {
  const commands = list.length > 0 ? list : [only];
  return [...new Set(commands)].filter((command) => command.trim() !== '');
}

function textOf(commands: readonly string[], { externalWorkerEnvironment }: Programs): string {
  const variables = Object.entries(externalWorkerEnvironment);
  return [...commands, ...variables.map(([name, value]) => `${name}=${value}`)].join('\n');
}
