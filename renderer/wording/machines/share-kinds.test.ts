import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import { hasManyRejected, rejectedCount, rejectionsText, sharesText } from './share-kinds.ts';

const english = translationTo('en');

const none = { accepted: 93, blocks: 3, stale: 0, duplicate: 0, low: 0, invalid: 0 };

it('counts what was rejected, and names the reasons', () => {
  const shares = { ...none, stale: 3, low: 1_007 };
  expect(rejectedCount(shares)).toBe(1_010);
  expect(rejectionsText(english, shares)).toBe('3 stale, 1,007 low');
  expect(rejectionsText(english, { ...none, stale: 3 })).toBe('stale');
});

it('calls it many from one in twenty on', () => {
  // Blocks are among the accepted ones.
  expect(hasManyRejected({ ...none, accepted: 95, stale: 5 })).toBe(false);
  expect(hasManyRejected({ ...none, accepted: 94, stale: 6 })).toBe(true);
});

it('has no reason where nothing was rejected', () => {
  expect(rejectionsText(english, none)).toBe('');
  expect(hasManyRejected({ ...none, accepted: 0, blocks: 0 })).toBe(false);
});

it('lists every count', () => {
  expect(sharesText(english, { ...none, low: 1_007 })).toBe(
    'Accepted: 93\nBlocks: 3\nStale: 0\nDuplicate: 0\nLow difficulty: 1,007\nInvalid: 0',
  );
});
