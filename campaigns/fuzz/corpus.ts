/**
 * Inputs that are kept: those that once broke something, shrunk to what it takes, and those that reach places which
 * random ones seldom do. Every run sends them first. A file holds inputs that are sent together, as far as their door
 * takes them together.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('corpus/', import.meta.url));

export interface KeptInputs {
  /** What happened, or what they are for. */
  readonly why: string;
  readonly inputs: readonly unknown[];
}

/** What is kept for a door, in the order of the names of its files. */
export function keptInputs(door: string): readonly KeptInputs[] {
  const folder = `${FOLDER}${door}`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as KeptInputs);
}

/** Keeps inputs, and returns the path of their file from the folder of the campaign. */
export function keepInputs(door: string, kept: KeptInputs): string {
  const text = JSON.stringify(kept.inputs);
  const name = createHash('sha256').update(text).digest('hex').slice(0, 12);
  mkdirSync(`${FOLDER}${door}`, { recursive: true });
  writeFileSync(`${FOLDER}${door}/${name}.json`, `${JSON.stringify(kept, null, 2)}\n`);
  return `corpus/${door}/${name}.json`;
}

/** What reaches new code, all in one file. Returns how many inputs it has now. */
export function keepGathered(door: string, inputs: readonly unknown[]): number {
  const path = `${FOLDER}${door}/gathered.json`;
  const before = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as KeptInputs).inputs
    : [];
  const all = [...before, ...inputs];
  const kept: KeptInputs = { why: 'each reaches code that those before it do not', inputs: all };
  mkdirSync(`${FOLDER}${door}`, { recursive: true });
  writeFileSync(path, `${JSON.stringify(kept, null, 2)}\n`);
  return all.length;
}
