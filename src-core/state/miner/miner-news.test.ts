/** What each piece of news changes, and what it leaves as it was. */
import { describe, expect, it } from 'vitest';
import type { MinerEvent } from '../miner-events.ts';
import type { OwnBlock, Problem } from '../snapshot-types.ts';
import { SHOWN_OWN_BLOCKS } from '../snapshot-types.ts';
import { after, chain, failed, node, started, stateAfter, work } from '../tests/after-events.ts';
import { initialMinerState, reduceMiner } from './miner-state.ts';
import { effortOf } from './network-efforts.ts';

type News = Parameters<typeof after>[number];
const news = (event: object): News => event as News;

const network = { versionName: 'practice', nodeVersion: null, graph: [], blockDelayMicros: null };
const chosen = { type: 'node-chosen', node, network } as const;
const closed = {
  type: 'stream-closed',
  chain,
  error: { kind: 'stream-stalled', detail: '' },
} as const;
const elsewhere = news({ ...closed, chain: 1 });
const files = news({ type: 'open-files-exhausted', limit: 1_024 });
const unwritable = news({
  ...{ type: 'history-failed', part: 'history' },
  fault: { kind: 'unwritable', cause: 'full', file: 'x', detail: '' },
});
const kinds = (problems: readonly Problem[]): string[] => problems.map(({ kind }) => kind);

it('knows nothing at first, but what history knows', () => {
  const { rests, tips, recentBlocks, problems, groups, workers, efforts } = initialMinerState();
  expect([rests, tips, recentBlocks, problems, groups]).toEqual([[], [], [], [], []]);
  expect([workers.size, efforts.size]).toEqual([0, 0]);
  const blocks = Array.from({ length: SHOWN_OWN_BLOCKS + 1 }, (_, id) => ({ id }) as never);
  expect(initialMinerState(blocks as OwnBlock[]).blocks).toEqual(blocks.slice(0, -1));
});

it('has a state after any news', () => {
  const types = [
    ...['woke', 'paused', 'resumed', 'priority-kept', 'native-left-out'],
    ...['stratum-listening', 'stratum-closed', 'machine-found-block', 'good-share'],
    ...['connection-refused', 'machine-answered', 'rig-measured', 'stratum-measured'],
    ...['stratum-resumed', 'open-files-recovered', 'history-recovered', 'device-forgotten'],
    ...['device-search', 'device-read', 'device-silent', 'device-setup'],
    ...['machine-level-changed', 'block-confirmed', 'block-orphaned', 'block-rewarded'],
    ...['solution-retried', 'solution-accepted', 'solution-uncertain', 'solution-superseded'],
  ];
  const state = stateAfter(...started, work, failed);
  for (const type of types) {
    // Of what is not listed, so that nothing of the rest changes.
    const next = reduceMiner(state, {
      ...{ type, atMs: 9_000, id: 'none', rig: 'none', question: 0, session: 0 },
      ...(type.startsWith('solution-') && { error: { kind: 'timeout', detail: '' } }),
    } as unknown as MinerEvent);
    expect({ type, phase: next?.phase, workers: next?.workers }).toEqual({
      ...{ type, phase: 'mining', workers: state.workers },
    });
    expect(kinds(next.problems)).toEqual(['node']);
  }
});

describe('a start and a stop', () => {
  it('settle all problems but those of the history', () => {
    const both = [...started, unwritable, failed, files];
    expect(kinds(after(...both).problems)).toEqual(['history', 'node', 'open-files']);
    expect(kinds(after(...both, ...started).problems)).toEqual(['history']);
    expect(kinds(after(...both, { type: 'mining-stopped' }).problems)).toEqual(['history']);
  });
});

