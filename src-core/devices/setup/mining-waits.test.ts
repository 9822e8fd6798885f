import { describe, expect, it } from 'vitest';
import type {
  MachineDescription,
  ShareCounts,
  StratumEvent,
} from '../../stratum/stratum-events.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import { SETUP_TIMES } from './setup-times.ts';
import type { SetupTimes } from './setup-times.ts';
import { createStratumView } from './stratum-view.ts';
import { waitForMining } from './wait-for-mining.ts';

const HOST = '192.168.1.40';
const DESCRIBED: MachineDescription = {
  ...{ session: 1, address: HOST, port: 4000, stage: 'mining', agent: null, user: 'me.cellar' },
  ...{ rig: 'cellar', isAuthorized: true, refusal: null, difficultyNotice: null, nonce1: 7 },
};
const LISTENING = { type: 'stratum-listening', host: '0.0.0.0', port: 1917 } as const;
const OTHER = 'stratum+tcp://pool.example:1';

const machine = (changes: Partial<MachineDescription> = {}): StratumEvent => ({
  type: 'machine-changed',
  machine: { ...DESCRIBED, ...changes },
});

function measured(shares: Partial<ShareCounts>, difficulty: number | null = 1e12): StratumEvent {
  const none = { hashesPerSecond: 0, relativeError: null };
  return {
    type: 'machine-measured',
    measurement: {
      ...{ session: 1, rig: 'cellar', shares: { ...NO_SHARES, ...shares }, difficulty, level: 12 },
      ...{ lastRefusal: null, lastRefusalAgeMs: null, isAllRefused: false, refusedLately: 0 },
      ...{ lastShareAgeMs: null, uptimeMs: 1_000 },
      hashRate: { oneMinute: none, tenMinutes: none, oneHour: none },
    },
  };
}

/**
 * Waits at a server where `before` has happened, and reports the steps; `then` happens at the beginning of
 * each step.
 */
async function wait(
  before: readonly StratumEvent[],
  then: Readonly<Record<string, readonly StratumEvent[]>> = {},
  more: {
    readonly times?: Partial<SetupTimes>;
    readonly rate?: number | null;
    readonly otherPool?: string | null;
    readonly signal?: AbortSignal;
  } = {},
) {
  const view = createStratumView();
  for (const event of [LISTENING, ...before]) view.take(event);
  const steps: string[] = [];
  const ended = await waitForMining({
    view,
    ...{ host: HOST, worker: 'me.cellar', hashesPerSecond: more.rate ?? null },
    otherPool: () => Promise.resolve(more.otherPool ?? null),
    report: {
      step(step) {
        steps.push(step);
        setImmediate(() => then[step]?.forEach((event) => view.take(event)));
      },
      done: () => undefined,
      failed: () => undefined,
    },
    times: { ...SETUP_TIMES, connectMs: 5, shareMs: 4, ...more.times },
    signal: more.signal ?? new AbortController().signal,
  });
  return { steps, ended };
}

const DONE = { ok: true, value: null };
const fault = (error: unknown) => ({ ok: false, error });
const BOTH = ['waiting-for-machine', 'waiting-for-share'];

