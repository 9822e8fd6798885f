/** The share difficulty as the screen asks for it: a mode, and a number of that mode. Pure. */
import type { MinerConfig } from '../../../../contract/screen-contract.ts';

type Difficulty = MinerConfig['stratumDifficulty'];

export interface DifficultyParts {
  readonly mode: 'block' | 'period' | 'level';
  /** Seconds between two shares of a machine. */
  readonly seconds: number;
  readonly level: number;
}

/** What a machine of a few TH/s needs. */
const SUGGESTED_LEVEL = 44;

/**
 * The parts of a difficulty; those that do not apply have their defaults.
 * @param defaultSeconds the period where none is given
 */
export function difficultyParts(difficulty: Difficulty, defaultSeconds: number): DifficultyParts {
  const parts = { seconds: defaultSeconds, level: SUGGESTED_LEVEL };
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
