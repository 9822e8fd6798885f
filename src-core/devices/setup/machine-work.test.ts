import { describe, expect, it } from 'vitest';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { DeviceControl, DevicePool } from '../device.ts';
import type { DeviceError } from '../device-error.ts';
import { READING } from '../watch/tests/made-up-reading.ts';
import { applyPools, readPools } from './machine-work.ts';
import { SETUP_TIMES } from './setup-times.ts';
import type { SetupTimes } from './setup-times.ts';

const pool = (name: string): DevicePool => ({
  ...{ url: `stratum+tcp://${name}:1`, user: name, password: 'x' },
});
const [OURS, THEIRS] = [pool('ours'), pool('theirs')];
const DOWN: DeviceError = { kind: 'unreachable', detail: 'off' };
const REFUSED: DeviceError = { kind: 'refused', status: 403, answer: 'no' };
const TIMES: SetupTimes = { ...SETUP_TIMES, lookEveryMs: 1, stillUpMs: 20, restartMs: 60_000 };

type Answers = {
  readonly written?: Result<null, DeviceError>;
  readonly restarted?: Result<null, DeviceError>;
  /** One reading after the other, the last of them for ever: its uptime, or why there is none. */
  readonly readings?: readonly (number | null | DeviceError)[];
  /** Likewise. */
  readonly pools?: readonly (readonly DevicePool[] | DeviceError)[];
  readonly needsRestart?: boolean;
  readonly times?: Partial<SetupTimes>;
  /** The program ends at that step. */
  readonly endsAt?: string;
  /** Those that are written, by default ours. */
  readonly wanted?: readonly DevicePool[];
};

/** A machine that gets our pool and answers like this, and what was done. */
async function applied(answers: Answers) {
  const { written = ok(null), restarted = ok(null), readings = [0], pools = [[OURS]] } = answers;
  const ending = new AbortController();
  const done: string[] = [];
  const rest = { readings: [...readings], pools: [...pools] };
  const next = <T>(list: T[]): T => (list.length > 1 ? list.shift() : list[0]) as T;
  const unused = () => Promise.reject(new Error('not asked for'));
  const control: DeviceControl = {
    ...{ actions: ['restart'], needsRestart: answers.needsRestart ?? true, maxPools: 3 },
    ...{ reportedMac: () => null, reportedModel: () => null, reportedPower: () => null },
    ...{ powerPlans: unused, setPowerPlan: unused },
    pools() {
      const list = next(rest.pools);
      done.push('pools');
      return Promise.resolve('kind' in list ? err(list) : ok(list));
    },
    setPools(_login, list) {
      done.push(`set ${list.map(({ user }) => user).join()}`);
      return Promise.resolve(written);
    },
    act(_login, action) {
      done.push(action);
      // Then it waits before it looks.
      if (answers.endsAt === 'read') setImmediate(() => ending.abort());
      return Promise.resolve(restarted);
    },
  };
  const result = await applyPools(
    {
      driver: {
        read() {
          const reading = next(rest.readings);
          done.push('read');
          if (reading !== null && typeof reading === 'object') return Promise.resolve(err(reading));
          return Promise.resolve(ok({ ...READING, uptimeSeconds: reading }));
        },
      },
      ...{ control, login: { user: null, password: '' }, times: { ...TIMES, ...answers.times } },
      report: {
        step(step) {
          done.push(`- ${step}`);
          if (step === answers.endsAt) ending.abort();
        },
        done: () => undefined,
        failed: () => undefined,
      },
      signal: ending.signal,
    },
    answers.wanted ?? [OURS],
  );
  return { result, done };
}

const WRITTEN = ['- writing-pools', 'set ours'];
const RESTARTED = [...WRITTEN, '- restarting', 'restart'];

