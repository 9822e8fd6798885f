/**
 * Vardiff of one session: the level (log2 of the expected hashes per share) at which
 * the machine sends a share about every `periodSeconds`. Pure: time and shares are arguments.
 *
 * The estimate is sum(difficulty) / elapsed including the open gap since the last share. So that it
 * stays right across changes of level, each gap is kept as elapsed / difficulty, summed over the
 * levels it was spent at: these are exponential with mean 1 / hash rate whatever the level was.
 * A share counts with the difficulty its own job was issued with; an easy one that was under way
 * while the level rose can therefore not push it higher.
 */
interface VardiffOptions {
  /** Seconds that should pass between two shares. */
  readonly periodSeconds: number;
  /** Easiest level; where the network's blocks are easier, those win. */
  readonly minLevel: number;
  /** Level to begin with, brought into the range by itself. */
  readonly startLevel: number;
}

/** Periods that can be asked for, and the usual one, in seconds. */
export const PERIOD_SECONDS = { min: 1, max: 3600, default: 10 } as const;

/** Gaps remembered, and shares after which the level counts as settled. */
const MEMORY = 20;
/** Settled also after this many periods (3 minutes at 10 s), however few shares there were. */
const SETTLING_PERIODS = 18;
/** No machine exceeds 2^53 H/s (9 PH/s): no need to begin harder than that. */
const FASTEST_RATE_LOG2 = 53;
/** Shares with which the first gap is forgotten. */
const FEW_SHARES = 4;
/** Levels held back from a raise after one share; half of it after two, and so on. */
const CAUTION = 1;
/** Levels to lower by while a machine is silent from the start: it is far too hard, or it is off. */
const SILENCE_STEPS = [2, 4, 8];
/** Expected shares that all failed to come: chance does it once in e^16 = 9 million gaps. */
const LOST_SHARES = 16;

/** Once settled: windows (in gaps) that may lower and raise the level, and the dead band. */
const LOWERING_WINDOWS = [6, 12, MEMORY];
const RAISING_WINDOWS = [16, MEMORY];
const DEAD_BAND_LEVELS = 0.75;
/** Widens the dead band by how often the level changed in the last hour: chance is not chased. */
const PATIENCE_LEVELS = [0, 0.25, 0.6, 1.2, 2];
const PATIENCE_MS = 3_600_000;

/** One for each session in `period` mode. Times are ms of a monotonic clock. */
export class Vardiff {
  readonly #options: VardiffOptions;
  #minLevel: number;
  readonly #gaps = new Float64Array(MEMORY);
  #gapCount = 0;
  #nextGap = 0;
  /** Exposure (seconds / difficulty) of the open gap up to `#markMs`. */
  #openExposure = 0;
  #markMs: number;
  #lastShareMs: number;
  #lastChangeMs: number;
  #settlingSinceMs: number;
  #settlingShares = 0;
  #silenceSteps = 0;
  #changesMs: number[] = [];
  #level: number;
  #difficulty: number;

  /** @param blockDifficulty expected hashes of the easiest block in work: never harder than it */
  constructor(options: VardiffOptions, blockDifficulty: number, nowMs: number) {
    this.#options = options;
    this.#minLevel = options.minLevel;
    this.#markMs = nowMs;
    this.#lastShareMs = nowMs;
    this.#lastChangeMs = nowMs;
    this.#settlingSinceMs = nowMs;
    this.#level = this.#clamp(options.startLevel, blockDifficulty);
    this.#difficulty = Math.min(2 ** this.#level, blockDifficulty);
  }

  /** The level now, an integer. */
  get level(): number {
    return this.#level;
  }

