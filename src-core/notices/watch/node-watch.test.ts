import { expect, it } from 'vitest';
import type { MinerSnapshot, Problem } from '../../state/snapshot-types.ts';
import { MOVES, watchStall } from './stall-watch.ts';
import { play, snapshot } from './tests/watch-test.ts';

const error = { kind: 'node-missing', detail: '' } as const;
const down = (node: string, sinceMs: number): Problem => ({ kind: 'node', node, error, sinceMs });
const FIRST = 'http://node:1848/';
const SECOND = 'http://fallback:1848/';

it('is lost where no node is left, since when the problem began', () => {
  const at = (second: number): MinerSnapshot =>
    snapshot(second * 1000, { node: null, problems: [down(FIRST, 500), down(SECOND, 700)] });
  expect(play(100, at)).toEqual([
    [61, { kind: 'node-lost', node: FIRST, error: 'node-missing', sinceMs: 500 }],
  ]);
});

it('was away from the first trouble until it was back to stay', () => {
  const at = (second: number): MinerSnapshot => {
    const problems = second < 100 ? [down(FIRST, 400)] : second < 200 ? [down(SECOND, 90_000)] : [];
    const node = second < 200 ? SECOND : FIRST;
    return snapshot(second * 1000, { node: { url: node, latencyMs: 1 }, problems });
  };
  expect(play(300, at)).toEqual([
    [61, { kind: 'fallback-used', node: SECOND, lost: FIRST }],
    [160, { kind: 'node-lost', node: SECOND, error: 'node-missing', sinceMs: 90_000 }],
    [230, { kind: 'node-back', node: FIRST, awayMs: 199_600 }],
  ]);
});

const network = { versionName: 'mainnet01', blockDelayMicros: 30e6, graph: Array(20) };
const still = (given: Partial<MinerSnapshot>) => (second: number) =>
  snapshot(second * 1000, { cutMovedAtMs: 1, ...given });

it('has a network that stands still after ten intervals, five minutes or, unknown, ten', () => {
  const stalls = (given: object): readonly unknown[] =>
    play(900, still({ network: { ...network, ...given } as unknown as MinerSnapshot['network'] }));
  const named = { kind: 'network-stalled', versionName: 'mainnet01', sinceMs: 1 };
  expect(stalls({})).toEqual([[301, named]]);
  expect(stalls({ graph: [], blockDelayMicros: 40e6 })).toEqual([[401, named]]);
  expect(stalls({ blockDelayMicros: null })).toEqual([[601, named]]);
  // It has no blocks but those that are mined here.
  expect(stalls({ versionName: 'practice-triangle' })).toEqual([]);
  expect(play(900, still({ network: null }))).toEqual([[601, { ...named, versionName: null }]]);
});

it('hides its network only where it is the one in use', () => {
  const seconds = (given: Partial<MinerSnapshot>): number[] =>
    play(900, still(given)).flatMap(([second, { kind }]) =>
      kind === 'network-stalled' ? [second] : [],
    );
  expect(seconds({ problems: [down('http://other:1848/', 1)] })).toEqual([601]);
  expect(seconds({ problems: [down(FIRST, 1)] })).toEqual([]);
  expect(seconds({ node: null })).toEqual([]);
  const hidden = watchStall(MOVES, snapshot(5_000, { node: null, cutMovedAtMs: 1 }));
  expect(hidden).toEqual({ watch: { ...MOVES, atMs: 5_000 }, notices: [] });
});
