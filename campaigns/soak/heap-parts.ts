/**
 * A heap without garbage, in two parts. Machine code and what V8 knows of functions is counted by itself: it grows for many
 * minutes, while more functions become worth compiling (on the page's heap from 8.8 to 9.4 of 19 MB in the second and third
 * minute, when the rest stayed at 9.6 MB), and is limited by the functions that the program has.
 */
import type { HeapSpaceInfo } from 'node:v8';
import { judgeMemory, statedMemory } from './judgement.ts';
import type { Judged } from './judgement.ts';

/** Bytes. */
export interface HeapParts {
  /** Objects, texts and all else that is no code. */
  readonly held: number;
  readonly code: number;
}

/** Machine code, and bytecode with what belongs to it. */
const CODE_SPACES = /^(code|trusted)_/;

/** The parts of a heap by the spaces that V8 keeps them in. */
export function partsOfSpaces(spaces: readonly HeapSpaceInfo[]): HeapParts {
  const parts = { held: 0, code: 0 };
  for (const { space_name: name, space_used_size: bytes } of spaces) {
    parts[CODE_SPACES.test(name) ? 'code' : 'held'] += bytes;
  }
  return parts;
}

/** What is held is to stay flat. */
export function judgeHeap(what: string, heaps: readonly HeapParts[]): readonly Judged[] {
  return [
    judgeMemory(
      `${what} after garbage collection, without code`,
      heaps.map(({ held }) => held),
    ),
    statedMemory(
      `${what}: code`,
      heaps.map(({ code }) => code),
    ),
  ];
}
