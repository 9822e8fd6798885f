import { describe, expect, it } from 'vitest';
import type { MinerSnapshot } from '../snapshot-types.ts';
import { snapshotOf } from './snapshot.ts';
import {
  chain,
  node,
  stateAfter,
  after,
  started,
  work,
  failed,
  found,
} from '../tests/after-events.ts';

describe('problems', () => {
  it('keep the time they began and leave when the node answers', () => {
    const again = { ...failed, atMs: 5_000 };
    expect(after(...started, failed, again).problems).toMatchObject([{ sinceMs: 1_000 }]);
    const answered = { type: 'node-answered', node, latencyMs: 3, preferred: [] } as const;
    expect(after(...started, failed, answered).problems).toEqual([]);
  });

  it('of a node stay while one takes its place that is less preferred', () => {
    const fallback = 'http://127.0.0.1:1849';
    const both = [...started, failed, { ...failed, node: fallback }];
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
      retryMs: 500,
    } as const;
    const silent = {
      type: 'worker-silent',
      worker: 'CPU 0',
      silentMs: 600,
      isUnlikely: true,
    } as const;

    it('stay when it has work again, with their beginning and their number', () => {
      const { problems, phase } = after(
        ...started,
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
      const solved = [...started, work, broken, work, found];
      expect(after(...solved).problems).toEqual([]);
      expect(after(...solved, work).phase).toBe('mining');
    });

    it('leave when it has searched for a minute since, and are new ones when it fails again', () => {
      const now = (nowMs: number, ...events: Parameters<typeof after>): MinerSnapshot =>
        snapshotOf(stateAfter(...started, work, broken, ...events), nowMs);
      expect(now(60_999, work)).toMatchObject({ phase: 'waiting', problems: [{ times: 1 }] });
      expect(now(61_000, work)).toMatchObject({ phase: 'mining', problems: [] });
      expect(now(61_000)).toMatchObject({ phase: 'waiting', problems: [{ times: 1 }] });
      expect(now(90_000, work, { ...broken, atMs: 80_000 }).problems).toMatchObject([
        { times: 2, sinceMs: 1_000 },
      ]);
    });

    it('leave another worker to mine', () => {
      const other = { ...work, worker: 'CPU 1' };
      expect(after(...started, work, other, broken, work).phase).toBe('mining');
    });

    it('report a silence that chance does not explain until it answers, however long it searches', () => {
      const later = snapshotOf(stateAfter(...started, work, silent, work), 1e7);
      expect(later.problems).toMatchObject([{ fault: { kind: 'silent' }, times: 0, sinceMs: 400 }]);
      expect(later.workers[0]?.silentSinceMs).toBe(400);
      const answered = after(...started, work, silent, found);
      expect(answered.problems).toEqual([]);
      expect(answered.workers[0]?.silentSinceMs).toBeNull();
    });

    it('do not include a silence that may be chance', () => {
      const usual = after(...started, work, { ...silent, isUnlikely: false });
      expect(usual.problems).toEqual([]);
      expect(usual.workers[0]?.silentSinceMs).toBe(400);
      expect(after(...started, work, silent, broken).workers[0]?.silentSinceMs).toBeNull();
    });

    it('show for ten minutes that a program did not end, beside what else is wrong', () => {
      const fault = { kind: 'runs-on', detail: 'stuck', lastWords: null } as const;
      const troubled = { type: 'worker-troubled', worker: 'CPU 0', fault } as const;
      const state = stateAfter(...started, work, troubled, broken, work, found);
      expect(snapshotOf(state, 600_000).problems).toMatchObject([{ fault, times: 0 }]);
      expect(snapshotOf(state, 601_000).problems).toEqual([]);
      expect(after(...started, work, troubled, broken).problems).toHaveLength(2);
    });
  });
});

describe('an update stream that broke', () => {
  const broke = {
    type: 'stream-closed',
    chain,
    error: { kind: 'stream-stalled', detail: 'silent for 150 s' },
  } as const;

  it('is a problem until it is open again, or not needed any more', () => {
    expect(after(...started, work, broke).problems).toMatchObject([{ kind: 'stream', chain: 0 }]);
    expect(after(...started, work, broke, { ...broke, atMs: 9_000 }).problems).toMatchObject([
      { sinceMs: 1_000 },
    ]);
    const open = { type: 'stream-opened', chain } as const;
    expect(after(...started, work, broke, open).problems).toEqual([]);
    const over = { type: 'stream-closed', chain, error: null } as const;
    expect(after(...started, work, broke, over).problems).toEqual([]);
  });
});

describe('a file of the history', () => {
  const file = '/x/history.db';
  const full = { kind: 'unwritable', cause: 'full', file, detail: 'full' } as const;
  const failed = { type: 'history-failed', part: 'history', fault: full } as const;

  it('is one problem until it is written again, whether mining starts or stops', () => {
    const again = { ...failed, fault: { ...full, cause: 'disk' } } as const;
    expect(after(failed, ...started, again).problems).toMatchObject([
      { kind: 'history', part: 'history', fault: { cause: 'disk' } },
    ]);
    expect(after(...started, failed, { type: 'mining-stopped' }).problems).toHaveLength(1);
    const outbox = { ...failed, part: 'outbox' } as const;
    const recovered = { type: 'history-recovered', part: 'history' } as const;
    expect(after(...started, failed, outbox, recovered).problems).toMatchObject([
      { part: 'outbox' },
    ]);
  });

  it('that was set aside is shown for ten minutes', () => {
    const fault = { kind: 'set-aside', file, keptAs: `${file}.damaged` } as const;
    const state = stateAfter({ type: 'history-failed', part: 'history', fault, atMs: 1_000 });
    expect(snapshotOf(state, 590_000).problems).toHaveLength(1);
    expect(snapshotOf(state, 610_000).problems).toEqual([]);
  });
});
