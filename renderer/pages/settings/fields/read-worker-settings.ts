/** What typed settings of workers and of the Stratum server mean, and what is wrong with them. Pure. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { readNumber } from './read-settings.ts';
import type { TypedSetting } from './read-settings.ts';

/** Names of settings that are one number. */
type NumberKey = {
  [Key in keyof MinerConfig]: MinerConfig[Key] extends number ? Key : never;
}[keyof MinerConfig];

type Difficulty = MinerConfig['stratumDifficulty'];

const RIG_LIMIT = 10_000;
const NAME_LIMIT = 128;
const COMMAND_LIMIT = 1024;
const COMMAND_LENGTH_LIMIT = 8192;

/** A reader of whole numbers for a setting. */
export function wholeReader(
  key: NumberKey,
  least: number,
  most: number,
  unit = '',
): (text: string) => TypedSetting {
  return (text) => {
    const value = readNumber(text, least, most, unit);
    if (typeof value === 'string') return { ok: false, fault: value };
    if (!Number.isInteger(value)) return { ok: false, fault: 'It has to be a whole number.' };
    return { ok: true, changes: { [key]: value } };
  };
}

/** A reader of numbers that need not be whole. */
export function numberReader(
  key: NumberKey,
  least: number,
  most: number,
  unit: string,
): (text: string) => TypedSetting {
  return (text) => {
    const value = readNumber(text, least, most, unit);
    return typeof value === 'string'
      ? { ok: false, fault: value }
      : { ok: true, changes: { [key]: value } };
  };
}

/** A port, or empty for no metrics. */
export function readMetricsPort(text: string): TypedSetting {
  if (text.trim() === '') return { ok: true, changes: { metricsPort: null } };
  const port = readNumber(text, 0, 65_535, '');
  if (typeof port === 'string') return { ok: false, fault: port };
  if (!Number.isInteger(port)) return { ok: false, fault: 'It has to be a whole number.' };
  return { ok: true, changes: { metricsPort: port } };
}

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Hashes per second, with or without a prefix: `5000000`, `5 M`, `24.5 TH/s`. */
export function readHashRate(text: string): TypedSetting {
  const found = /^([\d.,]+(?:e\d+)?)\s*([kMGTPE]?)(?:H\/s)?$/.exec(text.trim());
  const prefix = PREFIXES.indexOf(found?.[2] ?? '');
  const hashRate = Number(found?.[1]?.replace(',', '.')) * 1000 ** prefix;
  if (!Number.isFinite(hashRate)) {
    return { ok: false, fault: 'A hash rate is needed, for example 5 MH/s.' };
  }
  return hashRate > 0 && hashRate <= 1e30
    ? { ok: true, changes: { hashRate } }
    : { ok: false, fault: 'It has to be above 0.' };
}

/** `*`, `*4`, `!4`, `*6`, `!6`, or a host name or address. */
export function interfaceReader(
  key: 'stratumInterface' | 'onDemandInterface',
): (text: string) => TypedSetting {
  return (text) => {
    const place = text.trim();
    const isRight = /^([*!][46]|\*|\[?[0-9a-z:][0-9a-z.:_%-]*\]?)$/i.test(place);
    return isRight && place.length <= 255
      ? { ok: true, changes: { [key]: place } }
      : { ok: false, fault: '* for all, or one of the addresses of this computer, is needed.' };
  };
}

export interface DifficultyParts {
  readonly mode: 'block' | 'period' | 'level';
  /** Seconds between two shares of a machine. */
  readonly seconds: number;
  readonly level: number;
}

const DEFAULT_SECONDS = 10;
const DEFAULT_LEVEL = 44;

/** The difficulty as the screen asks for it; the parts that do not apply have their defaults. */
export function difficultyParts(difficulty: Difficulty): DifficultyParts {
  const parts = { seconds: DEFAULT_SECONDS, level: DEFAULT_LEVEL };
  if (typeof difficulty === 'number') return { ...parts, mode: 'level', level: difficulty };
  if (difficulty === 'block') return { ...parts, mode: 'block' };
  const seconds = /^period:(.+)$/.exec(difficulty)?.[1];
  return { ...parts, mode: 'period', ...(seconds !== undefined && { seconds: Number(seconds) }) };
}

/** The difficulty as the configuration has it. */
export function difficultySetting({ mode, seconds, level }: DifficultyParts): Difficulty {
  if (mode === 'block') return 'block';
  if (mode === 'level') return level;
  return `period:${seconds}`;
}

