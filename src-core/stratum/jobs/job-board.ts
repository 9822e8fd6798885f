/**
 * All jobs that machines may be working on. Each mining thread offers work on a lane of its own;
 * jobs are that work with the creation time moved on. A job stays valid as long as its parent is
 * the one to build on. Pure: time is an argument (ms of a monotonic clock).
 */
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import { prepareHeader } from '../../chainweb/header-hash.ts';
import { laterTime, timeAfter } from '../../chainweb/search-space.ts';
import { composeNonce } from './nonce-range.ts';
import { NonceSet } from './nonce-set.ts';
import type { IssuedJob, Job, Lineage, Offer } from './job.ts';
import { STALE_MEMORY_MS } from './stale-jobs.ts';
import { prepareTarget } from '../difficulty/share-target.ts';
import { Budget } from '../budget.ts';
import { notifyLine } from '../stratum-messages.ts';

/** On a chain that stands still jobs pile up: beyond both limits the oldest are forgotten. */
const OLD_JOB_MS = 600_000;
const JOB_LIMIT = 10_000;
/** However young they are: machines may ask for jobs of their own, and those must not pile up. */
const HARD_JOB_LIMIT = 50_000;
/** Payloads of one parent whose latest time is remembered: far more than lanes. */
const PAYLOAD_LIMIT = 64;
/** Shares remembered to refuse duplicates (up to 120 bytes each). */
const COUNTED_LIMIT = 1_000_000;
/**
 * Solutions of one work passed on: several at once in case the first is refused and more as time
 * passes without other work, but a fast machine on an easy practice chain must not flood the node
 * with siblings of one block.
 */
const SOLUTIONS_AT_ONCE = 8;
const SOLUTIONS_PER_SECOND = 1;

/** One for a server. */
export class JobBoard {
  readonly #jobs = new Map<string, Job>();
  readonly #offers = new Map<number, Offer>();
  readonly #lineages = new Map<string, Lineage>();
  #sequence = 0;
  #countedShares = 0;
  #newest: IssuedJob | null = null;
  /** The lane whose work came last, maybe withdrawn since. */
  #newestLane = -1;
  #easiestBlock = Infinity;

  /** Puts new work on a lane. Its earlier jobs go stale unless the parent is the same. */
  offer(
    work: MiningWork,
    lane: number,
    onSolution: (solution: Solution) => void,
    nowMs: number,
  ): Offer {
    const key = `${work.chain}:${Buffer.from(work.header.parent).toString('hex')}`;
    let lineage = this.#lineages.get(key);
    if (lineage === undefined) {
      lineage = { key, work, supersededAtMs: null, lastTimes: new Map() };
      this.#lineages.set(key, lineage);
    }
    // Back to a parent that seemed superseded: the node knows best.
    lineage.supersededAtMs = null;
    this.#newest = null;
    for (const other of this.#lineages.values()) {
      if (other.work.chain === work.chain && other.work.header.height < work.header.height) {
        other.supersededAtMs ??= nowMs;
      }
    }
    const block = prepareTarget(work.target);
    const offeredAtMs = nowMs;
    const solutions = new Budget(SOLUTIONS_AT_ONCE, SOLUTIONS_PER_SECOND, nowMs);
    const offer = { lane, work, block, lineage, offeredAtMs, onSolution, solutions };
    this.#replace(lane, offer, nowMs);
    this.#newestLane = lane;
    return offer;
  }

