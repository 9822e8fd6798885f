/**
 * What outlives a session of a rig: its hash rate by name, so that a machine which reconnects every
 * few seconds (as Goldshell firmware was seen to) does not lose its history. Pure: time is an
 * argument.
 */
import { HashRateMeter } from './hash-rate-meter.ts';
import { NO_RATES, addEstimates } from '../rate-estimates.ts';
import type { HashRateEstimates } from '../rate-estimates.ts';
import type { StratumEvent } from '../stratum-events.ts';

interface Rig {
  readonly name: string;
  /** When it began to work, without a longer break since. */
  sinceMs: number;
  /** Made with the first share: names alone cost nothing. */
  meter: HashRateMeter | null;
  sessions: number;
  lastSeenMs: number;
}

const RIG_REPORT_MS = 5_000;
/** Away for longer, a rig no longer counts; on return its measurement starts over. */
const AWAY_MS = 60_000;
const RIG_MEMORY_MS = 3_600_000;
/** Rigs remembered that have no session. */
const ABSENT_LIMIT = 1_000;

/** The meters of all rigs of a server, by name. */
export class RigRates {
  /** Rigs without a session stand in the order in which they left. */
  readonly #rigs = new Map<string, Rig>();
  #absent = 0;
  #rigsReportedAtMs: number;

  constructor(nowMs: number) {
    this.#rigsReportedAtMs = nowMs;
  }

  /** How many rigs are known, absent ones included. */
  get size(): number {
    return this.#rigs.size;
  }

  /** A session of the rig began. */
  join(name: string, nowMs: number): void {
    let rig = this.#rigs.get(name);
    if (rig === undefined) {
      rig = { name, sinceMs: nowMs, meter: null, sessions: 0, lastSeenMs: nowMs };
      this.#rigs.set(name, rig);
    } else if (rig.sessions === 0) {
      this.#absent -= 1;
      if (nowMs - rig.lastSeenMs > AWAY_MS) {
        rig.sinceMs = nowMs;
        rig.meter = null;
      }
    }
    rig.sessions += 1;
    rig.lastSeenMs = nowMs;
  }

  /** A session of the rig ended. */
  leave(name: string, nowMs: number): void {
    const rig = this.#rigs.get(name);
    if (rig === undefined || rig.sessions === 0) return;
    rig.sessions -= 1;
    rig.lastSeenMs = nowMs;
    if (rig.sessions > 0) return;
    this.#absent += 1;
    this.#rigs.delete(name);
    this.#rigs.set(name, rig);
    this.#forget(nowMs);
  }

  /** An accepted share of the rig, by the difficulty of its target in hashes. */
  countShare(name: string, difficulty: number, nowMs: number): void {
    const rig = this.#rigs.get(name);
    if (rig === undefined) return;
    rig.meter ??= new HashRateMeter(rig.sinceMs);
    rig.meter.countShare(difficulty, nowMs);
    rig.lastSeenMs = nowMs;
  }

  /** The rate of all rigs that are here, or were a moment ago. */
  total(nowMs: number): HashRateEstimates {
    const present: HashRateEstimates[] = [];
    for (const { meter, sessions, lastSeenMs } of this.#rigs.values()) {
      const isPresent = sessions > 0 || nowMs - lastSeenMs <= AWAY_MS;
      if (meter !== null && isPresent) present.push(meter.estimates(nowMs));
    }
    return addEstimates(present);
  }

  /**
   * Reports the figures of all together, and every few seconds those of each rig.
   * @param sessions machines that have subscribed
   */
  report(emit: (event: StratumEvent) => void, sessions: number, nowMs: number): void {
    emit({ type: 'stratum-measured', sessions, hashRate: this.total(nowMs) });
    if (nowMs - this.#rigsReportedAtMs < RIG_REPORT_MS) return;
    this.#rigsReportedAtMs = nowMs;
    for (const { name, meter, sessions: ofRig } of this.#rigs.values()) {
      // Names that came and left without a share are not worth a report.
      if (ofRig === 0 && meter === null) continue;
      const hashRate = meter?.estimates(nowMs) ?? NO_RATES;
      emit({ type: 'rig-measured', rig: name, sessions: ofRig, hashRate });
    }
    this.#forget(nowMs);
  }

  #forget(nowMs: number): void {
    if (this.#absent === 0) return;
    for (const [name, { sessions, lastSeenMs }] of this.#rigs) {
      if (sessions > 0) continue;
      if (this.#absent <= ABSENT_LIMIT && nowMs - lastSeenMs <= RIG_MEMORY_MS) return;
      this.#rigs.delete(name);
      this.#absent -= 1;
    }
  }
}
