import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { addHashes, emptyMeter, hashRateOver } from '../hash-meter.ts';
import type { MinerEvent } from '../miner-events.ts';
import { NO_BLOCKS } from '../snapshot-types.ts';
import type { MinerSnapshot } from '../snapshot-types.ts';
import { initialMinerState, reduceMiner } from './miner-state.ts';
import type { MinerState } from './miner-state.ts';
import { snapshotOf } from './snapshot.ts';

const chain = mkChainId(0);
const node = 'http://127.0.0.1:1848';

function stateAfter(...events: (MinerEvent | Omit<MinerEvent, 'atMs'>)[]): MinerState {
  let state = initialMinerState();
  for (const event of events) state = reduceMiner(state, { atMs: 1_000, ...event } as MinerEvent);
  return state;
}

function after(...events: Parameters<typeof stateAfter>): MinerSnapshot {
  return snapshotOf(stateAfter(...events), 2_000);
}

const started = { type: 'mining-started', workers: ['CPU 0', 'CPU 1'] } as const;
const forkState = { number: 1, votes: 9520.5 };
const work = {
  type: 'work-received',
  worker: 'CPU 0',
  chain,
  height: 5,
  difficulty: 1e6,
  versionName: 'practice',
  forkState,
} as const;
const failed = {
  type: 'node-failed',
  node,
  error: { kind: 'node-missing', detail: 'ECONNREFUSED' },
} as const;
const found = {
  type: 'solution-found',
  id: 'x',
  chain,
  height: 5,
  difficulty: 1e6,
  worker: 'CPU 0',
  versionName: 'practice',
} as const;

describe('the phase', () => {
  it('goes from stopped through starting to mining and back', () => {
    expect(after().phase).toBe('stopped');
    expect(after(started).phase).toBe('starting');
    expect(after(started, work).phase).toBe('mining');
    expect(after(started, work, { type: 'mining-stopping' }).phase).toBe('stopping');
    const stopped = after(started, work, { type: 'mining-stopped' });
    expect(stopped).toMatchObject({ phase: 'stopped', workers: [], effort: null });
  });

  it.each(['preempted', 'solved'] as const)(
    'is waiting when the node fails and the last search has ended: %s',
    (reason) => {
      const ended = { type: 'work-ended', worker: 'CPU 0', chain, reason } as const;
      const snapshot = after(started, work, ended, failed);
      expect(snapshot.phase).toBe('waiting');
      expect(snapshot.problems).toEqual([
        { kind: 'node', node, error: failed.error, sinceMs: 1_000 },
      ]);
    },
  );

  it('stays mining when another worker still searches', () => {
    expect(after(started, work, failed).phase).toBe('mining');
  });
});

describe('the fork state', () => {
  it('is that of the newest work, until another network is chosen', () => {
    expect(after(started).forkState).toBeNull();
    expect(after(started, work).forkState).toEqual(forkState);
    const network = { versionName: 'other', nodeVersion: null, graph: [], blockDelayMicros: null };
    expect(after(started, work, { type: 'node-chosen', node, network }).forkState).toBeNull();
  });

  it('of a found block stays with it', () => {
    expect(after(started, work, { ...found, forkState }).blocks[0]?.forkState).toEqual(forkState);
    expect(after(started, work, found).blocks[0]?.forkState).toBeNull();
  });
});