describe('the pools of a machine', () => {
  it('are written, and read again after its restart', async () => {
    expect(await applied({})).toEqual({
      result: ok(null),
      done: [...RESTARTED, 'read', '- reading-back', 'pools'],
    });
    expect(await applied({ needsRestart: false })).toEqual({
      result: ok(null),
      done: [...WRITTEN, '- reading-back', 'pools'],
    });
  });

  it('are not looked for where it did not take them, or does not restart', async () => {
    expect(await applied({ written: err(REFUSED) })).toEqual({
      result: err(REFUSED),
      done: WRITTEN,
    });
    const refused = await applied({ restarted: err(REFUSED) });
    expect(refused).toEqual({ result: err(REFUSED), done: RESTARTED });
  });

  it.each<[string, DevicePool[], boolean]>([
    ['in other letters', [{ ...OURS, url: ' STRATUM+TCP://ours:1/' }], true],
    ['with blanks around its user', [{ ...OURS, user: ' ours ' }], true],
    ['without its password', [{ ...OURS, password: '' }], true],
    ['with another user', [{ ...OURS, user: 'ours.2' }], false],
    ['with another before it', [THEIRS, OURS], false],
    ['with another behind it', [OURS, THEIRS], false],
    ['not at all', [], false],
    ['as another', [THEIRS], false],
  ])('are looked at: there %s', async (_, pools, isKept) => {
    const urls = pools.map(({ url }) => url.trim());
    const { result } = await applied({ pools: [pools] });
    expect(result).toEqual(isKept ? ok(null) : err({ kind: 'not-kept', urls }));
  });

  it('are looked at each by itself, without blanks around a user', async () => {
    const wanted = [{ ...OURS, user: ' ours' }, THEIRS];
    expect((await applied({ wanted, pools: [[OURS, THEIRS]] })).result).toEqual(ok(null));
    const { result } = await applied({ wanted, pools: [[OURS, OURS]] });
    expect(result).toMatchObject(err({ kind: 'not-kept' }));
  });

  it('are left alone when the program ends while it boots', async () => {
    const booting = await applied({
      readings: [DOWN],
      endsAt: 'read',
      times: { lookEveryMs: 60_000 },
    });
    expect(booting).toEqual({ result: err({ kind: 'cancelled' }), done: RESTARTED });
  });

  it.each<DeviceError>([DOWN, { kind: 'timeout', limitMs: 1 }, { kind: 'nonsense', answer: '' }])(
    'are read while it boots, whatever it answers meanwhile: %j',
    async (error) => {
      const { result, done } = await applied({
        ...{ restarted: err(error), readings: [error, 1e6, error, 0], pools: [error, [OURS]] },
      });
      expect(result).toEqual(ok(null));
      expect(done.slice(RESTARTED.length)).toEqual([
        ...['read', 'read', 'read', 'read', '- reading-back', 'pools', 'pools'],
      ]);
    },
  );

  it('are not read where another answer comes while it boots', async () => {
    const booting = await applied({ readings: [DOWN, REFUSED] });
    expect(booting.result).toEqual(err(REFUSED));
    expect(booting.done.at(-1)).toBe('read');
    const later = await applied({ pools: [DOWN, REFUSED] });
    expect(later.result).toEqual(err(REFUSED));
    expect(later.done.slice(-2)).toEqual(['pools', 'pools']);
  });

  it.each([null, 1e6])('are read after a while where only its program restarts: %j', async (up) => {
    const { result, done } = await applied({ readings: [up] });
    expect(result).toEqual(ok(null));
    expect(done.filter((each) => each === 'read').length).toBeGreaterThan(1);
    // From the first answer on, not from the last silence.
    const again = await applied({ readings: [up, DOWN, 0] });
    expect(again.done.filter((each) => each === 'read')).toHaveLength(3);
  });

  it('are given up where it does not come back in time', async () => {
    const times = { restartMs: 15 };
    expect((await applied({ readings: [DOWN], times })).result).toEqual(err(DOWN));
    expect((await applied({ pools: [DOWN], times })).result).toEqual(err(DOWN));
    const none = await applied({ times: { restartMs: 0 } });
    expect(none.result).toEqual(err({ kind: 'timeout', limitMs: 0 }));
  });

  it.each(['writing-pools', 'restarting', 'reading-back'])(
    'are left alone when the program ends while %s',
    async (endsAt) => {
      const { result, done } = await applied({ endsAt, pools: [DOWN] });
      expect(result).toEqual(err({ kind: 'cancelled' }));
      expect(done.filter((each) => each.startsWith('- ')).at(-1)).toBe(`- ${endsAt}`);
    },
  );

  it.each([
    [true, ok([OURS])],
    [false, err({ kind: 'timeout', limitMs: 10 })],
  ])(
    'are waited for no longer than a request may take; an answer then counts: %s',
    async (answers, expected) => {
      const control = {
        pools: (_login: unknown, signal: AbortSignal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => resolve(answers ? ok([OURS]) : err(DOWN)));
          }),
      } as unknown as DeviceControl;
      const work = {
        ...{ control, login: { user: null, password: '' }, times: { ...TIMES, requestMs: 10 } },
        driver: { read: () => Promise.resolve(err(DOWN)) },
        report: { step: () => undefined, done: () => undefined, failed: () => undefined },
        signal: new AbortController().signal,
      };
      expect(await readPools(work)).toEqual(expected);
    },
  );
});
