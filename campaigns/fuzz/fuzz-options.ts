/** The options of `npm run test:fuzz`. */
import { parseArgs } from 'node:util';
import { reasonOf } from '../../src-core/system/thrown-reason.ts';
import { DOOR_NAMES } from './doors.ts';

export interface FuzzOptions {
  readonly doors: readonly string[];
  /** For each door; null for as many as a whole campaign has. */
  readonly inputs: number | null;
  readonly seed: number;
  /** To add to the corpus instead of looking for faults. */
  readonly gathers: boolean;
}

export const USAGE = [
  'Usage: npm run test:fuzz -- [--door NAME]... [--inputs N] [--seed N] [--gather]',
  `Doors: ${DOOR_NAMES.join(', ')}`,
].join('\n');

/** @throws with what is wrong, in a sentence for the terminal */
export function readOptions(args: readonly string[]): FuzzOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      door: { type: 'string', multiple: true, default: [...DOOR_NAMES] },
      inputs: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      gather: { type: 'boolean', default: false },
    },
  });
  const unknown = values.door.find((name) => !DOOR_NAMES.includes(name));
  if (unknown !== undefined) throw new Error(`there is no door ${unknown}`);
  return {
    doors: values.door,
    inputs: values.inputs === undefined ? null : countIn(values.inputs),
    seed: countIn(values.seed),
    gathers: values.gather,
  };
}

function countIn(text: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new Error(`${JSON.stringify(text)} is not a whole number`);
}

/** Prints what is wrong with the options, and how they are used. */
export function refuse(thrown: unknown): void {
  console.error(`${reasonOf(thrown)}\n${USAGE}`);
  process.exitCode = 2;
}
