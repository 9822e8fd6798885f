import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHashes, emptyMeter, hashRateOver } from '../hash-meter.ts';
import { NO_BLOCKS } from '../snapshot-types.ts';
import {
  chain,
  node,
  after,
  started,
  forkState,
  work,
  failed,
  found,
} from '../tests/after-events.ts';
import { initialMinerState, reduceMiner } from './miner-state.ts';

describe('the phase', () => {
  it('goes from stopped through starting to mining and back', () => {
    expect(after().phase).toBe('stopped');
    expect(after(...started).phase).toBe('starting');
    expect(after(...started, work).phase).toBe('mining');
    expect(after(...started, work, { type: 'mining-stopping' }).phase).toBe('stopping');
    const stopped = after(...started, work, { type: 'mining-stopped' });
    expect(stopped).toMatchObject({ phase: 'stopped', workers: [], effort: null });
  });

  it.each(['preempted', 'solved'] as const)(
    'is waiting when the node fails and the last search has ended: %s',
    (reason) => {
      const ended = { type: 'work-ended', worker: 'CPU 0', chain, reason } as const;
      const snapshot = after(...started, work, ended, failed);
      expect(snapshot.phase).toBe('waiting');
      expect(snapshot.problems).toEqual([
        { kind: 'node', node, error: failed.error, sinceMs: 1_000 },
      ]);
    },
  );

  it('stays mining when another worker still searches', () => {
    expect(after(...started, work, failed).phase).toBe('mining');
  });
});

it('forgets at a start when the cut moved: it moved on while nothing was mined', () => {
  const seen = { type: 'cut-seen', tips: [] } as const;
  expect(after(...started, seen).cutMovedAtMs).not.toBeNull();
  expect(after(...started, seen, { type: 'mining-stopped' }, ...started).cutMovedAtMs).toBeNull();
});

it('knows of no standstill from a sleep of the computer', () => {
  const seen = { type: 'cut-seen', tips: [] } as const;
  const state = reduceMiner(initialMinerState(), { ...seen, atMs: 1_000 });
  expect(reduceMiner(state, { type: 'woke', atMs: 9_000_000 }).cutMovedAtMs).toBe(9_000_000);
  expect(after(...started, { type: 'woke' }).cutMovedAtMs).toBeNull();
});

describe('the fork state', () => {
  it('is that of the newest work, until another network is chosen', () => {
    expect(after(...started).forkState).toBeNull();
    expect(after(...started, work).forkState).toEqual(forkState);
    const network = { versionName: 'other', nodeVersion: null, graph: [], blockDelayMicros: null };
    expect(after(...started, work, { type: 'node-chosen', node, network }).forkState).toBeNull();
  });

  it('of a found block stays with it', () => {
    expect(after(...started, work, { ...found, forkState }).blocks[0]?.forkState).toEqual(
      forkState,
    );
    expect(after(...started, work, found).blocks[0]?.forkState).toBeNull();
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
    expect(after(...started, work, tried).hashesPerSecond).toBeGreaterThan(0);
    const stopping = after(...started, work, tried, { type: 'mining-stopping' });
    expect(stopping).toMatchObject({ hashesPerSecond: 0, hashesPerSecondMinute: 0 });
  });
});

describe('own blocks', () => {
  it('are pending until the node answers, then follow what is known of them', () => {
    expect(after(...started, found).blocks).toMatchObject([{ id: 'x', state: 'pending' }]);
    const accepted = { type: 'solution-accepted', id: 'x' } as const;
    expect(after(...started, found, accepted).blocks).toMatchObject([{ state: 'accepted' }]);
    const confirmed = after(...started, found, accepted, { type: 'block-confirmed', id: 'x' });
    expect(confirmed.blocks).toMatchObject([{ state: 'confirmed' }]);
    expect(confirmed.blockCounts).toEqual({ ...NO_BLOCKS, confirmed: 1 });
  });

  it('leave the search that continues: a late one is of work that the worker has left', () => {
    const { workers } = after(...started, work, { ...work, height: 6 }, found);
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
    const snapshot = after(...started, chosen, work, hashes, found);
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
      ...started,
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
    expect(after(...started, found, confirmed).blocks[0]?.reward).toBeNull();
    expect(after(...started, found, confirmed, rewarded).blocks[0]?.reward).toBe(0.98);
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
    const snapshot = after(...started, work, { ...hashes, atMs: 2_000 });
    expect(snapshot.hashesPerSecond).toBeCloseTo(2e6);
    expect(snapshot.expectedSecondsToBlock).toBeCloseTo(0.5);
  });

  it('is unknown without work or rate', () => {
    expect(after(...started).expectedSecondsToBlock).toBeNull();
    expect(after(...started, work).expectedSecondsToBlock).toBeNull();
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

  it('continues when the clock is set back', () => {
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

it('knows which worker reports its hash rate itself', () => {
  const { workers } = after(...started, { type: 'rate-reported', worker: 'CPU 1' });
  expect(workers.map(({ isRateReported }) => isRateReported)).toEqual([false, true]);
});
