/**
 * How long a program has not answered, over all of its searches, and whether that can still be
 * chance. Where blocks are hard, hours without an answer are normal, and a program that hangs looks
 * the same from outside; the difference is how often this program answered before.
 */

/** A silence less likely than this is reported as unlikely: one wait in a million is as long. */
const UNLIKELY = 1e-6;
/** Shorter silences never count: a computer may be busy, or have slept. */
const LEAST_SILENCE_MS = 60_000;
/** After this long without an answer the user is informed, however hard the blocks are. */
const LONG_SILENCE_MS = 600_000;
/** A program that is slow to answer may be restarted after this time: a search has no memory. */
const LONGEST_SEARCH_MS = 3_600_000;

export interface Silence {
  /** Since the program last ended by itself, or since the first search began. */
  readonly silentMs: number;
  readonly stage: 'usual' | 'long' | 'unlikely';
  /** Whether the search that runs now is to be ended and restarted. */
  readonly isOver: boolean;
}

/** The watch over one program. All times are those of one clock, in ms. */
export interface AnswerWatch {
  /** A search begins, for work of this difficulty (expected hashes). */
  begin(nowMs: number, difficulty: number): void;
  /** How the silence is judged during a search. */
  look(nowMs: number): Silence;
  /** The search ends without an answer. */
  end(nowMs: number): void;
  /** The search ends with a fault, which is neither an answer nor silence. */
  fail(nowMs: number): void;
  /** The search ends with a valid answer. */
  answer(nowMs: number): void;
}

/** A watch over a program that has not run yet. */
export function createAnswerWatch(): AnswerWatch {
  /** Searching time divided by difficulty, until the last answer and since: ms per expected hash. */
  let paidBefore = 0;
  let paidSince = 0;
  let answers = 0;
  let silentFromMs: number | null = null;
  let search: { readonly startedMs: number; readonly difficulty: number } | null = null;

  const paidNow = (nowMs: number): number =>
    search === null ? 0 : (nowMs - search.startedMs) / search.difficulty;

  /**
   * The chance that a program with `answers` answers for `paidBefore` has none for `paid` more, when
   * nothing else is known of its rate: waits are exponential, so this is (before / all)^answers.
   */
  const chanceOf = (paid: number): number =>
    answers === 0 ? 1 : (paidBefore / (paidBefore + paid)) ** answers;

  return {
    begin(nowMs, difficulty) {
      silentFromMs ??= nowMs;
      search = { startedMs: nowMs, difficulty };
    },
    look(nowMs) {
      const silentMs = nowMs - (silentFromMs ?? nowMs);
      const searchMs = search === null ? 0 : nowMs - search.startedMs;
      const isUnlikely = (paid: number, ms: number): boolean =>
        ms >= LEAST_SILENCE_MS && chanceOf(paid) < UNLIKELY;
      const isLong = silentMs >= LONG_SILENCE_MS;
      return {
        silentMs,
        stage: isUnlikely(paidSince + paidNow(nowMs), silentMs)
          ? 'unlikely'
          : isLong
            ? 'long'
            : 'usual',
        isOver: isUnlikely(paidNow(nowMs), searchMs) || searchMs >= LONGEST_SEARCH_MS,
      };
    },
    end(nowMs) {
      paidSince += paidNow(nowMs);
      search = null;
    },
    fail(nowMs) {
      paidSince = 0;
      silentFromMs = nowMs;
      search = null;
    },
    answer(nowMs) {
      paidBefore += paidSince + paidNow(nowMs);
      paidSince = 0;
      answers += 1;
      silentFromMs = nowMs;
      search = null;
    },
  };
}
