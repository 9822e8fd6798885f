import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { nearPercent, nearText } from './best-share.ts';
import { networkName } from './network-name.ts';
import { earnedText, missingText, rewardText } from './reward.ts';

const [english, german] = [translationTo('en'), translationTo('de')];

it.each([
  [0.983026, 'mainnet01', '0.9830\u00a0KDA', '0,9830\u00a0KDA'],
  [2, 'stoa', '2.0000 coins', '2,0000 Coins'],
  [0, 'practice', 'none', 'keiner'],
  [null, 'mainnet01', '–', '–'],
])('a reward of %d on %s is %s', (reward, network, text, germanText) => {
  expect(rewardText(english, reward, network)).toBe(text);
  expect(rewardText(german, reward, network)).toBe(germanText);
});

it.each([
  [{ reward: 1.966052, blocks: 2, unknown: 0 }, '1.9661\u00a0KDA', null],
  [{ reward: 0, blocks: 0, unknown: 0 }, '0\u00a0KDA', null],
  [{ reward: 0.983026, blocks: 3, unknown: 2 }, '0.983\u00a0KDA', '2 blocks unknown'],
  [{ reward: 17.1, blocks: 19, unknown: 0 }, '17.1\u00a0KDA', null],
  [{ reward: 1248.463, blocks: 1270, unknown: 0 }, '1,248.46\u00a0KDA', null],
  [{ reward: 0, blocks: 1, unknown: 1 }, 'unknown', '1 block unknown'],
])('earnings of %j are %s', (earned, text, missing) => {
  expect(earnedText(english, earned, 'mainnet01')).toBe(text);
  expect(missingText(english, earned)).toBe(missing);
});

it.each([
  [8.1e10, '8.1% of a block', '8.1%'],
  [1e8, '0.01% of a block', '0.01%'],
  [2.5e6, '0.00025% of a block', '<0.01%'],
  [9.9999e11, '99% of a block', '99%'],
  [1e12, 'a block', null],
  [5e13, 'a block', null],
])('a share of %d against 1 T came as near as %s', (difficulty, text, percent) => {
  const share = { difficulty, blockDifficulty: 1e12 };
  expect(nearText(english, share)).toBe(text);
  expect(nearPercent(english, share)).toBe(percent);
});

it('names a practice network as such', () => {
  expect(networkName(english, 'mainnet01')).toBe('mainnet01');
  expect(networkName(english, 'practice')).toBe('practice network');
  expect(networkName(german, 'practice-triangle')).toBe('Übungsnetz (triangle)');
});
