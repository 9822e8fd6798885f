/** The share difficulty as the screen asks for it: a mode, and a number of that mode. Pure. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import type { NumberFacts } from '../reading/read-number.ts';

type Difficulty = MinerConfig['stratumDifficulty'];

export interface DifficultyParts {
  readonly mode: 'block' | 'period' | 'level';
  /** Seconds between two shares of a machine. */
  readonly seconds: number;
  readonly level: number;
}

export const DEFAULT_SECONDS = 10;
const DEFAULT_LEVEL = 44;

export const PERIOD: NumberFacts = { unit: 'seconds', min: 1, max: 3600, integer: false };
export const LEVEL: NumberFacts = { unit: null, min: 0, max: 256, integer: true };

/** The parts of a difficulty; those that do not apply have their defaults. */
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