  /** Takes a lane's work away for good; its jobs go stale. */
  withdraw(lane: number, nowMs: number): void {
    this.#replace(lane, null, nowMs);
    if (this.#newest?.job.offer.lane === lane) this.#newest = null;
  }

  /**
   * A new job of a lane's work, its creation time moved on by what has elapsed since the work came:
   * the node's own clock, as it tolerates no time in its future. Null when the lane has no work, or
   * only some whose chain has moved on.
   */
  issue(lane: number, nowMs: number): IssuedJob | null {
    const offer = this.#offers.get(lane);
    if (offer === undefined || offer.lineage.supersededAtMs !== null) return null;
    const { work, lineage } = offer;
    const payload = Buffer.from(work.header.payloadHash).toString('latin1');
    const passed = laterTime(work.header.creationTimeMicros, nowMs - offer.offeredAtMs);
    const last = lineage.lastTimes.get(payload);
    const creationTimeMicros = last === undefined ? passed : timeAfter(last, passed);
    lineage.lastTimes.delete(payload);
    lineage.lastTimes.set(payload, creationTimeMicros);
    if (lineage.lastTimes.size > PAYLOAD_LIMIT) deleteFirst(lineage.lastTimes);

    const sequence = ++this.#sequence;
    const bytes = withTimeAndNonce(work.bytes, creationTimeMicros, 0n);
    const job: Job = {
      id: sequence.toString(16),
      sequence,
      offer,
      creationTimeMicros,
      header: prepareHeader(bytes),
      issuedAtMs: nowMs,
      counted: new Map(),
      isRetired: false,
    };
    this.#jobs.set(job.id, job);
    for (const oldest of this.#jobs.values()) {
      if (this.#jobs.size <= HARD_JOB_LIMIT) break;
      this.#forget(oldest);
    }
    this.#newest = { job, line: notifyLine(job.id, Buffer.from(bytes).toString('hex')) };
    return this.#newest;
  }

  /** The job issued last, if its lane still has work. */
  get newest(): IssuedJob | null {
    return this.#newest;
  }

  /** The lane whose work came last, of those whose chain has not moved on; null without any. */
  get newestLane(): number | null {
    const newest = this.#offers.get(this.#newestLane);
    if (newest?.lineage.supersededAtMs === null) return newest.lane;
    for (const { lane, lineage } of this.#offers.values()) {
      if (lineage.supersededAtMs === null) return lane;
    }
    return null;
  }

  /** Expected hashes of the easiest block in work; Infinity without work. */
  get easiestBlock(): number {
    return this.#easiestBlock;
  }

  /** How many jobs are known, stale ones included. */
  get jobCount(): number {
    return this.#jobs.size;
  }

  /** The job of that id as a machine sent it back: in either case, maybe with leading zeros. */
  find(jobId: string): Job | undefined {
    const job = this.#jobs.get(jobId);
    if (job !== undefined || jobId.length > 32) return job;
    return this.#jobs.get(jobId.toLowerCase().replace(/^0+/, ''));
  }

  /** Remembers a share as counted. False when it was counted before. */
  count(job: Job, nonce1: number, nonce2: number): boolean {
    let nonces = job.counted.get(nonce1);
    if (nonces === undefined) {
      nonces = new NonceSet();
      job.counted.set(nonce1, nonces);
    }
    if (!nonces.add(nonce2)) return false;
    this.#countedShares += 1;
    if (this.#countedShares > COUNTED_LIMIT) this.#retireOldest();
    return true;
  }

  /** Whether a share was counted. */
  isCounted(job: Job, nonce1: number, nonce2: number): boolean {
    return job.counted.get(nonce1)?.has(nonce2) === true;
  }

  /** Hands a solved header to the thread that offered the work. False when it got too many. */
  deliver(job: Job, nonce1: number, nonce2: number, nowMs: number, finder?: string): boolean {
    const { offer } = job;
    if (!offer.solutions.spend(nowMs)) return false;
    const nonce = composeNonce(nonce1, nonce2);
    const bytes = withTimeAndNonce(offer.work.bytes, job.creationTimeMicros, nonce);
    offer.onSolution({ work: offer.work, bytes, ...(finder !== undefined && { finder }) });
    return true;
  }

  /** Forgets old jobs and parents; to be called every few seconds. */
  forgetOld(nowMs: number): void {
    for (const job of this.#jobs.values()) {
      const { supersededAtMs } = job.offer.lineage;
      const isForgotten =
        supersededAtMs !== null
          ? nowMs - supersededAtMs > STALE_MEMORY_MS
          : this.#jobs.size > JOB_LIMIT && nowMs - job.issuedAtMs > OLD_JOB_MS;
      if (isForgotten) this.#forget(job);
    }
    for (const lineage of this.#lineages.values()) {
      if (lineage.supersededAtMs !== null && nowMs - lineage.supersededAtMs > STALE_MEMORY_MS) {
        this.#lineages.delete(lineage.key);
      }
    }
  }

  #replace(lane: number, offer: Offer | null, nowMs: number): void {
    const before = this.#offers.get(lane);
    if (offer === null) this.#offers.delete(lane);
    else this.#offers.set(lane, offer);
    const offers = [...this.#offers.values()];
    if (before !== undefined && !offers.some(({ lineage }) => lineage === before.lineage)) {
      before.lineage.supersededAtMs ??= nowMs;
    }
    this.#easiestBlock = Math.min(...offers.map(({ block }) => block.difficulty));
  }

  #retireOldest(): void {
    for (const job of this.#jobs.values()) {
      if (this.#countedShares <= COUNTED_LIMIT / 2) return;
      if (job.counted.size === 0) continue;
      this.#uncount(job);
      job.isRetired = true;
    }
  }

  #forget(job: Job): void {
    this.#uncount(job);
    this.#jobs.delete(job.id);
  }

  #uncount(job: Job): void {
    for (const nonces of job.counted.values()) this.#countedShares -= nonces.size;
    job.counted.clear();
  }
}

function deleteFirst(map: Map<string, unknown>): void {
  const first = map.keys().next();
  if (first.done !== true) map.delete(first.value);
}
