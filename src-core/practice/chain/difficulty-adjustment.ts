/**
 * How targets follow the hash rate: the adjustment at the end of each epoch, averaged over a chain
 * and its neighbours (`Chainweb.Difficulty`, `Chainweb.BlockHeader.Internal`). Exact arithmetic on
 * whole microseconds. Where the node's 256-bit words would wrap around, results stop at the limit.
 */
import { MAX_TARGET, mkTarget } from '../../chainweb/target.ts';
import type { Target } from '../../chainweb/target.ts';

/** Heights per epoch once a chain is past its first blocks. */
const FULL_WINDOW = 120;

/** The fields of a header that the adjustment reads. Times are µs since the Unix epoch. */
interface EpochHeader {
  readonly target: Target;
  readonly creationTimeMicros: bigint;
  readonly epochStartMicros: bigint;
}

/** Heights in the epoch of a block at `height`: a tenth while the chain is young (height ≤ 120). */
export function epochWindow(height: number): number {
  return height <= FULL_WINDOW ? FULL_WINDOW / 10 : FULL_WINDOW;
}

/** Whether the block at `height` ends its epoch, so that its child gets a new target. */
export function endsEpoch(height: number): boolean {
  return (height + 1) % epochWindow(height) === 0;
}

/**
 * One chain's own estimate: ⌈target · duration / (window · delay)⌉, at least 1, at most the easiest target.
 * @param durationMicros how long the epoch took; a negative time counts as none
 * @param window heights of the epoch
 * @param delayMicros how long a block should take
 */
export function adjustedTarget(
  target: Target,
  durationMicros: bigint,
  window: number,
  delayMicros: bigint,
): Target {
  const intended = BigInt(window) * delayMicros;
  return within(divideUp(target * durationMicros, intended));
}

/**
 * The target of a new epoch: the mean of the estimates of the last block of the old epoch and of
 * its adjacent parents, rounded down.
 */
export function averagedTarget(
  parent: EpochHeader,
  adjacentParents: readonly EpochHeader[],
  window: number,
  delayMicros: bigint,
): Target {
  const estimates = [parent, ...adjacentParents].map((header) =>
    adjustedTarget(
      header.target,
      header.creationTimeMicros - header.epochStartMicros,
      window,
      delayMicros,
    ),
  );
  const sum = estimates.reduce<bigint>((total, estimate) => total + estimate, 0n);
  return mkTarget(sum / BigInt(estimates.length));
}

function divideUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}

/** At least 1, as no hash meets 0 and no difficulty belongs to it; at most the easiest target. */
function within(target: bigint): Target {
  if (target < 1n) return mkTarget(1n);
  return target > MAX_TARGET ? MAX_TARGET : mkTarget(target);
}
