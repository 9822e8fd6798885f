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

it('marks a failure after ten seconds of it', () => {
  const fails = Array.from({ length: 10 }, () => 'waiting' as const);
  expect(marked('mining', ...fails)).toEqual([]);
  expect(marked('mining', ...fails, 'waiting')).toEqual([
    { ...stopped, reason: 'failed', atMs: 1 },
  ]);
});

it('marks one that mines again after a pause also where it failed for a moment in between', () => {
  expect(marked('mining', 'paused', 'waiting', 'mining')).toEqual([
    { ...stopped, reason: 'user', atMs: 1 },
    { ...resumed, atMs: 3 },
  ]);
});

/** The marks of a graphics card that mines, and is in that state for 20 s afterwards. */
function markedLater(
  state: GroupSnapshot['state'],
  { problems = [], rests = [] }: Partial<Pick<MinerSnapshot, 'problems' | 'rests'>>,
) {
  const cards = (state: GroupSnapshot['state']): GroupSnapshot[] => [
    group('cpu', 'waiting'),
    { ...group('gpu', state), workers: ['gpu 0', 'gpu 1'] },
  ];
  const none = { problems: [], rests: [], atMs: -1 };
  let { workers } = lookAtWorkers(NO_WORKERS_MARKED, { ...none, groups: cards('mining') });
  return [0, 10_000, 20_000].flatMap((atMs) => {
    const after = lookAtWorkers(workers, { groups: cards(state), problems, rests, atMs });
    workers = after.workers;
    return [...after.marks];
  });
}
const both = [crashed, { ...crashed, worker: 'gpu 1' } as Problem];
const onlyCpu = { reason: 'schedule', untilMs: null, sinceMs: 0, kinds: ['cpu'] } as const;

it.each([
  ['none fails', 'waiting', {}, []],
  ['one of two cards fails', 'waiting', { problems: [crashed] }, []],
  ['both cards fail', 'waiting', { problems: both }, ['gpu failed']],
  [
    'the processor fails',
    'waiting',
    { problems: [{ ...crashed, worker: 'cpu 0' }] },
    ['cpu failed'],
  ],
  [
    ...['both kinds fail', 'waiting'],
    { problems: [...both, { ...crashed, worker: 'cpu 0' }] },
    ['cpu failed', 'gpu failed'],
  ],
  ['it rests for no known reason', 'resting', {}, []],
  ['only the processor has a reason to rest', 'resting', { rests: [onlyCpu] }, []],
  ['each has a reason of its own', 'resting', { rests: [onlyCpu, onBattery] }, ['gpu battery']],
] as const)('marks what stops where %s', (_, state, changes, expected) => {
  const marks = markedLater(state, changes);
  expect(marks.map((mark) => `${mark.worker} ${'reason' in mark && mark.reason}`)).toEqual(
    expected,
  );
});
