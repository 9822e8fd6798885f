import { describe, expect, it } from 'vitest';
import { judgeHandles, judgeLeast, judgeMemory, judgeMost, judgeTime } from './judgement.ts';

/** A run in which something is `before` until late, then `after`. */
const run = (before: number, after: number): number[] =>
  Array.from({ length: 100 }, (_, index) => (index < 75 ? before : after));

describe('what must hold', () => {
  it('lets memory grow by 5 %, and no more', () => {
    expect(judgeMemory('heap', run(100e6, 105e6)).holds).toBe(true);
    expect(judgeMemory('heap', run(100e6, 106e6))).toEqual({
      what: 'heap',
      figure: '100.0 MB -> 106.0 MB (6.0 %)',
      bound: 'at most 5.0 %',
      holds: false,
    });
  });

  it('lets a few handles come and go', () => {
    expect(judgeHandles('files', run(20, 23)).holds).toBe(true);
    expect(judgeHandles('files', run(20, 24)).holds).toBe(false);
    expect(judgeHandles('files', run(200, 210)).holds).toBe(true);
    expect(judgeHandles('files', run(200, 211)).holds).toBe(false);
  });

  it('gives a time what an idle process was late', () => {
    expect(judgeTime('task', 60, 50, 10).holds).toBe(true);
    expect(judgeTime('task', 60, 50, 9).holds).toBe(false);
  });

  it('has least and greatest numbers', () => {
    expect([judgeLeast('a', 3, 3).holds, judgeLeast('a', 2, 3).holds]).toEqual([true, false]);
    expect([judgeMost('a', 3, 3).holds, judgeMost('a', 4, 3).holds]).toEqual([true, false]);
  });
});
