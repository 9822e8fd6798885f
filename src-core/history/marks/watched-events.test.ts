/** Marks of rarer events, and what has none. */
import { expect, it } from 'vitest';
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { EventMark } from './history-mark.ts';
import { markEvent, markLook, NOTHING_MARKED } from './mark-watch.ts';

/** The marks after these events and looks, a second apart. */
function marked(...all: readonly (Record<string, unknown> & { type: string })[]): EventMark[] {
  let watch = NOTHING_MARKED;
  return all.flatMap((each, second) => {
    const atMs = second * 1_000;
    const after =
      each.type === 'look'
        ? markLook(watch, { ...LOOK, atMs, ...each } as unknown as MinerSnapshot)
        : markEvent(watch, each as never, atMs);
    watch = after.watch;
    return [...after.marks];
  });
}

const LOOK = { phase: 'mining', node: null, problems: [], rests: [], groups: [], stratum: null };
const lost = { kind: 'node', node: 'http://a', error: { kind: 'timeout' }, sinceMs: -60_000 };
const known = (model: string | null) => ({
  ...{ type: 'device-known', device: { id: 'a', model, host: '10.0.0.9' } },
});
const read = (...kinds: string[]) => ({
  ...{ type: 'device-read', id: 'a', complaints: kinds.map((kind) => ({ kind })) },
});

it('has one where mining breaks down, and none for what is not looked for', () => {
  const broken = { type: 'broke-down' };
  expect(marked({ type: 'woke' }, broken, { type: 'sampled' })).toEqual([
    { kind: 'broke-down', atMs: 1_000 },
  ]);
});

it('has no stop while a pause lasts, and looks on after it', () => {
  const paused = { type: 'paused', reason: 'battery' };
  const rests = { type: 'rests-changed', rests: [{ reason: 'schedule' }] };
  const machines = [
    {
      ...{ key: 'a', rig: 'a', address: '10.0.0.7', isOnline: true, leftReason: null },
      ...{ shares: { accepted: 1 }, connectedAtMs: 7, leftAtMs: null },
    },
  ];
  const look = { type: 'look', atMs: 500_000, stratum: { machines } };
  expect(marked(paused, rests, { type: 'mining-stopped' }, look)).toEqual([
    { kind: 'paused', reason: 'battery', atMs: 0 },
    { kind: 'machine-came', key: 'a', name: 'a', atMs: 7 },
  ]);
});

it.each([
  ['mining', 1],
  ['stopping', 0],
  ['stopped', 0],
])('looks at nodes while the phase is %s: %d marks', (phase, count) => {
  expect(marked({ type: 'look', phase, problems: [lost] })).toHaveLength(count);
});

it('has those of machines until they are forgotten', () => {
  const all = marked(
    ...[read('slow'), known(null), read('slow'), { type: 'device-forgotten', id: 'a' }],
    ...[read(), known('KA3'), read('slow'), { type: 'look' }, read()],
  );
  expect(all.map(({ kind, atMs }) => `${kind} ${atMs / 1_000}`)).toEqual([
    ...['machine-fault 2', 'machine-fault 6', 'machine-well 8'],
  ]);
  expect(all.map((mark) => 'name' in mark && mark.name)).toEqual([
    ...['10.0.0.9', 'KA3 (10.0.0.9)', 'KA3 (10.0.0.9)'],
  ]);
});

it('counts other problems for no node, and any lost one while none is chosen', () => {
  const other = { kind: 'worker', worker: 'CPU 0', sinceMs: -60_000 };
  expect(marked({ type: 'look', problems: [other] })).toEqual([]);
  expect(marked({ type: 'look', problems: [other, lost] })).toEqual([
    { kind: 'node-lost', node: 'http://a', error: 'timeout', atMs: -60_000 },
  ]);
});

it('has a node back whose name is empty where none is chosen yet', () => {
  const later = { type: 'look', atMs: 20_000 };
  expect(marked({ type: 'look', problems: [lost] }, { ...later, atMs: 9_000 }, later)).toEqual([
    { kind: 'node-lost', node: 'http://a', error: 'timeout', atMs: -60_000 },
    { kind: 'node-back', node: '', atMs: 9_000 },
  ]);
});

it('has the first lost node of the settings while none is chosen, else the chosen one', () => {
  const problems = [lost, { ...lost, node: 'http://b' }];
  const chosen = (node: unknown) => marked({ type: 'look', problems, node, atMs: 10_000 });
  expect(chosen(null)).toMatchObject([{ kind: 'node-lost', node: 'http://a' }]);
  expect(chosen({ url: 'http://b' })).toMatchObject([{ kind: 'node-lost', node: 'http://b' }]);
  expect(
    marked(
      ...[0, 10_000].map((atMs) => ({
        ...{ type: 'look', problems, atMs },
        node: { url: 'http://c' },
      })),
    ),
  ).toEqual([{ kind: 'fallback-used', node: 'http://c', lost: 'http://a', atMs: 0 }]);
});

it('has none of machines that the closing server sent away, nor of their return', () => {
  const machine = (isOnline: boolean, leftReason: string | null) => ({
    ...{ key: 'a', rig: 'a', address: '10.0.0.7', isOnline, shares: { accepted: 1 } },
    ...{ connectedAtMs: 7, leftAtMs: 8, leftReason: leftReason && { kind: leftReason } },
  });
  const look = (atMs: number, isOnline: boolean, leftReason: string | null) => ({
    ...{ type: 'look', atMs, stratum: { machines: [machine(isOnline, leftReason)] } },
  });
  const all = (reason: string) =>
    marked(
      ...[look(10, true, null), look(500_000, false, reason), look(500_001, false, null)],
      look(500_002, true, null),
    ).map(({ kind }) => kind);
  expect(all('server-closing')).toEqual([]);
  expect(all('no-node')).toEqual([]);
  expect(all('silent')).toEqual(['machine-left', 'machine-came']);
});