describe('a machine that was configured', () => {
  it('is done with the first share that is accepted after it', async () => {
    const patient = { times: { connectMs: 60_000, shareMs: 60_000 } };
    const then = {
      'waiting-for-machine': [machine(), measured({})],
      'waiting-for-share': [measured({ stale: 1 }), measured({ accepted: 1 })],
    };
    expect(await wait([], then, patient)).toEqual({ steps: BOTH, ended: DONE });
    // One that was here before has shares from then.
    const here = [machine(), measured({ accepted: 5 })];
    const next = { 'waiting-for-share': [measured({ accepted: 6 })] };
    expect(await wait(here, next, patient)).toEqual({ steps: BOTH, ended: DONE });
  });

  it('has a fault where its shares are from before', async () => {
    expect(await wait([machine(), measured({ accepted: 5 })], {}, { rate: 1e15 })).toEqual({
      ...{ steps: BOTH, ended: fault({ kind: 'no-share', waitedMs: 10 }) },
    });
  });

  it.each([
    ['ten times as long as its label lets them take', 1e12, 1e15, 10],
    ['no less long than the limit', 1e12, 1e16, 4],
    ['as long as the slowest machine needs, where its rate is not known', 1e9, null, 10],
    ['as long as that, where it says less', 1e9, 1e9, 10],
    ['as long as the limit, where it gets no job', null, 1e14, 4],
  ] as const)('is waited for %s', async (_, difficulty, rate, waitedMs) => {
    const { ended } = await wait([machine(), measured({}, difficulty)], {}, { rate });
    expect(ended).toEqual(fault({ kind: 'no-share', waitedMs }));
  });

  it('is done without a share where one takes longer than is waited for', async () => {
    const times = { rareShareMs: 1 };
    const first = 'waiting-for-machine';
    const rare = await wait([machine(), measured({}, 1.01e9)], {}, { times });
    expect(rare).toEqual({ steps: [first], ended: DONE });
    const justNot = await wait([machine(), measured({}, 1e9)], {}, { times });
    expect(justNot).toEqual({ steps: BOTH, ended: fault({ kind: 'no-share', waitedMs: 10 }) });
  });

  it.each([
    [null, { kind: 'did-not-connect', waitedMs: 5 }],
    [OTHER, { kind: 'on-failover', url: OTHER, waitedMs: 5 }],
  ] as const)(
    'has a fault where it does not come, with %j as its pool',
    async (otherPool, error) => {
      const first = { steps: ['waiting-for-machine'] };
      expect(await wait([], {}, { otherPool })).toEqual({ ...first, ended: fault(error) });
      const elsewhere = [
        machine({ address: '192.168.1.41' }),
        machine({ session: 2, rig: 'attic' }),
      ];
      expect(await wait(elsewhere, {}, { otherPool })).toEqual({ ...first, ended: fault(error) });
    },
  );

  it('has a fault where it is not let in, unless it is after all', async () => {
    const refusal = { kind: 'declined' } as const;
    const refused = machine({ refusal });
    const { ended } = await wait([refused], {}, { otherPool: OTHER });
    expect(ended).toEqual(fault({ kind: 'not-admitted', refusal }));
    const then = {
      'waiting-for-machine': [refused, machine(), measured({})],
      'waiting-for-share': [measured({ accepted: 1 })],
    };
    const times = { connectMs: 60_000, shareMs: 60_000 };
    expect((await wait([], then, { times })).ended).toEqual(DONE);
  });

  it.each(BOTH)('has a fault where the server stops while %s', async (step) => {
    const before = step === 'waiting-for-share' ? [machine(), measured({})] : [];
    const times = { connectMs: 60_000, shareMs: 60_000 };
    const { steps, ended } = await wait(
      before,
      { [step]: [{ type: 'stratum-closed' }] },
      { times },
    );
    expect(steps.at(-1)).toBe(step);
    expect(ended).toEqual(fault({ kind: 'server-stopped' }));
  });

  it.each([
    ['it comes', []],
    ['its share comes', [machine(), measured({})]],
  ] as const)('is waited for no more when the program ends before %s', async (_, before) => {
    const ending = new AbortController();
    const times = { connectMs: 60_000, shareMs: 60_000 };
    const waited = wait(before, {}, { times, signal: ending.signal });
    setImmediate(() => ending.abort());
    expect((await waited).ended).toEqual(fault({ kind: 'device', error: { kind: 'cancelled' } }));
  });

  it('is waited for without an end where a limit is longer than timers can be', async () => {
    const times = { connectMs: 2 ** 40, shareMs: 2 ** 40 };
    const then = {
      'waiting-for-machine': [machine(), measured({})],
      'waiting-for-share': [measured({ accepted: 1 })],
    };
    expect((await wait([], then, { times })).ended).toEqual(DONE);
  });
});
