/**
 * Which difficulty a session's shares must have: the three modes of `stratumDifficulty`, and how a
 * level and a block's own target combine. Levels are those of chainweb-mining-client: level L
 * stands for the target 2^(256-L) - 1, so that each level is twice as hard as the one before.
 */
import {
  TARGET_LENGTH,
  getTargetLevel,
  mkTargetLevel,
  targetToHexBe,
  targetToLe,
} from '../../chainweb/target.ts';
import type { Target } from '../../chainweb/target.ts';
import { targetToDifficulty } from '../../chainweb/difficulty.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { toWords } from '../../chainweb/header-hash.ts';
import { PERIOD_SECONDS } from './vardiff.ts';

/**
 * - `block`: a share is a block, the target is that of each job
 * - `level`: shares of one level
 * - `period`: each machine gets the level at which it sends a share about every `seconds`
 */
export type ShareMode =
  | { readonly kind: 'block' }
  | { readonly kind: 'level'; readonly level: number }
  | { readonly kind: 'period'; readonly seconds: number };

/** The hardest level: its target is 0, so that every block's own target is easier. */
export const BLOCK_LEVEL = 8 * TARGET_LENGTH;

/** Reads `block`, `0` … `256` (a number or its digits), `period` or `period:<seconds>`. */
export function parseShareMode(
  value: string | number,
): Result<ShareMode, { readonly reason: string }> {
  const text = String(value).trim().toLowerCase();
  if (text === 'block') return ok({ kind: 'block' });
  if (/^\d{1,3}$/.test(text) && Number(text) <= BLOCK_LEVEL) {
    return ok({ kind: 'level', level: Number(text) });
  }
  const period = /^period(?::(\d{1,4}(?:\.\d+)?))?$/.exec(text);
  if (period !== null) {
    const seconds = period[1] === undefined ? PERIOD_SECONDS.default : Number(period[1]);
    const { min, max } = PERIOD_SECONDS;
    if (seconds >= min && seconds <= max) return ok({ kind: 'period', seconds });
    return err({ reason: `a period lasts from ${min} to ${max} seconds, not ${seconds}` });
  }
  return err({
    reason: `${JSON.stringify(value)} is none of block, a level 0..256, period, period:<seconds>`,
  });
}

/** A target in all forms the server needs. */
export interface PreparedTarget {
  /** As `mining.set_target` carries it. */
  readonly hex: string;
  /** For comparing with digests, see header-hash.ts. */
  readonly words: Uint32Array;
  /** Expected hashes. */
  readonly difficulty: number;
  /** The hardest level that is not harder than this target. */
  readonly level: number;
}

/** Computes each form of a target once. */
export function prepareTarget(target: Target): PreparedTarget {
  return {
    hex: targetToHexBe(target),
    words: toWords(targetToLe(target)),
    difficulty: targetToDifficulty(target),
    level: getTargetLevel(target),
  };
}

const levels: (PreparedTarget | undefined)[] = [];

/**
 * The target of shares of `level` for a job: that of the level, or the block's where the block is
 * easier. No machine is ever asked for more than a block.
 */
export function shareTarget(level: number, block: PreparedTarget): PreparedTarget {
  if (level > block.level) return block;
  return (levels[level] ??= prepareTarget(mkTargetLevel(level)));
}
