import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import type { NetworkInfo } from '../../../contract/screen-contract.ts';
import { expectedIntervalMs, standsStill, standstillText } from './standstill.ts';

const english = translationTo('en');

function network(chains: number, delaySeconds: number | null): NetworkInfo {
  return {
    versionName: 'test',
    nodeVersion: null,
    graph: Array.from({ length: chains }, (_, chain) => ({
      chain: chain as NetworkInfo['graph'][number]['chain'],
      adjacent: [],
    })),
    blockDelayMicros: delaySeconds === null ? null : delaySeconds * 1e6,
  };
}

it('expects a block of twenty chains twenty times as often as of one', () => {
  expect(expectedIntervalMs(network(20, 30))).toBe(1500);
  expect(expectedIntervalMs(network(1, 30))).toBe(30_000);
  expect(expectedIntervalMs(network(1, null))).toBeNull();
});

it('waits ten intervals, and a minute at least', () => {
  const now = 10_000_000;
  expect(standsStill(network(20, 30), now - 59_000, now)).toBe(false);
  expect(standsStill(network(20, 30), now - 61_000, now)).toBe(true);
  expect(standsStill(network(1, 30), now - 299_000, now)).toBe(false);
  expect(standsStill(network(1, 30), now - 301_000, now)).toBe(true);
});

it('says nothing of a network of which nothing is known', () => {
  expect(standsStill(null, null, 1e12)).toBe(false);
  expect(standsStill(network(2, null), 1e12 - 5 * 60_000, 1e12)).toBe(false);
});

it('says since when', () => {
  const at = new Date(2026, 10, 23, 14, 3, 0).getTime();
  expect(standstillText(english, at, at + 720_000)).toBe(
    'The network is at a standstill: no new block for 12 min, since 14:03.',
  );
});
