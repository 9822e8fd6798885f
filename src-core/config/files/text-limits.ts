/**
 * The largest configuration, so that no text keeps the program busy. Larger ones are refused, not
 * cut. Long ones within these limits are read in a thread (`read-text.ts`).
 */
import type { TextBound, TextFault } from '../config-error.ts';

/** Far above any configuration: 10 000 rig names of 40 characters. */
export const TEXT_LIMIT_BYTES = 1024 * 1024;

/**
 * Far above any configuration. 10 000 rigs are 60 000 words and marks of YAML, and 10 000 values; the
 * deepest setting is a map.
 */
const LIMITS: Readonly<Record<TextBound, number>> = {
  marks: 80_000,
  keys: 1_000,
  values: 50_000,
  levels: 32,
};

/** Ends the reading of a text; thrown and caught in this folder only. */
export class RefusedText extends Error {
  readonly fault: TextFault;

  constructor(fault: TextFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** @throws {RefusedText} when `count` is above the limit */
export function bound(of: TextBound, count: number): void {
  const limit = LIMITS[of];
  if (count > limit) throw new RefusedText({ kind: 'too-much', of, limit });
}
