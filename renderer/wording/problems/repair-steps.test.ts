import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { lastShare, repairSteps } from './repair-steps.ts';

const english = translationTo('en');
const STALE = { kind: 'stale' } as const;

it('names the steps against a refusal, the easiest first, and the setting that helps', () => {
  expect(repairSteps(english, STALE).map(({ text }) => text)).toEqual([
    'Check its network cable or Wi-Fi, and that the network is not overloaded.',
    'Restart the machine.',
    'Update the firmware of the machine.',
  ]);
  const low = repairSteps(english, { kind: 'low-difficulty', level: 2, wantedLevel: 10 });
  expect(low.map(({ fix }) => fix)).toEqual([null, 'shareDifficulty', null]);
});

it('turns good with the next accepted share, and bad with the next rejected one', () => {
  const refused = { refusal: STALE, atMs: Date.UTC(2026, 10, 30, 12, 0, 5) };
  expect(lastShare(english, { lastShareAtMs: null, lastRefusal: null })).toBeNull();
  expect(lastShare(english, { lastShareAtMs: null, lastRefusal: refused })).toMatchObject({
    isGood: false,
    text: expect.stringMatching(/^Its last share, at \d\d:00:05, was rejected\./),
  });
  const later = lastShare(english, { lastShareAtMs: refused.atMs + 1_000, lastRefusal: refused });
  expect(later).toMatchObject({
    isGood: true,
    text: expect.stringMatching(/^Its last share, at \d\d:00:06, was accepted/),
  });
  expect(
    lastShare(english, { lastShareAtMs: refused.atMs - 1, lastRefusal: refused })?.isGood,
  ).toBe(false);
});