describe('a node', () => {
  const tip = { chain, height: 7, hash: 'h' };
  const block = { chain, height: 7, hash: 'h', createdAtMs: 5 };
  const seen = [
    { type: 'cut-seen', tips: [tip] },
    { type: 'blocks-seen', blocks: [block] },
  ] as const;
  const known = [...started, chosen, ...seen, work] as const;

  it('that is chosen has no latency yet, and other streams', () => {
    const broken = [...known, closed, failed] as const;
    expect(kinds(after(...broken).problems)).toEqual(['stream', 'node']);
    const now = after(...broken, { ...chosen, node: 'http://127.0.0.1:1' });
    expect(now.node).toEqual({ url: 'http://127.0.0.1:1', latencyMs: null });
    expect(kinds(now.problems)).toEqual(['node']);
  });

  it('of the same network keeps what is known of it, and another one does not', () => {
    expect(after(...known, chosen)).toMatchObject({
      ...{ network, tips: [tip], recentBlocks: [block], cutMovedAtMs: 1_000 },
      ...{ forkState: { number: 1 } },
    });
    const other = { ...chosen, network: { ...network, versionName: 'mainnet01' } };
    expect(after(...known, other)).toMatchObject({
      ...{ tips: [], recentBlocks: [], cutMovedAtMs: null, forkState: null },
    });
  });

  it('that answers has its latency, and settles nothing but nodes', () => {
    const answered = { type: 'node-answered', node, latencyMs: 3, preferred: [] } as const;
    const now = after(...known, closed, failed, answered);
    expect([now.node, kinds(now.problems)]).toEqual([{ url: node, latencyMs: 3 }, ['stream']]);
  });

  it('that fails has its own time, beside other problems', () => {
    const first = { ...failed, node: 'http://127.0.0.1:1', atMs: 200 };
    const problems = after(...started, { ...closed, atMs: 100 }, first, failed, failed).problems;
    expect(problems).toMatchObject([
      { kind: 'stream', sinceMs: 100 },
      { kind: 'node', node: first.node, sinceMs: 200 },
      { kind: 'node', node, sinceMs: 1_000 },
    ]);
  });

  it('is doubted to be of the right network until that is known', () => {
    const doubted = { type: 'network-doubted', node, first: 'x', versionName: 'practice' } as const;
    const unknown = { ...doubted, isKnown: false };
    const now = after(...started, failed, unknown, { ...unknown, versionName: 'mainnet01' });
    expect(now.problems).toEqual([
      expect.objectContaining({ kind: 'node' }),
      { kind: 'network', node, first: 'x', versionName: 'mainnet01', sinceMs: 1_000 },
    ]);
    // It fails since it failed, not since it is doubted.
    const later = after(...started, { ...unknown, atMs: 100 }, failed).problems;
    expect(later.map(({ sinceMs }) => sinceMs)).toEqual([100, 1_000]);
    const known = after(...started, failed, unknown, { ...doubted, isKnown: true });
    expect(kinds(known.problems)).toEqual(['node']);
  });
});

it('has a problem for each stream, from its own time on', () => {
  const first = { ...closed, atMs: 100 };
  const all = [...started, failed, first, elsewhere, closed] as const;
  expect(after(...all).problems).toMatchObject([
    { kind: 'node' },
    { kind: 'stream', chain: 1, sinceMs: 1_000 },
    { kind: 'stream', chain: 0, sinceMs: 100 },
  ]);
  const open = { type: 'stream-opened', chain } as const;
  expect(after(...all, open).problems).toMatchObject([{ kind: 'node' }, { chain: 1 }]);
});

