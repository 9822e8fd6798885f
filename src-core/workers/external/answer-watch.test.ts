import { describe, expect, it } from 'vitest';
import { createAnswerWatch } from './answer-watch.ts';
import type { AnswerWatch, Silence } from './answer-watch.ts';

const HOUR = 3_600_000;
const DIFFICULTY = 1e9;

/** A program that answered `answers` times, `eachMs` apart. Returns the time of the last answer. */
function answered(watch: AnswerWatch, answers: number, eachMs: number): number {
  for (let index = 0; index < answers; index += 1) {
    watch.begin(index * eachMs, DIFFICULTY);
    watch.answer((index + 1) * eachMs);
  }
  return answers * eachMs;
}

describe('a program that has never answered', () => {
  it('counts as silent after ten minutes, and never as hanging: blocks may be hard', () => {
    const watch = createAnswerWatch();
    watch.begin(0, 1e19);
    expect(watch.look(599_999)).toEqual({ silentMs: 599_999, stage: 'usual', isOver: false });
    expect(watch.look(600_000).stage).toBe('long');
    watch.end(1_000_000);
    watch.begin(1e12, 1e19);
    expect(watch.look(1e12)).toEqual({ silentMs: 1e12, stage: 'long', isOver: false });
  });

  it('restarts the program after an hour of one search', () => {
    const watch = createAnswerWatch();
    watch.begin(0, 1e19);
    expect(watch.look(HOUR - 1).isOver).toBe(false);
    expect(watch.look(HOUR)).toMatchObject({ stage: 'long', isOver: true });
  });
});

describe('a program that has answered', () => {
  /** Silent in searches of 5 s each, as on a live network, until that counts as unlikely. */
  function msUntilUnlikely(watch: AnswerWatch, fromMs: number): number {
    let nowMs = fromMs;
    let silence: Silence;
    do {
      watch.begin(nowMs, DIFFICULTY);
      nowMs += 5_000;
      silence = watch.look(nowMs);
      // None of these searches is long enough to be ended by itself.
      expect(silence.isOver).toBe(false);
      watch.end(nowMs);
    } while (silence.stage !== 'unlikely' && nowMs - fromMs < 100 * HOUR);
    return nowMs - fromMs;
  }

  it('counts as hanging the sooner the more answers it has given at the same pace', () => {
    const until = (answers: number): number => {
      const watch = createAnswerWatch();
      return msUntilUnlikely(watch, answered(watch, answers, 60_000));
    };
    // (n / (n + x))^n < 1e-6 for a silence of x mean times, here minutes.
    expect(until(100) / 60_000).toBeCloseTo(100 * (10 ** 0.06 - 1), 0);
    expect(until(10) / 60_000).toBeCloseTo(10 * (10 ** 0.6 - 1), 0);
    expect(until(3) / 60_000).toBeCloseTo(3 * (100 - 1), 0);
  });

  it('is not suspected within a minute, however quick it has been', () => {
    const watch = createAnswerWatch();
    const fromMs = answered(watch, 1_000, 50);
    watch.begin(fromMs, DIFFICULTY);
    expect(watch.look(fromMs + 59_999)).toMatchObject({ stage: 'usual', isOver: false });
    expect(watch.look(fromMs + 60_000)).toMatchObject({ stage: 'unlikely', isOver: true });
  });

  it('may take longer where blocks have become harder', () => {
    const watch = createAnswerWatch();
    const fromMs = answered(watch, 100, 1_000);
    watch.begin(fromMs, DIFFICULTY * 1e6);
    expect(watch.look(fromMs + HOUR / 2)).toMatchObject({ stage: 'long', isOver: false });
  });

  it('starts a new silence after an answer, and after a failure of its own', () => {
    for (const settle of ['answer', 'fail'] as const) {
      const watch = createAnswerWatch();
      const fromMs = answered(watch, 10, 1_000);
      watch.begin(fromMs, DIFFICULTY);
      watch[settle](fromMs + HOUR);
      watch.begin(fromMs + HOUR, DIFFICULTY);
      expect(watch.look(fromMs + HOUR + 10).silentMs).toBe(10);
      expect(watch.look(fromMs + HOUR + 10).stage).toBe('usual');
    }
  });

  it('is judged by the time in which it searches, and by all of its searches', () => {
    const watch = createAnswerWatch();
    expect(watch.look(5)).toEqual({ silentMs: 0, stage: 'usual', isOver: false });
    const fromMs = answered(watch, 10, 5_000);
    watch.begin(fromMs, DIFFICULTY);
    watch.end(fromMs + 140_000);
    // No search, as while nodes give no work: that is no silence of the program.
    const later = { silentMs: 100 * HOUR, stage: 'long', isOver: false };
    expect(watch.look(fromMs + 100 * HOUR)).toEqual(later);
    watch.begin(fromMs + 100 * HOUR, DIFFICULTY);
    expect(watch.look(fromMs + 100 * HOUR + 9_000)).toMatchObject({ stage: 'long' });
    // 10 answers in 50 s: none for 150 s is as unlikely as one in a million.
    expect(watch.look(fromMs + 100 * HOUR + 10_000)).toMatchObject({ stage: 'unlikely' });
  });

  it('counts searches before a failure for nothing, and those before an answer for it', () => {
    const watch = createAnswerWatch();
    let nowMs = answered(watch, 10, 5_000);
    const pass = (ms: number): number => (nowMs += ms);
    watch.begin(nowMs, DIFFICULTY);
    watch.end(pass(140_000));
    watch.begin(nowMs, DIFFICULTY);
    watch.fail(pass(1_000));
    expect(watch.look(nowMs + 5 * HOUR).isOver).toBe(false);
    watch.begin(nowMs, DIFFICULTY);
    expect(watch.look(pass(140_000)).stage).toBe('usual');
    watch.end(nowMs);
    watch.begin(nowMs, DIFFICULTY);
    watch.answer(nowMs);
    // Now 11 answers in 190 s.
    expect(watch.look(nowMs + 5 * HOUR).isOver).toBe(false);
    watch.begin(nowMs, DIFFICULTY);
    expect(watch.look(nowMs + 470_000).stage).toBe('usual');
    expect(watch.look(nowMs + 480_000).stage).toBe('unlikely');
  });

  it('is rarely suspected wrongly', () => {
    // Numerical Recipes' generator: the same waits each time.
    let seed = 7;
    const random = (): number => (seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
    for (let program = 0; program < 1_000; program += 1) {
      const watch = createAnswerWatch();
      let nowMs = 0;
      for (let answers = 0; answers < 30; answers += 1) {
        watch.begin(nowMs, DIFFICULTY);
        // An exponential wait with a mean of 10 min.
        nowMs += -Math.log(1 - random()) * 600_000;
        if (watch.look(nowMs).stage === 'unlikely') throw new Error(`program ${program}`);
        watch.answer(nowMs);
      }
    }
  });
});
