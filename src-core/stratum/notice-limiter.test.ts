import { expect, it } from 'vitest';
import { NoticeLimiter, heldBackText } from './notice-limiter.ts';

it('reports each cause once in ten seconds and counts what it held back', () => {
  const notices = new NoticeLimiter();
  expect(['a', 'a', 'b', 'a'].map((cause) => notices.report(cause, 0))).toEqual([0, null, 0, null]);
  expect(notices.report('a', 10_000)).toBe(2);
  expect(notices.report('a', 20_000)).toBe(0);
});

it('may report a cause more often', () => {
  const notices = new NoticeLimiter();
  expect([0, 0, 0, 0].map((nowMs) => notices.report('a', nowMs, 3))).toEqual([0, 0, 0, null]);
});

it('says how many lines were held back, if any', () => {
  expect(heldBackText(0)).toBe('');
  expect(heldBackText(2)).toBe(' (and 2 more since the last such line)');
});