describe('problems', () => {
  it('keep the time they began and leave when the node answers', () => {
    const again = { ...failed, atMs: 5_000 };
    expect(after(started, failed, again).problems).toMatchObject([{ sinceMs: 1_000 }]);
    const answered = { type: 'node-answered', node, latencyMs: 3, preferred: [] } as const;
    expect(after(started, failed, answered).problems).toEqual([]);
  });

  it('of a node stay while one takes its place that is less preferred', () => {
    const fallback = 'http://127.0.0.1:1849';
    const both = [started, failed, { ...failed, node: fallback }];
    const instead = {
      type: 'node-answered',
      node: fallback,
      latencyMs: 3,
      preferred: [node],
    } as const;
    expect(after(...both, instead).problems).toMatchObject([{ node }]);
    const again = { ...instead, node, preferred: [] };
    expect(after(...both, again).problems).toEqual([]);
  });

  describe('of a worker', () => {
    const broken = {
      type: 'worker-failed',
      worker: 'CPU 0',
      fault: { kind: 'thread-exited', detail: '1', lastWords: null },
      ended: true,
    } as const;
    const silent = {
      type: 'worker-silent',
      worker: 'CPU 0',
      silentMs: 600,
      isUnlikely: true,
    } as const;

    it('stay when it has work again, with their beginning and their number', () => {
      const { problems, phase } = after(
        started,
        work,
        broken,
        work,
        { ...broken, atMs: 1_500 },
        work,
      );
      expect(problems).toMatchObject([{ kind: 'worker', times: 2, sinceMs: 1_000, lastMs: 1_500 }]);
      expect(phase).toBe('waiting');
    });

    it('leave with its next solution, and it counts as mining again', () => {
      const solved = [started, work, broken, work, found];
      expect(after(...solved).problems).toEqual([]);
      expect(after(...solved, work).phase).toBe('mining');
    });

    it('leave when it has searched for a minute since, and are new ones when it fails again', () => {
      const now = (nowMs: number, ...events: Parameters<typeof after>): MinerSnapshot =>
        snapshotOf(stateAfter(started, work, broken, ...events), nowMs);
      expect(now(60_999, work)).toMatchObject({ phase: 'waiting', problems: [{ times: 1 }] });
      expect(now(61_000, work)).toMatchObject({ phase: 'mining', problems: [] });
      expect(now(61_000)).toMatchObject({ phase: 'waiting', problems: [{ times: 1 }] });
      expect(now(90_000, work, { ...broken, atMs: 80_000 }).problems).toMatchObject([
        { times: 2, sinceMs: 1_000 },
      ]);
    });

    it('leave another worker to mine', () => {
      const other = { ...work, worker: 'CPU 1' };
      expect(after(started, work, other, broken, work).phase).toBe('mining');
    });

    it('report a silence that chance does not explain until it answers, however long it searches', () => {
      const later = snapshotOf(stateAfter(started, work, silent, work), 1e7);
      expect(later.problems).toMatchObject([{ fault: { kind: 'silent' }, times: 0, sinceMs: 400 }]);
      expect(later.workers[0]?.silentSinceMs).toBe(400);
      const answered = after(started, work, silent, found);
      expect(answered.problems).toEqual([]);
      expect(answered.workers[0]?.silentSinceMs).toBeNull();
    });

    it('do not include a silence that may be chance', () => {
      const usual = after(started, work, { ...silent, isUnlikely: false });
      expect(usual.problems).toEqual([]);
      expect(usual.workers[0]?.silentSinceMs).toBe(400);
      expect(after(started, work, silent, broken).workers[0]?.silentSinceMs).toBeNull();
    });

    it('show for ten minutes that a program did not end, beside what else is wrong', () => {
      const fault = { kind: 'runs-on', detail: 'stuck', lastWords: null } as const;
      const troubled = { type: 'worker-troubled', worker: 'CPU 0', fault } as const;
      const state = stateAfter(started, work, troubled, broken, work, found);
      expect(snapshotOf(state, 600_000).problems).toMatchObject([{ fault, times: 0 }]);
      expect(snapshotOf(state, 601_000).problems).toEqual([]);
      expect(after(started, work, troubled, broken).problems).toHaveLength(2);
    });
  });
});

describe('the rate shown', () => {
  it('is zero at once when mining stops, though the node still has to answer', () => {
    const tried = {
      type: 'hashes-tried',
      worker: 'CPU 0',
      hashes: 1e6,
      elapsedMs: 1_000,
      difficulty: 1e6,
      versionName: 'practice',
    } as const;
    expect(after(started, work, tried).hashesPerSecond).toBeGreaterThan(0);
    const stopping = after(started, work, tried, { type: 'mining-stopping' });
    expect(stopping).toMatchObject({ hashesPerSecond: 0, hashesPerSecondMinute: 0 });
  });
});

