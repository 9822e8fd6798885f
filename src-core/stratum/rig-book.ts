/**
 * What outlives a session: the hash rate of each rig by name, and the level a machine had settled
 * on, so that one which reconnects every few seconds (as Goldshell firmware was seen to) neither
 * loses its history nor starts over.
 */
import { HashrateMeter } from './session-hashrate.ts';
import type { StratumEvent } from './stratum-events.ts';

interface Rig {
  readonly name: string;
  readonly meter: HashrateMeter;
  sessions: number;
  lastSeenMs: number;
}

const RIG_REPORT_MS = 5_000;
const LEVEL_MEMORY_MS = 600_000;
const RIG_MEMORY_MS = 3_600_000;
/** Rigs and levels remembered of machines that left. */
const MEMORY_LIMIT = 10_000;

export class RigBook {
  readonly #rigs = new Map<string, Rig>();
  readonly #levels = new Map<string, { readonly level: number; readonly atMs: number }>();
  /** Everything together. */
  readonly #all: HashrateMeter;
  #sessions = 0;
  #rigsReportedAtMs: number;

  constructor(nowMs: number) {
    this.#all = new HashrateMeter(nowMs);
    this.#rigsReportedAtMs = nowMs;
  }

  /** A session of the rig began. */
  join(name: string, nowMs: number): void {
    let rig = this.#rigs.get(name);
    if (rig === undefined) {
      rig = { name, meter: new HashrateMeter(nowMs), sessions: 0, lastSeenMs: nowMs };
      this.#rigs.set(name, rig);
    }
    rig.sessions += 1;
    this.#sessions += 1;
    rig.lastSeenMs = nowMs;
  }

  leave(name: string, nowMs: number): void {
    const rig = this.#rigs.get(name);
    if (rig === undefined) return;
    rig.sessions -= 1;
    this.#sessions -= 1;
    rig.lastSeenMs = nowMs;
  }

  countShare(name: string, difficulty: number, nowMs: number): void {
    this.#all.countShare(difficulty, nowMs);
    const rig = this.#rigs.get(name);
    if (rig === undefined) return;
    rig.meter.countShare(difficulty, nowMs);
    rig.lastSeenMs = nowMs;
  }

  /** Tells the figures of all together, and every few seconds those of each rig. */
  report(emit: (event: StratumEvent) => void, nowMs: number): void {
    const hashrate = this.#all.estimates(nowMs);
    emit({ type: 'stratum-measured', sessions: this.#sessions, hashrate });
    if (nowMs - this.#rigsReportedAtMs < RIG_REPORT_MS) return;
    this.#rigsReportedAtMs = nowMs;
    for (const [key, { name, meter, sessions, lastSeenMs }] of this.#rigs) {
      const isCrowded = this.#rigs.size > MEMORY_LIMIT;
      if (sessions === 0 && (isCrowded || nowMs - lastSeenMs > RIG_MEMORY_MS)) {
        this.#rigs.delete(key);
      }
      emit({ type: 'rig-measured', rig: name, sessions, hashrate: meter.estimates(nowMs) });
    }
  }

  /** Remembers the level of a machine that leaves. */
  rememberLevel(machine: string, level: number, nowMs: number): void {
    this.#levels.delete(machine);
    this.#levels.set(machine, { level, atMs: nowMs });
    for (const [key, { atMs }] of this.#levels) {
      if (this.#levels.size <= MEMORY_LIMIT && nowMs - atMs <= LEVEL_MEMORY_MS) break;
      this.#levels.delete(key);
    }
  }

  /** The level a machine had when it left lately. */
  recallLevel(machine: string, nowMs: number): number | null {
    const known = this.#levels.get(machine);
    return known !== undefined && nowMs - known.atMs <= LEVEL_MEMORY_MS ? known.level : null;
  }
}
