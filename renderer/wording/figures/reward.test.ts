import { expect, it } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { nearText } from './best-share.ts';
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
  [{ reward: 0.983026, blocks: 3, unknown: 2 }, '0.9830\u00a0KDA', '2 blocks unknown'],
  [{ reward: 0, blocks: 1, unknown: 1 }, 'unknown', '1 block unknown'],
])('earnings of %j are %s', (earned, text, missing) => {
  expect(earnedText(english, earned, 'mainnet01')).toBe(text);
  expect(missingText(english, earned)).toBe(missing);
});

it.each([
  [8.1e10, '8.1% of a block'],
  [2.5e6, '0.00025% of a block'],
  [9.9999e11, '99% of a block'],
  [1e12, 'a block'],
  [5e13, 'a block'],
])('a share of %d against 1 T came as near as %s', (difficulty, text) => {
  expect(nearText(english, { difficulty, blockDifficulty: 1e12 })).toBe(text);
});

it('names a practice network as such', () => {
  expect(networkName(english, 'mainnet01')).toBe('mainnet01');
  expect(networkName(english, 'practice')).toBe('practice network');
  expect(networkName(german, 'practice-triangle')).toBe('Übungsnetz (triangle)');
});
