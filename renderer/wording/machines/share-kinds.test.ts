import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import {
  rejectedExtent,
  rejectedCount,
  rejectedPartText,
  rejectionsText,
  sharesText,
} from './share-kinds.ts';

const english = translationTo('en');

const none = { accepted: 93, blocks: 3, stale: 0, duplicate: 0, low: 0, invalid: 0 };

it('counts what was rejected, and names the reasons', () => {
  const shares = { ...none, stale: 3, low: 1_007 };
  expect(rejectedCount(shares)).toBe(1_010);
  expect(rejectionsText(english, shares)).toBe('92% · 3 stale, 1,007 low');
  expect(rejectionsText(english, { ...none, stale: 3 })).toBe('3% · stale');
});

it('calls it many from one in twenty on', () => {
  // Blocks are among the accepted ones.
  const extent = (shares: typeof none, isAllRefused = false) =>
    rejectedExtent({ shares, isAllRefused });
  expect(extent({ ...none, accepted: 95, stale: 5 })).toBeUndefined();
  expect(extent({ ...none, accepted: 94, stale: 6 })).toBe('many');
  expect(extent({ ...none, accepted: 94, stale: 6 }, true)).toBe('all');
});

it('says which part was rejected, and never none or all where it is not so', () => {
  const part = (accepted: number, stale: number) =>
    rejectedPartText(english, { ...none, accepted, stale });
  expect(part(93, 0)).toBeNull();
  expect(part(92, 8)).toBe('8%');
  expect(part(996, 4)).toBe('0.4%');
  expect(part(1_000_000, 1)).toBe('0.1%');
  expect(part(1, 9_999)).toBe('99%');
  expect(part(0, 32)).toBe('100%');
  const german = rejectedPartText(translationTo('de'), { ...none, accepted: 92, stale: 8 });
  expect(german).toBe('8\u00a0%');
});

it('has no reason where nothing was rejected', () => {
  expect(rejectionsText(english, none)).toBe('');
  expect(
    rejectedExtent({ shares: { ...none, accepted: 0, blocks: 0 }, isAllRefused: false }),
  ).toBeUndefined();
});

it('lists every count', () => {
  expect(sharesText(english, { ...none, low: 1_007 })).toBe(
    'Accepted: 93\nBlocks: 3\nStale: 0\nDuplicate: 0\nLow difficulty: 1,007\nInvalid: 0',
  );
});
