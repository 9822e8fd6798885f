/** Effort: hashes spent for a block divided by the hashes expected; 1 is average luck. */
import { UNKNOWN } from './si-number.ts';

/** In percent, without pretending precision: `82 %`. */
export function effortText(effort: number | null): string {
  if (effort === null || !Number.isFinite(effort)) return UNKNOWN;
  const percent = effort * 100;
  return `${percent < 10 ? percent.toFixed(1) : percent.toFixed(0)}\u00a0%`;
}

/** What the effort since the last block says. */
export function effortMeaning(effort: number | null): string {
  if (effort === null) return 'Work spent on the next block, measured against the average';
  if (effort < 1) return 'of the work an average block takes';
  if (effort < 3) return 'of an average block: a little patience';
  return 'of an average block: an unlucky streak';
}
