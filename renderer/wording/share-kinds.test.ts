import { expect, it } from 'vitest';
import { mainRejection, rejectedCount, rejectedPart } from './share-kinds.ts';

const none = { accepted: 90, blocks: 3, stale: 0, duplicate: 0, low: 0, invalid: 0 };

it('counts what was refused, and names its main reason', () => {
  const shares = { ...none, stale: 3, low: 7 };
  expect(rejectedCount(shares)).toBe(10);
  expect(mainRejection(shares)).toBe('low');
  // Blocks are among the accepted ones.
  expect(rejectedPart(shares)).toBe(0.1);
});

it('has no reason where nothing was refused', () => {
  expect(mainRejection(none)).toBeNull();
  expect(rejectedPart({ ...none, accepted: 0, blocks: 0 })).toBe(0);
});
