import { expect, it } from 'vitest';
import type { GroupSnapshot, MinerSnapshot, Problem } from '../../state/snapshot-types.ts';
import { lookAtWorkers, NO_WORKERS_MARKED } from './worker-marks.ts';

const group = (kind: GroupSnapshot['kind'], state: GroupSnapshot['state']): GroupSnapshot => ({
  ...{ kind, state, error: null, failure: null, retryAtMs: null, hashesPerSecond: 0, blocks: 0 },
  ...{ isRateKnown: true, workers: [`${kind} 0`], startedAtMs: null },
});
const crashed: Problem = {
  ...{ kind: 'worker', worker: 'gpu 0', times: 1, sinceMs: 0, lastMs: 0, retryAtMs: null },
  fault: { kind: 'exit-code', detail: '9', lastWords: null },
};
const onBattery: MinerSnapshot['rests'][number] = {
  ...{ reason: 'battery', sinceMs: 0, kinds: ['cpu', 'gpu'] },
};

/** The marks of one state of the graphics card a second, beside machines. */
function marked(...states: readonly GroupSnapshot['state'][]) {
  let workers = NO_WORKERS_MARKED;
  return states.flatMap((state, second) => {
    const problems = state === 'failed' || state === 'waiting' ? [crashed] : [];
    const rests = state === 'resting' ? [onBattery] : [];
    const groups = [group('stratum', 'mining'), group('gpu', state)];
    const after = lookAtWorkers(workers, { groups, problems, rests, atMs: second * 1000 });
    workers = after.workers;
    return after.marks.map((mark) => ({ ...mark, atMs: mark.atMs / 1000 }));
  });
}
const stopped = { kind: 'worker-stopped', worker: 'gpu' };
const resumed = { kind: 'worker-resumed', worker: 'gpu' };

it('marks a pause of one kind with its reason, and its end', () => {
  expect(marked('mining', 'resting', 'resting', 'opening', 'waiting', 'mining')).toEqual([
    { ...stopped, reason: 'battery', atMs: 1 },
    { ...resumed, atMs: 5 },
  ]);
  expect(marked('mining', 'paused', 'mining')).toEqual([
    { ...stopped, reason: 'user', atMs: 1 },
    { ...resumed, atMs: 2 },
  ]);
});

it('marks a failure that lasts from its beginning on, and no crash now and then', () => {
  const fails = Array.from({ length: 12 }, () => 'waiting' as const);
  expect(marked('mining', ...fails, 'mining')).toEqual([
    { ...stopped, reason: 'failed', atMs: 1 },
    { ...resumed, atMs: 13 },
  ]);
  expect(marked('mining', 'waiting', 'waiting', 'mining')).toEqual([]);
  expect(marked(...fails)).toEqual([{ ...stopped, reason: 'failed', atMs: 0 }]);
});

it('marks nothing that was so from the start', () => {
  expect(marked('opening', 'mining', 'mining')).toEqual([]);
  expect(marked('paused', 'paused')).toEqual([]);
});
