/** The level one session's jobs are sent with: by the server's mode, or as the machine asked for. */
import type { DifficultyNotice } from '../difficulty-notice.ts';
import { Vardiff } from './vardiff.ts';
import type { LevelMemory } from './level-memory.ts';
import { BLOCK_LEVEL } from './share-target.ts';
import type { ShareMode } from './share-target.ts';

/** One for each session. */
export class SessionLevel {
  readonly #mode: ShareMode;
  readonly #minLevel: number;
  #vardiff: Vardiff | null = null;
  /** A level the machine asked for with its password. */
  #ownLevel: number | null = null;
  /** The easiest level that the machine wants, by its password. */
  #wantedMinimum = 0;
  #shares = 0;
  #wasRecalled = false;

  constructor(mode: ShareMode, minLevel: number) {
    this.#mode = mode;
    this.#minLevel = minLevel;
  }

  /** The level now; 256 stands for each block's own target. */
  get level(): number {
    if (this.#ownLevel !== null) return this.#ownLevel;
    if (this.#vardiff !== null) return this.#vardiff.level;
    return this.#mode.kind === 'level' ? this.#mode.level : BLOCK_LEVEL;
  }

  /** The machine, known as `machine`, is about to get its first job. */
  start(memory: LevelMemory, machine: string, easiestBlock: number, nowMs: number): void {
    if (this.#mode.kind !== 'period') return;
    if (this.#vardiff !== null || this.#ownLevel !== null) return;
    const { vardiff, level } = memory.recall(machine, nowMs);
    this.#wasRecalled = level !== null;
    this.#vardiff = vardiff ?? this.#newVardiff(level ?? this.#minLevel, easiestBlock, nowMs);
    this.#vardiff?.setMinLevel(this.#easiest(this.#mode.seconds), easiestBlock, nowMs);
  }

  /**
   * The machine wants shares of one level, and gets them unless they are too easy: then it gets the
   * easiest it may have, or in period mode what its rate is worth.
   * @returns what of it is not followed; null when all is
   */
  ask(wantedLevel: number, easiestBlock: number): DifficultyNotice | null {
    const mode = this.#mode;
    const level = mode.kind === 'level' ? Math.min(mode.level, this.#minLevel) : this.#minLevel;
    this.#ownLevel = Math.max(wantedLevel, level);
    const blockLevel = Math.log2(easiestBlock);
    if (wantedLevel > Math.ceil(blockLevel)) {
      return { kind: 'harder-than-block', wantedLevel, level: blockLevel };
    }
    if (wantedLevel >= level) return null;
    if (mode.kind !== 'period') return { kind: 'too-easy', wantedLevel, level };
    this.#ownLevel = null;
    return { kind: 'follows-rate', wantedLevel, level };
  }

  /**
   * The machine wants no easier shares than of that level.
   * @returns what of it is not followed; null when all is
   */
  askMinimum(wantedLevel: number, easiestBlock: number, nowMs: number): DifficultyNotice | null {
    this.#wantedMinimum = wantedLevel;
    if (this.#mode.kind === 'period') {
      this.#vardiff?.setMinLevel(this.#easiest(this.#mode.seconds), easiestBlock, nowMs);
    }
    const isFixed = this.#mode.kind !== 'period' || this.#ownLevel !== null;
    if (isFixed && this.level < wantedLevel) this.#ownLevel = wantedLevel;
    const blockLevel = Math.log2(easiestBlock);
    if (wantedLevel <= Math.ceil(blockLevel)) return null;
    return { kind: 'harder-than-block', wantedLevel, level: blockLevel };
  }

  /**
   * The machine says where to begin; only the vardiff mode has use for it, before any share.
   * @returns what of it is not followed; null where the level follows the machine's rate, or its
   *   password has asked for another
   */
  suggest(wantedLevel: number, easiestBlock: number, nowMs: number): DifficultyNotice | null {
    if (this.#ownLevel !== null) return null;
    if (this.#mode.kind !== 'period') {
      const level = Math.min(this.level, Math.log2(easiestBlock));
      return Math.abs(level - wantedLevel) < 0.5 ? null : { kind: 'fixed', wantedLevel };
    }
    if (this.#shares === 0) {
      const startLevel = Math.max(wantedLevel, this.#minLevel);
      this.#vardiff = this.#newVardiff(startLevel, easiestBlock, nowMs);
    }
    return null;
  }

  /** Counts an accepted share. Returns whether the level changed. */
  countShare(difficulty: number, easiestBlock: number, nowMs: number): boolean {
    this.#shares += 1;
    if (this.#vardiff === null || this.#ownLevel !== null) return false;
    return this.#vardiff.countShare(difficulty, easiestBlock, nowMs);
  }

  /** Looks at the silence since the last share. Returns whether the level changed. */
  passTime(easiestBlock: number, nowMs: number): boolean {
    if (this.#vardiff === null || this.#ownLevel !== null) return false;
    return this.#vardiff.passTime(easiestBlock, nowMs);
  }

  /** The machine left: what was learnt of it is kept for its next session. */
  park(memory: LevelMemory, machine: string, nowMs: number): void {
    if (this.#vardiff === null) return;
    const isLearnt = this.#wasRecalled || this.#shares >= LEARNING_SHARES;
    memory.park(machine, this.#vardiff, isLearnt, nowMs);
    this.#vardiff = null;
  }

  #newVardiff(startLevel: number, easiestBlock: number, nowMs: number): Vardiff | null {
    if (this.#mode.kind !== 'period') return null;
    const periodSeconds = this.#mode.seconds;
    const minLevel = this.#easiest(periodSeconds);
    return new Vardiff({ periodSeconds, minLevel, startLevel }, easiestBlock, nowMs);
  }

  /** How far vardiff may go down. */
  #easiest(periodSeconds: number): number {
    return Math.max(Math.min(this.#minLevel, easiestLevel(periodSeconds)), this.#wantedMinimum);
  }
}

const LEARNING_SHARES = 3;

/** Hashes per second of the slowest machine that gets shares at the period. */
const SLOWEST_RATE = 1e6;

/**
 * How far silence may ease the level. What guards against floods is not this but the machine's own
 * rate: it begins at the minimum level, only silence leads below, and five shares that come too
 * soon lead up again.
 */
function easiestLevel(periodSeconds: number): number {
  return Math.floor(Math.log2(SLOWEST_RATE * periodSeconds));
}
