import { expect, it } from 'vitest';
import { after, failed, node, started, work } from '../state/tests/after-events.ts';
import { healthOf } from './health.ts';

it('is well while there is work, with the hash rate', () => {
  const now = { ...after(...started, work), hashesPerSecondMinute: 1.53e7 };
  expect(healthOf(now)).toEqual({ isWell: true, sentence: 'Mining at 15.3 MH/s.' });
});

it.each([
  ['has not begun', [], 'Mining is stopped.'],
  ['has no node yet', [...started], 'Mining starts: no node has answered yet.'],
  [
    'waits for a node',
    [...started, failed],
    `Mining waits: the node ${node} cannot be used (ECONNREFUSED).`,
  ],
  ['ends', [...started, work, { type: 'mining-stopping' }], 'Mining is stopped.'],
] as const)('is not well when it %s', (_, events, sentence) => {
  expect(healthOf(after(...events))).toEqual({ isWell: false, sentence });
});

it('says why mining waits', () => {
  const fault = { kind: 'thread-exited', detail: '1', lastWords: null } as const;
  const broken = {
    type: 'worker-failed',
    worker: 'CPU 0',
    fault,
    ended: true,
    retryMs: 500,
  } as const;
  const waiting = { ...after(...started, work, broken), phase: 'waiting' } as const;
  expect(healthOf(waiting).sentence).toBe('Mining waits: the worker CPU 0 fails.');
});

const battery = [{ reason: 'battery', kinds: ['cpu'], sinceMs: 0 }] as const;

it('is well while mining rests, and says why', () => {
  const paused = { isWell: true, sentence: 'Mining is paused: on battery.' };
  expect(healthOf({ ...after(), rests: battery })).toEqual(paused);
  const stops = after(...started, work, { type: 'mining-stopping' });
  expect(healthOf({ ...stops, rests: battery })).toEqual(paused);
  // Other workers keep mining.
  const mines = healthOf({ ...after(...started, work), rests: battery });
  expect(mines).toMatchObject({ isWell: true, sentence: expect.stringContaining('Mining at') });
});

it.each([
  ['paused', 'paused', true, 'Mining is paused: by the user.'],
  ['paused', 'resting', true, 'Mining is paused: by the user; on battery.'],
  ['paused', 'failed', false, 'Mining waits: stratum cannot mine.'],
] as const)('with kinds that are %s and %s', (cpu, stratum, isWell, sentence) => {
  const error = { kind: 'no-command', setting: 'externalWorkerCommand' } as const;
  const change =
    stratum === 'failed' ? { state: stratum, error, retryAtMs: 1 } : { state: stratum };
  const now = after(
    { type: 'mining-started', kinds: ['cpu', 'stratum'] },
    { type: 'group-changed', kind: 'cpu', change: { state: cpu } },
    { type: 'group-changed', kind: 'stratum', change },
  );
  const rests = stratum === 'resting' ? battery : [];
  expect(healthOf({ ...now, rests })).toEqual({ isWell, sentence });
});
