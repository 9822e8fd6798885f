/** The level one session's jobs are sent with: by the server's mode, or as the machine asked for. */
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
  }

  /** The machine wants shares of one level, and gets them unless they are too easy. */
  ask(level: number): void {
    const { kind } = this.#mode;
    const easiest = kind === 'level' ? Math.min(this.#mode.level, this.#minLevel) : this.#minLevel;
    this.#ownLevel = Math.max(level, easiest);
  }

  /** The machine says where to begin; only the vardiff mode has use for it, before any share. */
  suggest(level: number, easiestBlock: number, nowMs: number): void {
    if (this.#shares === 0) this.#vardiff = this.#newVardiff(level, easiestBlock, nowMs);
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
    const options = {
      periodSeconds: this.#mode.seconds,
      minLevel: this.#minLevel,
      startLevel,
    };
    return new Vardiff(options, easiestBlock, nowMs);
  }
}

const LEARNING_SHARES = 3;
