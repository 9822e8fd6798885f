import { expect, it } from 'vitest';
import type {
  MachineDescription,
  ShareCounts,
  StratumEvent,
} from '../../stratum/stratum-events.ts';
import { createStratumView, machinesOf } from './stratum-view.ts';

const HOST = '192.168.1.40';
const DESCRIBED: MachineDescription = {
  ...{ session: 1, address: HOST, port: 4000, stage: 'subscribed', agent: null, user: 'me.Cellar' },
  ...{ rig: 'Cellar', isAuthorized: false, refusal: null, difficultyNotice: null, nonce1: 7 },
};
const SHARES: ShareCounts = { accepted: 9, blocks: 1, stale: 1, duplicate: 2, low: 3, invalid: 4 };

/** A view of a server that listens, with these machines. */
function viewOf(...machines: readonly Partial<MachineDescription>[]) {
  const view = createStratumView();
  view.take({ type: 'stratum-listening', host: '0.0.0.0', port: 1917 });
  for (const machine of machines) {
    view.take({ type: 'machine-changed', machine: { ...DESCRIBED, ...machine } });
  }
  return view;
}

/** What the server measures of a session. */
function measured(session: number): Extract<StratumEvent, { type: 'machine-measured' }> {
  const none = { hashesPerSecond: 0, relativeError: null };
  return {
    type: 'machine-measured',
    measurement: {
      ...{ session, rig: 'Cellar', shares: SHARES, lastRefusal: null, lastRefusalAgeMs: null },
      ...{ isAllRefused: false, refusedLately: 0, lastShareAgeMs: null, uptimeMs: 1_000 },
      ...{ level: 12, difficulty: 5e11 },
      hashRate: { oneMinute: none, tenMinutes: none, oneHour: none },
    },
  };
}

it('knows where the server listens, and forgets all machines when it begins or stops', () => {
  const view = viewOf({});
  expect(view.listening()).toEqual({ host: '0.0.0.0', port: 1917 });
  expect(view.machines()).toHaveLength(1);
  view.take({ type: 'stratum-listening', host: '::', port: 1918 });
  expect([view.listening(), view.machines()]).toEqual([{ host: '::', port: 1918 }, []]);
  view.take({ type: 'machine-changed', machine: DESCRIBED });
  view.take({ type: 'stratum-closed' });
  expect([view.listening(), view.machines()]).toEqual([null, []]);
  expect(createStratumView().listening()).toBeNull();
});

it('knows what a machine has sent and been given, over changes of its description', () => {
  const view = viewOf({});
  const about = { session: 1, address: HOST, rig: 'Cellar', isAdmitted: false, refusal: null };
  expect(view.machines()).toEqual([{ ...about, accepted: 0, refused: 0, difficulty: null }]);
  view.take({ type: 'machine-level-changed', session: 1, level: 12, difficulty: 4e11 });
  expect(view.machines()).toMatchObject([{ difficulty: 4e11, accepted: 0 }]);
  view.take(measured(1));
  view.take({ type: 'machine-changed', machine: { ...DESCRIBED, stage: 'mining' } });
  expect(view.machines()).toEqual([
    { ...about, isAdmitted: true, accepted: 9, refused: 10, difficulty: 5e11 },
  ]);
  view.take(measured(2));
  expect(view.machines()).toHaveLength(1);
});

it.each([
  ['connected', false, false],
  ['authorized', false, false],
  ['authorized', true, true],
  ['job-sent', false, true],
  ['mining', false, true],
] as const)(
  'lets in a machine that is %s, authorized: %s: %s',
  (stage, isAuthorized, isAdmitted) => {
    expect(viewOf({ stage, isAuthorized }).machines()).toMatchObject([{ isAdmitted }]);
    const refusal = { kind: 'declined' } as const;
    const [refused] = viewOf({ stage, isAuthorized, refusal }).machines();
    expect(refused).toMatchObject({ isAdmitted: false, refusal });
  },
);

it('finds the connections of a worker from an address', () => {
  const view = viewOf(
    {},
    { session: 2, rig: 'cellar' },
    { session: 3, rig: 'attic' },
    { session: 4, rig: null },
    { session: 5, address: '192.168.1.41' },
  );
  expect(machinesOf(view, HOST, 'me.CELLAR').map(({ session }) => session)).toEqual([1, 2]);
});

it('forgets a machine that left', () => {
  const view = viewOf({}, { session: 2 });
  const { measurement } = measured(1);
  view.take({ type: 'machine-left', session: 1, reason: { kind: 'server-closing' }, measurement });
  expect(view.machines().map(({ session }) => session)).toEqual([2]);
});

it('looks at once, after each event, and until it is to end', async () => {
  const view = viewOf();
  const { signal } = new AbortController();
  expect(await view.until(() => 'now', signal)).toBe('now');
  let looks = 0;
  const seen = view.until(() => {
    looks += 1;
    return view.machines()[0]?.rig ?? null;
  }, signal);
  expect(looks).toBe(1);
  view.take({ type: 'stratum-resumed' });
  expect(looks).toBe(2);
  view.take({ type: 'machine-changed', machine: DESCRIBED });
  expect(await seen).toBe('Cellar');
  view.take({ type: 'stratum-resumed' });
  expect(looks).toBe(3);

  const ending = new AbortController();
  const never = view.until(() => null, ending.signal);
  ending.abort();
  expect(await never).toBeNull();
  expect(await view.until(() => 'late', AbortSignal.abort())).toBeNull();
});
