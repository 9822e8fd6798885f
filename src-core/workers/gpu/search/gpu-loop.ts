import { laterTime } from '../../../chainweb/search-space.ts';
import type { FoundNonce, SearchJob } from '../../search-job.ts';
import { MIN_DISPATCH } from './gpu-search.ts';
import type { GpuSearch } from './gpu-search.ts';
import { searchedWork } from './searched-work.ts';

/** Where a search is, from job to job: no nonce is tried twice. */
export interface Progress {
  /** The first place that was not tried; see `nonceAt`. */
  place: bigint;
  /** Nonces of the next dispatch, a power of two. */
  count: number;
}

/** What was done since the last report. */
export interface GpuReport {
  readonly hashes: number;
  readonly elapsedMs: number;
  readonly dispatches: number;
  /** Time that the dispatches took, one after the other. */
  readonly busyMs: number;
  /** Time in which the card had nothing of this search to do. */
  readonly emptyMs: number;
}

/** What a loop needs from its process. */
interface GpuLoopSurroundings {
  readonly search: GpuSearch;
  /** Share of the time in which the card searches: above 0, at most 1. */
  readonly intensity: number;
  /** A clock that never goes back, in ms. */
  readonly nowMs: () => number;
  readonly isCancelled: () => boolean;
  readonly pause: (durationMs: number) => Promise<unknown>;
  /** Called about once a second and at the end. */
  readonly report: (report: GpuReport) => void;
}

const REPORT_EVERY_MS = 1000;
/** How often the creation time is advanced. */
const REFRESH_EVERY_MS = 1000;
/**
 * A dispatch that takes between these is kept as it is; the next is of double or half the size otherwise. Windows
 * ends a driver after 2 s, and the desktop cannot draw while a dispatch runs.
 */
const SHORT_MS = 30;
const LONG_MS = 75;

/** Nothing was searched yet. */
export function newProgress(): Progress {
  return { place: 0n, count: 64 * MIN_DISPATCH };
}

/**
 * Searches a job until it is solved or cancelled. At full intensity a second dispatch waits while the first one
 * runs, so that the card is never without work. Rejects with what the search throws.
 */
export async function runGpuLoop(
  job: SearchJob,
  progress: Progress,
  { search, intensity, nowMs, isCancelled, pause, report }: GpuLoopSurroundings,
): Promise<FoundNonce | null> {
  await search.prepare(job.bytes.length);
  const maxCount = search.maxDispatch(job.bytes.length);
  const startMs = nowMs();
  let work = searchedWork(job.bytes, job.target, job.creationTimeMicros);
  let refreshedMs = startMs;
  let reportedMs = startMs;
  let endedMs = startMs;
  let underWay = 0;
  let tally = { hashes: 0, dispatches: 0, busyMs: 0, emptyMs: 0 };
  let found: FoundNonce | null = null;
  let failed = false;

  const isOver = (): boolean => found !== null || failed || isCancelled();

  function refresh(atMs: number): void {
    if (atMs - refreshedMs < REFRESH_EVERY_MS) return;
    const creationTimeMicros = laterTime(job.creationTimeMicros, atMs - startMs);
    work = searchedWork(job.bytes, job.target, creationTimeMicros);
    refreshedMs = atMs;
  }

  function reportUntil(atMs: number): void {
    report({ ...tally, elapsedMs: atMs - reportedMs });
    tally = { hashes: 0, dispatches: 0, busyMs: 0, emptyMs: 0 };
    reportedMs = atMs;
  }

  /** One dispatch, and the pause after it. */
  async function step(): Promise<void> {
    const sentMs = nowMs();
    refresh(sentMs);
    if (underWay === 0) tally.emptyMs += sentMs - endedMs;
    const count = Math.min(progress.count, maxCount);
    const place = aligned(progress.place, BigInt(count));
    progress.place = BigInt.asUintN(64, place + BigInt(count));
    const searched = work;
    underWay += 1;
    const [nonce] = await search.search(searched, place, count);
    underWay -= 1;
    const beganMs = Math.max(sentMs, endedMs);
    endedMs = nowMs();
    const tookMs = endedMs - beganMs;
    tally.hashes += count;
    tally.dispatches += 1;
    tally.busyMs += tookMs;
    if (nonce !== undefined) {
      found ??= { creationTimeMicros: searched.creationTimeMicros, nonce };
    }
    if (count === Math.min(progress.count, maxCount)) progress.count = nextCount(count, tookMs);
    const pauseMs = (tookMs * (1 - intensity)) / intensity;
    if (isOver()) return;
    if (endedMs + pauseMs - reportedMs >= REPORT_EVERY_MS) reportUntil(endedMs);
    if (pauseMs > 0) await pause(pauseMs);
  }

  async function lane(): Promise<void> {
    try {
      while (!isOver()) await step();
    } finally {
      // The other lane must not wait for what will not come.
      failed ||= !isOver();
    }
  }

  await Promise.all(intensity < 1 ? [lane()] : [lane(), lane()]);
  reportUntil(nowMs());
  return found;
}

/** The first multiple of `count` from `place` on, within 2^64. */
function aligned(place: bigint, count: bigint): bigint {
  return BigInt.asUintN(64, ((place + count - 1n) / count) * count);
}

function nextCount(count: number, tookMs: number): number {
  if (tookMs < SHORT_MS) return count * 2;
  if (tookMs > LONG_MS) return Math.max(MIN_DISPATCH, count / 2);
  return count;
}
