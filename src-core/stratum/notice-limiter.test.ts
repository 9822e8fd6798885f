import { expect, it } from 'vitest';
import { NoticeLimiter, heldBackText } from './notice-limiter.ts';

it('reports each cause once in ten seconds and counts what it held back', () => {
  const notices = new NoticeLimiter();
  expect(['a', 'a', 'b', 'a'].map((cause) => notices.report(cause, 0))).toEqual([0, null, 0, null]);
  expect(notices.report('a', 10_000)).toBe(2);
  expect(notices.report('a', 20_000)).toBe(0);
});

it('forgets all causes rather than remember more than a thousand', () => {
  const notices = new NoticeLimiter();
  for (let i = 0; i < 1_000; i++) notices.report(`${i}`, 0);
  expect(notices.report('0', 0)).toBeNull();
  // One that is known takes no more room, however long ago it was.
  expect(notices.report('0', 10_000)).toBe(1);
  expect(notices.report('0', 10_000)).toBeNull();
  notices.report('one more', 10_000);
  expect(notices.report('0', 10_000)).toBe(0);
});

it('may report a cause more often', () => {
  const notices = new NoticeLimiter();
  expect([0, 0, 0, 0].map((nowMs) => notices.report('a', nowMs, 3))).toEqual([0, 0, 0, null]);
});

it('says how many lines were held back, if any', () => {
  expect(heldBackText(0)).toBe('');
  expect(heldBackText(2)).toBe(' (and 2 more since the last such line)');
});