describe('workers', () => {
  it('have an engine once it is chosen, and those that are gone have nothing', () => {
    const engine = { type: 'engine-chosen', worker: 'CPU 1', engine: 'WebAssembly' } as const;
    expect(after(...started, engine).workers.map((each) => each.engine)).toEqual([
      ...[null, 'WebAssembly'],
    ]);
    const gone = { ...engine, worker: 'GPU 0' };
    expect(after(...started, gone)).toEqual(after(...started));
    const hashes = { hashes: 5, elapsedMs: 1, difficulty: 10, versionName: 'practice' };
    const tried = { type: 'hashes-tried', worker: 'GPU 0', ...hashes } as const;
    expect(stateAfter(...started, tried).efforts.size).toBe(0);
  });

  it('spend effort on the work that is known', () => {
    const tried = { type: 'hashes-tried', worker: 'CPU 0', hashes: 5, elapsedMs: 1 } as const;
    const efforts = (difficulty: number | null, versionName: string | null) => [
      ...stateAfter(...started, { ...tried, difficulty, versionName }).efforts,
    ];
    expect(efforts(10, 'practice')).toEqual([['practice', 0.5]]);
    expect(efforts(null, 'practice')).toEqual([['practice', 0]]);
    expect(efforts(10, null)).toEqual([]);
    expect(effortOf({ ...tried, difficulty: null, versionName: null, atMs: 1 })).toBe(0);
  });

  it('that hang stay silent while they fail for it', () => {
    const silent = { type: 'worker-silent', worker: 'CPU 0', silentMs: 600, isUnlikely: true };
    const fails = (kind: string) => ({
      ...{ type: 'worker-failed', worker: 'CPU 0', ended: false, retryMs: 1 },
      fault: { kind, detail: '', lastWords: null },
    });
    const sinceAfter = (kind: string) =>
      after(...started, work, news(silent), news(fails(kind))).workers[0]?.silentSinceMs;
    expect([sinceAfter('silent'), sinceAfter('exit-code')]).toEqual([400, null]);
  });

  it('of different difficulties have the mean of them', () => {
    const other = { ...work, worker: 'CPU 1', difficulty: 3e6 } as const;
    expect(after(...started, work, other).difficulty).toBe(2e6);
    expect(after(...started).difficulty).toBeNull();
  });

  it('that are silent settle no other problem', () => {
    const silent = {
      type: 'worker-silent',
      worker: 'CPU 0',
      silentMs: 9,
      isUnlikely: true,
    } as const;
    expect(kinds(after(...started, failed, silent, silent).problems)).toEqual(['node', 'worker']);
  });

  it('have no expected time to a block of known difficulty before they have a rate', () => {
    const network = { ...chosen, atMs: 900 };
    expect(after(...started, network, work).expectedSecondsToBlock).toBeNull();
    expect(after(...started, network, work).effort).toBe(0);
    expect(after(...started, network, { type: 'mining-stopped' }).effort).toBeNull();
    expect(after(...started, work).effort).toBeNull();
  });

  it('that failed a moment ago mine with new work where others mine, and wait where none does', () => {
    const fails = news({
      ...{ type: 'worker-failed', worker: 'CPU 0', ended: false, retryMs: 1 },
      fault: { kind: 'exit-code', detail: '', lastWords: null },
    });
    expect(after(...started, fails, work).phase).toBe('waiting');
    // Nothing has failed: new work ends the waiting.
    expect(after(...started, failed, work).phase).toBe('mining');
  });

  it('take nothing up while mining stops', () => {
    expect(after(...started, { type: 'mining-stopping' }, work).phase).toBe('stopping');
    expect(after(...started, { type: 'mining-stopping' }, failed).phase).toBe('stopping');
    expect(after(...started, work, { type: 'mining-stopped' }, failed).phase).toBe('stopped');
  });
});

it('has the reasons to rest as they were reported last', () => {
  const rest = { reason: 'battery', kinds: ['cpu'], sinceMs: 5 } as const;
  expect(after({ type: 'rests-changed', rests: [rest] }).rests).toEqual([rest]);
  const state = stateAfter(...started);
  expect(reduceMiner(state, { type: 'paused', reason: 'battery', atMs: 5 })).toBe(state);
  expect(reduceMiner(state, { type: 'resumed', reason: 'battery', atMs: 5 })).toBe(state);
});