/** Seconds between two shares. */
export function readPeriod(text: string): TypedSetting {
  const seconds = readNumber(text, 1, 3600, 's');
  return typeof seconds === 'string'
    ? { ok: false, fault: seconds }
    : { ok: true, changes: { stratumDifficulty: `period:${seconds}` } };
}

/** One level for all machines. */
export function readLevel(text: string): TypedSetting {
  const level = readNumber(text, 0, 256, '');
  if (typeof level === 'string') return { ok: false, fault: level };
  if (!Number.isInteger(level)) return { ok: false, fault: 'It has to be a whole number.' };
  return { ok: true, changes: { stratumDifficulty: level } };
}

/** One rig name a line; empty lines do not count. */
export function readRigs(text: string): TypedSetting {
  const rigs = text.split('\n').map((line) => line.trim());
  const stratumAllowedRigs = [...new Set(rigs.filter((rig) => rig !== ''))];
  if (stratumAllowedRigs.length > RIG_LIMIT) {
    return { ok: false, fault: `At most ${RIG_LIMIT} names.` };
  }
  const long = rigs.findIndex((rig) => rig.length > NAME_LIMIT);
  return long < 0
    ? { ok: true, changes: { stratumAllowedRigs } }
    : { ok: false, fault: `Line ${long + 1}: a name has at most ${NAME_LIMIT} characters.` };
}

/** Empty for none. Commas and semicolons part a password from options. */
export function readStratumPassword(text: string): TypedSetting {
  if (text.length > 256) return { ok: false, fault: 'A password has at most 256 characters.' };
  if (/[,;]/.test(text)) {
    return {
      ok: false,
      fault: 'Without commas and semicolons: machines put options behind those.',
    };
  }
  return { ok: true, changes: { stratumPassword: text.trim() === '' ? null : text.trim() } };
}

type CommandSettings = Pick<MinerConfig, 'externalWorkerCommand' | 'externalWorkerCommands'>;

/** The commands as they are typed: one a line, or a file's script whole. */
export function commandText({ externalWorkerCommand, externalWorkerCommands }: CommandSettings) {
  return externalWorkerCommands.length > 0
    ? externalWorkerCommands.join('\n')
    : externalWorkerCommand;
}

/** Whether the one command is a script of several lines: a file brought it, and it stays one. */
export function isScript({ externalWorkerCommand, externalWorkerCommands }: CommandSettings) {
  return externalWorkerCommands.length === 0 && externalWorkerCommand.includes('\n');
}

/**
 * Commands, one a line; a `\` at its end continues a line, and lines that begin with `#` do not
 * count. A single one is the command of every thread.
 */
export function readCommands(text: string): TypedSetting {
  const lines = text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const fault = commandFault(lines);
  if (fault !== null) return { ok: false, fault };
  const [only = '', ...others] = lines;
  const changes: Partial<MinerConfig> =
    others.length > 0
      ? { externalWorkerCommands: lines }
      : { externalWorkerCommand: only, externalWorkerCommands: [] };
  return { ok: true, changes };
}

/** One script of several lines. */
export function readScript(text: string): TypedSetting {
  const fault = commandFault(text.trim() === '' ? [] : [text]);
  return fault === null
    ? { ok: true, changes: { externalWorkerCommand: text, externalWorkerCommands: [] } }
    : { ok: false, fault };
}

function commandFault(commands: readonly string[]): string | null {
  if (commands.length === 0) return 'A command is needed.';
  if (commands.length > COMMAND_LIMIT) return `At most ${COMMAND_LIMIT} commands.`;
  const isLong = commands.some((command) => command.length > COMMAND_LENGTH_LIMIT);
  return isLong ? `A command has at most ${COMMAND_LENGTH_LIMIT} characters.` : null;
}

export interface EnvironmentRow {
  readonly name: string;
  readonly value: string;
}

/** What is wrong with a row among others; null when it is right. */
export function rowFault(row: EnvironmentRow, rows: readonly EnvironmentRow[]): string | null {
  if (row.name === '') return row.value === '' ? null : 'A name is needed.';
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(row.name)) return 'Letters, digits and _ alone.';
  if (rows.some((other) => other !== row && other.name === row.name)) return 'It is there twice.';
  return row.value.length > 8192 ? 'At most 8192 characters.' : null;
}
