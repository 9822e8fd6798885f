import { describe, expect, it } from 'vitest';
import { initialMinerState, reduceMiner } from '../../state/miner/miner-state.ts';
import { snapshotOf } from '../../state/miner/snapshot.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { WorkerKind } from '../../config/workers-of.ts';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { kinds, play } from './tests/watch-test.ts';
import { withoutDoubts } from './worker-watch.ts';

type At = readonly [second: number, event: object];

const running = (kind: WorkerKind, ...workers: readonly string[]) => ({
  ...{ type: 'group-changed', kind, change: { state: 'running', workers } },
});
const failed = (kind: WorkerKind) => ({
  ...{ type: 'group-changed', kind },
  change: {
    state: 'failed',
    retryAtMs: 0,
    error: { kind: 'no-gpu', setting: 'worker', software: [] },
  },
});
const work = (worker: string) => ({
  ...{ type: 'work-received', worker, chain: mkChainId(0), height: 5, difficulty: 1e15 },
  ...{ versionName: 'practice', forkState: { number: 1, votes: 0 } },
});
const crashed = (worker: string) => ({
  ...{ type: 'worker-failed', worker, ended: true, retryMs: 500 },
  fault: { kind: 'exit-code', detail: '9', lastWords: null },
});
const node = 'http://node:1848/';
const answered = { type: 'node-answered', node, latencyMs: 1, preferred: [] };
const unanswered = { type: 'node-failed', node, error: { kind: 'timeout', detail: '' } };
const start = (...of: readonly WorkerKind[]): At[] => [
  [0, { type: 'mining-started', kinds: of }],
  [0, answered],
];
/** A search that ends in a crash, every so many seconds from one second on until another. */
const crashes = (worker: string, from: number, until: number, every: number): At[] =>
  Array.from(
    { length: Math.ceil((until - from) / every) },
    (_, time) => from + time * every,
  ).flatMap((second): At[] => [
    [second, work(worker)],
    [second, crashed(worker)],
  ]);

/** What the miner looks like at each second after these events. */
function watched(seconds: number, ...events: readonly At[]) {
  const rest = [...events].sort(([one], [other]) => one - other);
  let state = initialMinerState();
  return play(seconds, (second): MinerSnapshot => {
    while ((rest[0]?.[0] ?? Infinity) <= second) {
      const [at, event] = rest.shift() as At;
      state = reduceMiner(state, { ...event, atMs: at * 1000 } as MinerEvent);
    }
    return snapshotOf(state, second * 1000);
  });
}

describe('workers that fail', () => {
  it('are reported once when nothing of their kind mines any more, and once when it does', () => {
    const reported = watched(
      2_000,
      ...start('gpu'),
      [1, running('gpu', 'GPU 0')],
      [2, work('GPU 0')],
      ...crashes('GPU 0', 100, 900, 30),
      [900, work('GPU 0')],
    );
    expect(reported).toEqual([
      [220, { kind: 'workers-failed', workers: 'gpu', part: null, sinceMs: 100_000 }],
      [1_240, { kind: 'workers-back', workers: 'gpu', awayMs: 840_000 }],
    ]);
  });

  it('are reported with how many of their kind do', () => {
    const reported = watched(
      500,
      ...start('external'),
      [1, running('external', 'External 0', 'External 1', 'External 2')],
      ...[0, 1, 2].map((at): At => [2, work(`External ${at}`)]),
      ...crashes('External 1', 100, 500, 30),
    );
    expect(reported).toMatchObject([[220, { part: { failing: 1, of: 3 } }]]);
  });

  it('are reported where their kind cannot be opened, and others mine', () => {
    const opening = { type: 'group-changed', kind: 'gpu', change: { state: 'opening' } };
    const reported = watched(
      500,
      ...start('gpu', 'cpu'),
      [1, running('cpu', 'CPU 0')],
      [2, work('CPU 0')],
      [10, failed('gpu')],
      [40, opening],
      [45, failed('gpu')],
    );
    expect(kinds(reported)).toEqual([[130, 'workers-failed']]);
  });

  it('are not reported for a crash now and then, without work, or while the user has paused them', () => {
    const mines: At[] = [...start('gpu'), [1, running('gpu', 'GPU 0')], [2, work('GPU 0')]];
    const once = watched(900, ...mines, [100, crashed('GPU 0')], [101, work('GPU 0')]);
    expect(once).toEqual([]);
    const away = watched(900, ...mines, [100, crashed('GPU 0')], [101, unanswered]);
    expect(kinds(away)).toEqual([[161, 'node-lost']]);
    const pause = { type: 'group-changed', kind: 'gpu', change: { state: 'paused' } };
    expect(watched(900, ...mines, ...crashes('GPU 0', 100, 150, 30), [150, pause])).toEqual([]);
  });
});

describe('workers that are paused or asleep', () => {
  it('are forgotten by a pause, also where their failure was reported', () => {
    const resting = { type: 'group-changed', kind: 'gpu', change: { state: 'paused' } };
    const reported = watched(
      2_000,
      ...start('gpu'),
      [1, running('gpu', 'GPU 0')],
      [2, work('GPU 0')],
      ...crashes('GPU 0', 100, 300, 30),
      [300, resting],
      [400, running('gpu', 'GPU 0')],
      [401, work('GPU 0')],
    );
    expect(kinds(reported)).toEqual([[220, 'workers-failed']]);
  });

  it('keep what was reported over a sleep, and begin again with what was not', () => {
    const failing = { isOn: true, turnedAtMs: 5 };
    const watch = withoutDoubts(
      new Map([
        ['gpu', { failing, sinceMs: 1 }],
        ['cpu', { failing: { isOn: false, turnedAtMs: 5 }, sinceMs: 1 }],
      ]),
    );
    expect([...watch]).toEqual([
      ['gpu', { failing: { isOn: true, turnedAtMs: null }, sinceMs: 1 }],
    ]);
  });
});