describe('own blocks', () => {
  it('are pending until the node answers, then follow what is known of them', () => {
    expect(after(started, found).blocks).toMatchObject([{ id: 'x', state: 'pending' }]);
    const accepted = { type: 'solution-accepted', id: 'x' } as const;
    expect(after(started, found, accepted).blocks).toMatchObject([{ state: 'accepted' }]);
    const confirmed = after(started, found, accepted, { type: 'block-confirmed', id: 'x' });
    expect(confirmed.blocks).toMatchObject([{ state: 'confirmed' }]);
    expect(confirmed.blockCounts).toEqual({ ...NO_BLOCKS, confirmed: 1 });
  });

  it('leave the search that goes on: a late one is of work that the worker has left', () => {
    const { workers } = after(started, work, { ...work, height: 6 }, found);
    expect(workers.map((worker) => worker.work)).toEqual([{ chain, height: 6 }, null]);
  });

  it('carry the effort since the block before, which starts again from zero', () => {
    const hashes = {
      type: 'hashes-tried',
      worker: 'CPU 0',
      hashes: 500_000,
      elapsedMs: 1_000,
      difficulty: 1e6,
      versionName: 'practice',
    } as const;
    const network = {
      versionName: 'practice',
      nodeVersion: null,
      graph: [],
      blockDelayMicros: null,
    };
    const chosen = { type: 'node-chosen', node, network } as const;
    const snapshot = after(started, chosen, work, hashes, found);
    expect(snapshot.blocks[0]?.effort).toBeCloseTo(0.5);
    expect(snapshot.effort).toBe(0);
  });

  it('count for their network alone, and so does the effort', () => {
    const hashes = {
      type: 'hashes-tried',
      worker: 'CPU 0',
      hashes: 500_000,
      elapsedMs: 1_000,
      difficulty: 1e6,
    } as const;
    const network = {
      versionName: 'mainnet01',
      nodeVersion: null,
      graph: [],
      blockDelayMicros: null,
    };
    const snapshot = after(
      started,
      { type: 'node-chosen', node, network },
      { ...hashes, versionName: 'practice' },
      { ...hashes, versionName: 'mainnet01' },
      found,
      { ...found, id: 'y', versionName: 'mainnet01' },
      { ...hashes, versionName: 'practice' },
      { type: 'block-confirmed', id: 'x' },
    );
    expect(snapshot.blocks.map(({ effort }) => effort)).toEqual([0.5, 0.5]);
    expect(snapshot.effort).toBe(0);
    expect(snapshot.blockNetworks).toEqual([
      { versionName: 'practice', counts: { ...NO_BLOCKS, confirmed: 1 } },
      { versionName: 'mainnet01', counts: { ...NO_BLOCKS, pending: 1 } },
    ]);
    expect(snapshot.blockCounts).toEqual({ ...NO_BLOCKS, confirmed: 1, pending: 1 });
  });

  it('carry what they pay, once the node has said so', () => {
    const rewarded = { type: 'block-rewarded', id: 'x', reward: 0.98 } as const;
    const confirmed = { type: 'block-confirmed', id: 'x' } as const;
    expect(after(started, found, confirmed).blocks[0]?.reward).toBeNull();
    expect(after(started, found, confirmed, rewarded).blocks[0]?.reward).toBe(0.98);
  });
});

describe('the expected time to a block', () => {
  it('is difficulty over measured rate', () => {
    const hashes = {
      type: 'hashes-tried',
      worker: 'CPU 0',
      hashes: 2_000_000,
      elapsedMs: 1_000,
      difficulty: 1e6,
      versionName: 'practice',
    } as const;
    const snapshot = after(started, work, { ...hashes, atMs: 2_000 });
    expect(snapshot.hashesPerSecond).toBeCloseTo(2e6);
    expect(snapshot.expectedSecondsToBlock).toBeCloseTo(0.5);
  });

  it('is unknown without work or rate', () => {
    expect(after(started).expectedSecondsToBlock).toBeNull();
    expect(after(started, work).expectedSecondsToBlock).toBeNull();
  });
});

