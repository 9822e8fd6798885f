import { expect, it } from 'vitest';
import { after, failed, node, started, work } from '../state/tests/after-events.ts';
import { healthOf } from './health.ts';

it('is well while there is work, with the hash rate', () => {
  const now = { ...after(...started, work), hashesPerSecondMinute: 1.53e7 };
  expect(healthOf(now)).toEqual({ isMining: true, sentence: 'Mining at 15.3 MH/s.' });
});

it('counts what machines prove by their shares', () => {
  const rate = { hashesPerSecond: 5e12, relativeError: 0.1 };
  const now = after(...started, work, { type: 'stratum-listening', host: '::', port: 1917 });
  const total = { oneMinute: rate, tenMinutes: rate, oneHour: rate };
  const stratum = { ...now.stratum!, total };
  expect(healthOf({ ...now, stratum }).sentence).toBe('Mining at 5.00 TH/s.');
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
  expect(healthOf(after(...events))).toEqual({ isMining: false, sentence });
});

it('says why mining waits', () => {
  const fault = { kind: 'thread-exited', detail: '1', lastWords: null } as const;
  const broken = { type: 'worker-failed', worker: 'CPU 0', fault, ended: true } as const;
  const waiting = { ...after(...started, work, broken), phase: 'waiting' } as const;
  expect(healthOf(waiting).sentence).toBe('Mining waits: the worker CPU 0 fails.');
});

it('says why mining rests', () => {
  const rests = [{ reason: 'battery', kinds: ['cpu'], sinceMs: 0 }] as const;
  expect(healthOf({ ...after(), rests })).toEqual({
    isMining: false,
    sentence: 'Mining is paused: on battery.',
  });
  // Other workers mine on.
  expect(healthOf({ ...after(...started, work), rests }).isMining).toBe(true);
});
