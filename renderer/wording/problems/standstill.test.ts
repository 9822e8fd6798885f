import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import type { NetworkInfo } from '../../../contract/screen-contract.ts';
import {
  expectedIntervalMs,
  noBlockText,
  standsStill,
  standstillMatters,
  standstillText,
} from './standstill.ts';

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

it('is no trouble of the network on a practice network, nor while the node in use fails', () => {
  const atMs = 10_000_000;
  const matters = (changes: object): boolean =>
    standstillMatters({
      ...{ network: network(20, 30), cutMovedAtMs: atMs - 61_000, atMs },
      ...{ node: { url: 'http://here', latencyMs: 3 }, problems: [], ...changes },
    });
  expect(matters({})).toBe(true);
  expect(matters({ network: { ...network(20, 30), versionName: 'practice-triangle' } })).toBe(
    false,
  );
  expect(matters({ problems: [{ kind: 'node', node: 'http://here' }] })).toBe(false);
  expect(matters({ problems: [{ kind: 'node', node: 'http://elsewhere' }] })).toBe(true);
});

it('says since when', () => {
  const at = new Date(2026, 10, 23, 14, 3, 0).getTime();
  expect(standstillText(english, at, at + 720_000)).toBe(
    'The network is at a standstill: no new block for 12\u00a0min, since 14:03.',
  );
  expect(noBlockText(english, at, at + 720_000)).toBe(
    'No new block seen for 12\u00a0min, since 14:03.',
  );
  expect(noBlockText(translationTo('de'), at, at + 720_000)).toBe(
    'Seit 14:03 kein neuer Block gesehen (12\u00a0min).',
  );
});