describe('the hash meter', () => {
  it('measures a steady rate, whatever the pace of the counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 50, max: 1_400 }), { minLength: 3, maxLength: 100 }),
        fc.integer({ min: 1, max: 1_000 }),
        (gaps, perMs) => {
          let meter = emptyMeter();
          let atMs = 1_000_000;
          for (const elapsedMs of gaps) {
            atMs += elapsedMs;
            meter = addHashes(meter, { atMs, hashes: perMs * elapsedMs, elapsedMs });
          }
          expect(hashRateOver(meter, 10_000, atMs)).toBeCloseTo(perMs * 1000, 3);
        },
      ),
    );
  });

  it('goes on when the clock is set back', () => {
    const hour = 3_600_000;
    let meter = addHashes(emptyMeter(), { atMs: 2 * hour, hashes: 1e6, elapsedMs: 1_000 });
    for (let atMs = hour; atMs < hour + 5_000; atMs += 1_000) {
      meter = addHashes(meter, { atMs, hashes: 1e6, elapsedMs: 1_000 });
    }
    expect(hashRateOver(meter, 10_000, hour + 4_500)).toBeCloseTo(1e6);
  });

  it('falls to zero when nothing is hashed any more', () => {
    const meter = addHashes(emptyMeter(), { atMs: 1_000, hashes: 1e6, elapsedMs: 1_000 });
    expect(hashRateOver(meter, 10_000, 1_500)).toBeCloseTo(1e6);
    expect(hashRateOver(meter, 10_000, 7_500)).toBeLessThan(0.2e6);
    expect(hashRateOver(meter, 10_000, 60_000)).toBe(0);
  });
});

describe('an update stream that broke', () => {
  const broke = {
    type: 'stream-closed',
    chain,
    error: { kind: 'stream-stalled', detail: 'silent for 150 s' },
  } as const;

  it('is a problem until it is open again, or not needed any more', () => {
    expect(after(started, work, broke).problems).toMatchObject([{ kind: 'stream', chain: 0 }]);
    expect(after(started, work, broke, { ...broke, atMs: 9_000 }).problems).toMatchObject([
      { sinceMs: 1_000 },
    ]);
    const open = { type: 'stream-opened', chain } as const;
    expect(after(started, work, broke, open).problems).toEqual([]);
    const over = { type: 'stream-closed', chain, error: null } as const;
    expect(after(started, work, broke, over).problems).toEqual([]);
  });
});

describe('a file of the history', () => {
  const file = '/x/history.db';
  const full = { kind: 'unwritable', cause: 'full', file, detail: 'full' } as const;
  const failed = { type: 'history-failed', part: 'history', fault: full } as const;

  it('is one problem until it is written again, whether mining starts or stops', () => {
    const again = { ...failed, fault: { ...full, cause: 'disk' } } as const;
    expect(after(failed, started, again).problems).toMatchObject([
      { kind: 'history', part: 'history', fault: { cause: 'disk' } },
    ]);
    expect(after(started, failed, { type: 'mining-stopped' }).problems).toHaveLength(1);
    const outbox = { ...failed, part: 'outbox' } as const;
    const recovered = { type: 'history-recovered', part: 'history' } as const;
    expect(after(started, failed, outbox, recovered).problems).toMatchObject([{ part: 'outbox' }]);
  });

  it('that was set aside is shown for ten minutes', () => {
    const fault = { kind: 'set-aside', file, keptAs: `${file}.damaged` } as const;
    const state = stateAfter({ type: 'history-failed', part: 'history', fault, atMs: 1_000 });
    expect(snapshotOf(state, 590_000).problems).toHaveLength(1);
    expect(snapshotOf(state, 610_000).problems).toEqual([]);
  });
});

it('knows which worker reports its hash rate itself', () => {
  const { workers } = after(started, { type: 'rate-reported', worker: 'CPU 1' });
  expect(workers.map(({ isRateReported }) => isRateReported)).toEqual([false, true]);
});