  /** Changes the easiest level, and at once the level where it is easier. */
  setMinLevel(minLevel: number, blockDifficulty: number, nowMs: number): void {
    this.#minLevel = minLevel;
    const clamped = this.#clamp(this.#level, blockDifficulty);
    if (clamped !== this.#level) this.#moveTo(clamped, blockDifficulty, nowMs);
  }

  /** Whether the fast start is over: 20 shares, or 18 periods. */
  isSettled(nowMs: number): boolean {
    const elapsedMs = nowMs - this.#settlingSinceMs;
    return (
      this.#settlingShares >= MEMORY ||
      elapsedMs >= SETTLING_PERIODS * this.#options.periodSeconds * 1000
    );
  }

  /** Counts an accepted share of `difficulty` expected hashes. Returns whether the level changed. */
  countShare(difficulty: number, blockDifficulty: number, nowMs: number): boolean {
    const gap =
      difficulty === this.#difficulty
        ? this.#exposure(nowMs)
        : (nowMs - this.#lastShareMs) / 1000 / difficulty;
    this.#gaps[this.#nextGap] = Math.max(gap, Number.MIN_VALUE);
    this.#nextGap = (this.#nextGap + 1) % MEMORY;
    this.#gapCount = Math.min(this.#gapCount + 1, MEMORY);
    this.#settlingShares += 1;
    // Where the first gap began within the machine's work is unknown, or it is a pause: it counts while few do.
    if (this.#settlingShares === FEW_SHARES) this.#gapCount -= 1;
    this.#silenceSteps = 0;
    this.#openExposure = 0;
    this.#markMs = nowMs;
    this.#lastShareMs = nowMs;
    return this.isSettled(nowMs)
      ? this.#follow(0, blockDifficulty, nowMs)
      : this.#settle(blockDifficulty, nowMs);
  }

  /**
   * Looks at the silence since the last share and at what the network allows; to be called every few
   * seconds. Returns whether the level changed.
   */
  passTime(blockDifficulty: number, nowMs: number): boolean {
    const clamped = this.#clamp(this.#level, blockDifficulty);
    if (clamped !== this.#level) {
      this.#moveTo(clamped, blockDifficulty, nowMs);
      return true;
    }
    const open = this.#exposure(nowMs);
    if (open > LOST_SHARES * this.#expectedGap()) this.#startOver(nowMs);
    return this.isSettled(nowMs)
      ? this.#follow(open, blockDifficulty, nowMs)
      : this.#ease(open, blockDifficulty, nowMs);
  }

  /** Fast start: all shares so far decide, with a margin that shrinks as they become more. */
  #settle(blockDifficulty: number, nowMs: number): boolean {
    const count = this.#gapCount;
    const offset = this.#offset(count, 0);
    const upward = count === 1 ? 5 : count === 2 ? 2.5 : settlingMargin(count);
    if (offset < -settlingMargin(count)) return this.#change(offset, blockDifficulty, nowMs);
    if (offset <= upward) return false;
    // Few gaps say little; too easy shows within seconds, too hard only after minutes.
    return this.#change(offset - CAUTION / count, blockDifficulty, nowMs);
  }

  /** Fast start, silent: growing steps while no share comes at all, else what the gaps say. */
  #ease(open: number, blockDifficulty: number, nowMs: number): boolean {
    const periodMs = this.#options.periodSeconds * 1000;
    const quietPeriods = (nowMs - Math.max(this.#lastShareMs, this.#lastChangeMs)) / periodMs;
    const patience = this.#silenceSteps > 0 ? 0.9 : this.#gapCount === 0 ? 1.2 : 2;
    if (quietPeriods >= patience) {
      const step = SILENCE_STEPS[Math.min(this.#silenceSteps, SILENCE_STEPS.length - 1)]!;
      this.#silenceSteps += 1;
      return this.#change(-step, blockDifficulty, nowMs);
    }
    if (this.#gapCount === 0 || quietPeriods < 0.9) return false;
    const offset = this.#offset(this.#gapCount, open);
    if (offset >= -settlingMargin(this.#gapCount + 1)) return false;
    return this.#change(offset, blockDifficulty, nowMs);
  }

  /** Settled: windows of different length, each outside the dead band at once or not at all. */
  #follow(open: number, blockDifficulty: number, nowMs: number): boolean {
    this.#changesMs = this.#changesMs.filter((atMs) => nowMs - atMs < PATIENCE_MS);
    const patience = PATIENCE_LEVELS[Math.min(this.#changesMs.length, PATIENCE_LEVELS.length - 1)]!;
    const band = DEAD_BAND_LEVELS + patience;
    for (const window of LOWERING_WINDOWS) {
      const completed = open > 0 ? window - 1 : window;
      if (completed > this.#gapCount) break;
      const offset = this.#offset(completed, open);
      if (offset < -band) return this.#changeSettled(offset, window, blockDifficulty, nowMs);
    }
    if (open > 0) return false;
    for (const window of RAISING_WINDOWS) {
      if (window > this.#gapCount) break;
      const offset = this.#offset(window, 0);
      if (offset > band) return this.#changeSettled(offset, window, blockDifficulty, nowMs);
    }
    return false;
  }

  #changeSettled(offset: number, window: number, blockDifficulty: number, nowMs: number): boolean {
    if (!this.#change(offset, blockDifficulty, nowMs)) return false;
    this.#changesMs.push(nowMs);
    // What came before the window belongs to another rate.
    this.#gapCount = Math.min(this.#gapCount, window);
    return true;
  }

  /** Moves by `offset` levels, at least one. */
  #change(offset: number, blockDifficulty: number, nowMs: number): boolean {
    const by = Math.round(offset) || Math.sign(offset);
    const level = this.#clamp(this.#level + by, blockDifficulty);
    if (level === this.#level) return false;
    this.#moveTo(level, blockDifficulty, nowMs);
    return true;
  }

  #moveTo(level: number, blockDifficulty: number, nowMs: number): void {
    this.#openExposure = this.#exposure(nowMs);
    this.#markMs = nowMs;
    this.#lastChangeMs = nowMs;
    this.#level = level;
    this.#difficulty = Math.min(2 ** level, blockDifficulty);
  }

  #startOver(nowMs: number): void {
    this.#settlingSinceMs = nowMs;
    this.#settlingShares = 0;
    this.#gapCount = 0;
    this.#openExposure = 0;
    this.#markMs = nowMs;
    this.#lastShareMs = nowMs;
    // The silence has been long enough: ease at once.
    this.#lastChangeMs = -Infinity;
    this.#silenceSteps = 0;
  }

  /** Exposure of the open gap. */
  #exposure(nowMs: number): number {
    return this.#openExposure + (nowMs - this.#markMs) / 1000 / this.#difficulty;
  }

  /** The hash rate for which the level would be exactly right. */
  #wantedRate(): number {
    return this.#difficulty / this.#options.periodSeconds;
  }

  /** Exposure of a gap: what it should be at this level, or its mean lately if that is longer. */
  #expectedGap(): number {
    const wanted = 1 / this.#wantedRate();
    return this.#gapCount === 0
      ? wanted
      : wanted * Math.max(1, 2 ** -this.#offset(this.#gapCount, 0));
  }

  /**
   * How many levels the machine is above (+) or below (-) the present one, judged by the last
   * `completed` gaps, and by the open one (if not 0) as if a share ended it now.
   */
  #offset(completed: number, open: number): number {
    let exposure = open;
    for (let i = 1; i <= completed; i++) {
      exposure += this.#gaps[(this.#nextGap - i + MEMORY) % MEMORY]!;
    }
    const gaps = completed + (open > 0 ? 1 : 0);
    return Math.log2(gaps / exposure / this.#wantedRate());
  }

  #clamp(level: number, blockDifficulty: number): number {
    const { periodSeconds } = this.#options;
    const minLevel = this.#minLevel;
    const fastest = Math.ceil(FASTEST_RATE_LOG2 + Math.log2(periodSeconds));
    const hardest = Math.min(Math.ceil(Math.log2(blockDifficulty)), Math.max(fastest, minLevel));
    return Math.max(Math.min(Math.max(Math.round(level), minLevel), hardest), 0);
  }
}

/**
 * Margin in levels for `count` gaps: 0.3, and 1.1/√count for chance. A mean of `count` exponential
 * gaps has a relative standard deviation of 1/√count, which is 1.44/√count levels.
 */
function settlingMargin(count: number): number {
  return 0.3 + 1.1 / Math.sqrt(count);
}
