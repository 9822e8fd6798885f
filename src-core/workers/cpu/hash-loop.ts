import { laterTime } from '../../chainweb/search-space.ts';
import type { NonceSearch } from '../../pow-kernel/nonce-search.ts';
import type { FoundNonce, SearchJob } from '../search-job.ts';

/** How a hash loop ended: cancelled (`found` is null) or with a solution. */
export interface HashLoopEnd {
  readonly found: FoundNonce | null;
  /** The first counter whose nonce was not tried. */
  readonly nextCounter: bigint;
}

/** What a hash loop needs from its thread. */
interface HashLoopSurroundings {
  readonly search: NonceSearch;
  /** Share of the time in which to hash: above 0, at most 1. */
  readonly dutyCycle: number;
  /** A clock that never goes back, in ms. */
  readonly nowMs: () => number;
  readonly isCancelled: () => boolean;
  /** Waits, but no longer than until the job is cancelled. */
  readonly pause: (durationMs: number) => void;
  /** Called about once a second and at the end: hashes since the last report, and the time they took. */
  readonly report: (hashes: number, elapsedMs: number) => void;
}

const REPORT_EVERY_MS = 1000;
/** How often the creation time is advanced. */
const REFRESH_EVERY_MS = 1000;
/** Intended time of one uninterruptible stretch: a tenth of what cancelling may take. */
const SLICE_MS = 10;
const FIRST_SLICE_HASHES = 1 << 14;
const MIN_SLICE_HASHES = 1 << 8;
const MAX_SLICE_HASHES = 1 << 22;

/**
 * Searches a job from the nonce of `startCounter` on until it is solved or cancelled, without ever giving up the
 * thread. Nodes refuse a creation time in their future, and this machine's clock may be ahead of
 * the node's: so the time is the node's, as it stands in the work, plus what has passed since.
 */
export function runHashLoop(
  job: SearchJob,
  startCounter: bigint,
  { search, dutyCycle, nowMs, isCancelled, pause, report }: HashLoopSurroundings,
): HashLoopEnd {
  const startMs = nowMs();
  let refreshedMs = startMs;
  let reportedMs = startMs;
  let unreported = 0;
  let sliceHashes = FIRST_SLICE_HASHES;
  let creationTimeMicros = job.creationTimeMicros;
  let nextCounter = startCounter;
  search.load(job.bytes, job.target);
  for (;;) {
    const beforeMs = nowMs();
    if (beforeMs - refreshedMs >= REFRESH_EVERY_MS) {
      creationTimeMicros = laterTime(job.creationTimeMicros, beforeMs - startMs);
      search.setCreationTime(creationTimeMicros);
      refreshedMs = beforeMs;
    }
    const { nonce, tried } = search.search(nextCounter, sliceHashes);
    nextCounter = BigInt.asUintN(64, nextCounter + BigInt(tried));
    unreported += tried;
    const afterMs = nowMs();
    const ended = nonce !== null || isCancelled();
    const pauseMs = ((afterMs - beforeMs) * (1 - dutyCycle)) / dutyCycle;
    // Before a pause, if the next report would come late because of it.
    if (ended || afterMs + pauseMs - reportedMs >= REPORT_EVERY_MS) {
      report(unreported, afterMs - reportedMs);
      unreported = 0;
      reportedMs = afterMs;
    }
    if (ended) {
      return { found: nonce === null ? null : { creationTimeMicros, nonce }, nextCounter };
    }
    if (pauseMs > 0) pause(pauseMs);
    sliceHashes = nextSliceHashes(sliceHashes, afterMs - beforeMs);
  }
}

/** At most doubles from slice to slice, as the first ones run code that is not yet optimised. */
function nextSliceHashes(hashes: number, tookMs: number): number {
  const fitting = tookMs > SLICE_MS / 2 ? (hashes * SLICE_MS) / tookMs : hashes * 2;
  return Math.min(MAX_SLICE_HASHES, Math.max(MIN_SLICE_HASHES, Math.round(fitting)));
}
