/**
 * The difficulty that machines which left had settled on. One that reconnects every few seconds (as
 * Goldshell firmware was seen to) continues with the very same estimate, the gap since its last share
 * included: started from the beginning each time, the level would only see gaps shorter than a session and rise
 * and rise. Pure: time is an argument.
 */
import type { Vardiff } from './vardiff.ts';

interface Parked {
  /** Null once a session has taken it up again. */
  vardiff: Vardiff | null;
  /** Null while too few shares stand behind it. */
  readonly level: number | null;
  readonly atMs: number;
}

/** What a machine that came back continues with. */
interface RecalledLevel {
  /** Its estimate, if it left a moment ago. */
  readonly vardiff: Vardiff | null;
  /** The level it had. */
  readonly level: number | null;
}

const RESUME_MS = 60_000;
const LEVEL_MEMORY_MS = 600_000;
const MACHINE_LIMIT = 10_000;

/** Estimates by machine, the latest ones only. Times are ms of a monotonic clock. */
export class LevelMemory {
  readonly #machines = new Map<string, Parked>();

  /**
   * Keeps what is known of a machine that leaves.
   * @param isLearnt whether enough shares stand behind its level
   */
  park(machine: string, vardiff: Vardiff, isLearnt: boolean, nowMs: number): void {
    const before = this.#machines.get(machine);
    // What only looked like the machine (same address and software) must not wipe its estimate.
    if (!isLearnt && before?.vardiff && nowMs - before.atMs <= RESUME_MS) return;
    this.#machines.delete(machine);
    const level = isLearnt ? vardiff.level : (before?.level ?? null);
    this.#machines.set(machine, { vardiff, level, atMs: nowMs });
    for (const [key, { atMs }] of this.#machines) {
      if (this.#machines.size <= MACHINE_LIMIT && nowMs - atMs <= LEVEL_MEMORY_MS) break;
      this.#machines.delete(key);
    }
  }

  /** What the machine left with. Its estimate is given out once: two sessions cannot share it. */
  recall(machine: string, nowMs: number): RecalledLevel {
    const parked = this.#machines.get(machine);
    if (parked === undefined || nowMs - parked.atMs > LEVEL_MEMORY_MS) {
      return { vardiff: null, level: null };
    }
    const vardiff = nowMs - parked.atMs <= RESUME_MS ? parked.vardiff : null;
    parked.vardiff = null;
    return { vardiff, level: parked.level };
  }
}
