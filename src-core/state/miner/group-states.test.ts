import { describe, expect, it } from 'vitest';
import type { MinerSnapshot } from '../snapshot-types.ts';
import { after, chain, failed, found, node, stateAfter, work } from '../tests/after-events.ts';
import {
  change,
  cpu,
  hashes,
  machines,
  set,
  listening,
  machine,
  measured,
} from '../tests/kinds-of-workers.ts';
import { snapshotOf } from './snapshot.ts';

const error = { kind: 'no-command', setting: 'externalWorkerCommand' } as const;
const fails = change('stratum', { state: 'failed', error, retryAtMs: 11_000 });

const states = ({ groups }: MinerSnapshot): string[] =>
  groups.map(({ kind, state }) => `${kind} ${state}`);

describe('the kinds of a set', () => {
  it.each<[string, Parameters<typeof after>, readonly string[], MinerSnapshot['phase']]>([
    ['open', [set], ['stratum opening', 'cpu opening'], 'starting'],
    ['wait for work', [set, cpu, machines], ['stratum waiting', 'cpu waiting'], 'starting'],
    ['mine', [set, cpu, machines, work], ['stratum waiting', 'cpu mining'], 'mining'],
    ['may fail', [set, cpu, fails], ['stratum failed', 'cpu waiting'], 'starting'],
    [
      'may fail while others mine',
      [set, cpu, work, fails],
      ['stratum failed', 'cpu mining'],
      'mining',
    ],
    [
      'may all be paused or fail',
      [set, cpu, work, change('cpu', { state: 'paused' }), fails],
      ['stratum failed', 'cpu paused'],
      'waiting',
    ],
    [
      'rest and resume',
      [set, change('cpu', { state: 'resting' }), machines, cpu, work],
      ['stratum waiting', 'cpu mining'],
      'mining',
    ],
    ['wait without a node', [set, cpu, failed], ['stratum opening', 'cpu waiting'], 'waiting'],
    [
      'wait where all rest before they had work',
      [set, change('cpu', { state: 'resting' }), change('stratum', { state: 'paused' })],
      ['stratum paused', 'cpu resting'],
      'waiting',
    ],
    [
      'start while one still opens',
      [set, change('cpu', { state: 'paused' })],
      ['stratum opening', 'cpu paused'],
      'starting',
    ],
    [
      'wait where the one that had work pauses',
      [set, cpu, machines, work, change('cpu', { state: 'paused' })],
      ['stratum waiting', 'cpu paused'],
      'waiting',
    ],
    ['are gone at a stop', [set, cpu, { type: 'mining-stopped' }], [], 'stopped'],
  ])('%s', (_, events, expected, phase) => {
    const now = after(...events);
    expect(states(now)).toEqual(expected);
    expect(now.phase).toBe(phase);
  });

  it('have rates, workers and blocks of their own', () => {
    const now = after(set, cpu, machines, work, hashes, found);
    expect(now.groups).toMatchObject([
      { kind: 'stratum', hashesPerSecond: 0, workers: ['Stratum 0'], blocks: 0 },
      { kind: 'cpu', workers: ['CPU 0'], blocks: 1, startedAtMs: 1_000, error: null },
    ]);
    expect(now.groups[1]?.hashesPerSecond).toBe(now.hashesPerSecond);
    expect(now.hashesPerSecond).toBeGreaterThan(0);
  });

  it.each(['solved', 'preempted'] as const)(
    'mine also in the moment between one work and the next: %s',
    (reason) => {
      const ended = { type: 'work-ended', worker: 'CPU 0', chain, reason } as const;
      const events = [set, cpu, work, hashes, ended] as const;
      const now = after(...events);
      expect(states(now)[1]).toBe('cpu mining');
      expect(now).toMatchObject({ difficulty: 1e6, workers: [{ work: null }] });
      expect(now.expectedSecondsToBlock).toBeGreaterThan(0);
      const later = snapshotOf(stateAfter(...events), 6_000);
      expect(states(later)[1]).toBe('cpu waiting');
      expect(later.difficulty).toBeNull();
      // The next may be long in coming.
      const lost = after(...events, failed);
      expect(states(lost)[1]).toBe('cpu waiting');
      expect(lost).toMatchObject({ phase: 'waiting', difficulty: null });
    },
  );

  it('have one rate of machines: the sum of their rows, also over a minute', () => {
    const both = [
      ...[set, cpu, machines, listening, work, hashes, machine(1, 'mining'), measured(1)],
      // What its shares are worth is no measure of a minute.
      { ...hashes, worker: 'Stratum 0', hashes: 1e18 },
    ] as const;
    const now = after(...both);
    const ofCpu = now.groups[1]?.hashesPerSecond ?? 0;
    expect(now.stratum?.rate.hashesPerSecond).toBe(5e12);
    expect(now.hashesPerSecond).toBe(5e12 + ofCpu);
    expect(Math.abs(now.hashesPerSecondMinute / 5e12 - 1)).toBeLessThan(1e-6);
    // The same machines, after a start without them.
    const alone = { type: 'mining-started', kinds: ['cpu'] } as const;
    expect(after(...both, alone).hashesPerSecondMinute).toBe(0);
  });

  it('lose their workers and what was wrong with them when they pause', () => {
    const fault = { kind: 'exit-code', detail: '1', lastWords: null } as const;
    const broke = {
      type: 'worker-failed',
      worker: 'CPU 0',
      fault,
      ended: false,
      retryMs: 500,
    } as const;
    const away = { type: 'stratum-stood-down', withoutNodeMs: 1 } as const;
    const both = [set, cpu, machines, work, hashes, broke, away] as const;
    expect(after(...both).problems).toHaveLength(2);
    const paused = after(...both, change('cpu', { state: 'paused' }));
    expect(paused.problems).toMatchObject([{ kind: 'stood-down' }]);
    expect(paused.workers.map(({ name }) => name)).toEqual(['Stratum 0']);
    expect(paused.hashesPerSecond).toBe(0);
    expect(after(...both, change('stratum', { state: 'paused' })).problems).toMatchObject([
      { kind: 'worker' },
    ]);
  });

  it('fail while all their workers do, until one answers or searches for a while', () => {
    const two = change('cpu', { state: 'running', workers: ['CPU 0', 'CPU 1'] });
    const fault = { kind: 'exit-code', detail: '1', lastWords: null } as const;
    const fails = (worker: string, atMs: number, retryMs: number) =>
      ({ type: 'worker-failed', worker, fault, ended: false, atMs, retryMs }) as const;
    const silent = {
      type: 'worker-silent',
      worker: 'CPU 1',
      silentMs: 9,
      isUnlikely: true,
    } as const;
    const one = [set, two, work, { ...work, worker: 'CPU 1' }, fails('CPU 0', 1_000, 700)] as const;
    expect(states(after(...one))[1]).toBe('cpu mining');
    // It may hang, but it searches.
    expect(after(...one, silent).groups[1]).toMatchObject({ state: 'waiting', failure: null });
    const both = [...one, fails('CPU 1', 1_500, 900)] as const;
    const failing = after(...both).groups[1];
    expect(failing).toMatchObject({ state: 'failed', error: null, retryAtMs: 2_400 });
    expect(failing?.failure).toMatchObject({ worker: 'CPU 1', fault });
    // Work alone does not settle it: it may fail again.
    expect(states(after(...both, work))[1]).toBe('cpu failed');
    expect(states(after(...both, work, found))[1]).toBe('cpu mining');
    expect(after(...both, change('cpu', { state: 'paused' })).groups[1]).toMatchObject({
      state: 'paused',
      failure: null,
      retryAtMs: null,
    });
  });

  it('have no workers and no beginning while they pause, and no rate while mining stops', () => {
    const mines = [set, cpu, work, hashes] as const;
    expect(after(...mines, change('cpu', { state: 'paused' })).groups[1]).toMatchObject({
      ...{ workers: [], startedAtMs: null, hashesPerSecond: 0 },
    });
    expect(after(...mines, change('stratum', { state: 'paused' })).groups[1]).toMatchObject({
      ...{ workers: ['CPU 0'], startedAtMs: 1_000 },
    });
    expect(after(...mines, { type: 'mining-stopping' }).groups[1]?.hashesPerSecond).toBe(0);
  });

  it('settle with their own end what was wrong with machines, and nothing else', () => {
    const shares = {
      type: 'shares-refused',
      machines: 1,
      names: ['a'],
      refusal: { kind: 'stale' },
      ageMs: 0,
    } as const;
    const gone = {
      type: 'worker-failed',
      worker: 'GPU 0',
      fault: { kind: 'exit-code', detail: '1', lastWords: null },
      ended: true,
      retryMs: 1,
    } as const;
    const all = [set, cpu, machines, failed, shares, gone] as const;
    const kindsAfter = (kind: 'stratum' | 'cpu') =>
      after(...all, change(kind, { state: 'paused' })).problems.map((each) => each.kind);
    expect(kindsAfter('cpu')).toEqual(['node', 'shares', 'worker']);
    expect(kindsAfter('stratum')).toEqual(['node', 'worker']);
  });

  it('have problems of their own where several fail', () => {
    const first = change('cpu', { state: 'failed', error, retryAtMs: 0 }, 500);
    expect(after(set, first, fails, first).problems).toMatchObject([
      { workers: 'stratum', sinceMs: 1_000 },
      { workers: 'cpu', sinceMs: 500 },
    ]);
  });

  it('keep their blocks through a pause, and take one that came late', () => {
    const pause = change('cpu', { state: 'paused' });
    expect(after(set, cpu, found, pause, { ...found, id: 'y' }).groups[1]?.blocks).toBe(2);
  });

  it('have a problem from their first failure until they run', () => {
    const again = change('stratum', { state: 'failed', error, retryAtMs: 41_000 }, 11_000);
    const opens = change('stratum', { state: 'opening' }, 11_000);
    const problem = { kind: 'group', workers: 'stratum', error, sinceMs: 1_000 };
    expect(after(set, fails, opens).problems).toEqual([problem]);
    const twice = after(set, fails, opens, again);
    expect(twice.problems).toEqual([problem]);
    expect(twice.groups[0]).toMatchObject({ error, retryAtMs: 41_000 });
    expect(after(set, fails, opens, machines).problems).toEqual([]);
  });
});

describe('the work of machines', () => {
  const chosen = {
    type: 'node-chosen',
    node,
    network: { versionName: 'practice', nodeVersion: null, graph: [], blockDelayMicros: null },
  } as const;
  const lane = { ...work, worker: 'Stratum 0' };
  const listening = { type: 'stratum-listening', host: '::', port: 1917 } as const;
  const ended = { type: 'work-ended', worker: 'Stratum 0', chain, reason: 'preempted' } as const;
  const begin = [set, listening, chosen, machines, cpu, lane] as const;
  const outdated = (...events: Parameters<typeof after>) =>
    after(...begin, ...events).stratum?.outdatedSinceMs;

  it('is outdated once it has ended and the node in use fails, also while others mine', () => {
    expect(outdated()).toBeNull();
    expect(outdated(ended)).toBeNull();
    expect(outdated({ ...failed, atMs: 1_500 })).toBeNull();
    expect(outdated(work, ended, { ...failed, atMs: 1_500 }, { ...failed, atMs: 1_900 })).toBe(
      1_500,
    );
    expect(outdated(ended, { ...failed, node: 'http://10.0.0.9:1848' })).toBeNull();
    expect(outdated(ended, failed, lane)).toBeNull();
  });
});
