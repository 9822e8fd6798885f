import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../result.ts';
import { OURS, never, startWithDriver, THEIRS } from '../tests/simulated-driver.ts';

describe('a simulated Goldshell', () => {
  it('is read without a password, one request at a time', async () => {
    const { driver, device } = await startWithDriver({ kind: 'goldshell' });
    const reading = unwrap(await driver.read(never));
    expect(reading.boards.length).toBeGreaterThan(0);
    expect(reading.fans.length).toBeGreaterThan(0);
    expect(reading.pools).toMatchObject([{ url: 'stratum+tcp://127.0.0.1:9', user: 'old' }]);
    expect(device.traffic.mostAtOnceInAll).toBe(1);
  });

  it.each(['goldshell', 'old-goldshell'] as const)(
    '%s gets its pools by one write',
    async (kind) => {
      const { control, device, login } = await startWithDriver({ kind });
      expect(await control.setPools(login, [OURS, THEIRS], never)).toEqual({
        ok: true,
        value: null,
      });
      expect(device.pools()).toEqual([OURS, THEIRS]);
      expect(unwrap(await control.pools(login, never))).toEqual([OURS, THEIRS]);
      const writes = device.traffic.requests.filter(({ what }) => what.startsWith('PUT'));
      expect(writes.map(({ what }) => what)).toEqual(['PUT /mcb/pools']);
      expect(device.traffic.mostAtOnceInAll).toBe(1);
    },
  );

  it('gets its pools one by one where its firmware does not take a list', async () => {
    const { control, device, login } = await startWithDriver({
      kind: 'old-goldshell',
      goldshell: { takesPoolList: false },
    });
    unwrap(await control.setPools(login, [OURS, THEIRS], never));
    expect(device.pools()).toEqual([OURS, THEIRS]);
    unwrap(await control.setPools(login, [THEIRS], never));
    expect(device.pools()).toEqual([THEIRS]);
    expect(device.traffic.mostAtOnceInAll).toBe(1);
  });

  it('logs in once each time after the form of the login is known', async () => {
    const { control, device, login } = await startWithDriver({
      kind: 'goldshell',
      login: { hasToken: true, takesCipher: false, plainLogin: 'accepted' },
    });
    const logins = (): number =>
      device.traffic.requests.filter(({ what }) => what === 'GET /user/login').length;
    unwrap(await control.pools(login, never));
    expect(logins()).toBe(2);
    unwrap(await control.pools(login, never));
    expect(logins()).toBe(3);
  });

  it('says that a password is wrong, in the machine\u2019s words', async () => {
    const { control, device } = await startWithDriver({ kind: 'goldshell' });
    const wrong = { user: null, password: 'not-this-one' };
    expect(await control.setPools(wrong, [OURS], never)).toEqual({
      ok: false,
      error: { kind: 'password-wrong', answer: 'password error' },
    });
    expect(device.pools()).toMatchObject([{ user: 'old' }]);
  });

  it('retries a stray 401 once, and is not stopped by it', async () => {
    const { control, device, login } = await startWithDriver({
      kind: 'goldshell',
      faults: { sporadic401: 2 },
    });
    unwrap(await control.setPools(login, [OURS], never));
    unwrap(await control.setPools(login, [THEIRS], never));
    expect(device.pools()).toEqual([THEIRS]);
  });

  it('gives up after the second 401', async () => {
    const { control, login } = await startWithDriver({
      kind: 'goldshell',
      faults: { sporadic401: 1 },
    });
    expect(await control.pools(login, never)).toEqual({
      ok: false,
      error: { kind: 'refused', status: 401, answer: 'Check Token Error' },
    });
  });

  it('fails where the connection is cut in a write, with half of it stored or nothing', async () => {
    const { control, device, login } = await startWithDriver({
      kind: 'goldshell',
      faults: { cutWrite: 'half' },
    });
    const written = await control.setPools(login, [OURS, THEIRS], never);
    expect(written).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    device.faults.cutWrite = 'no';
    unwrap(await control.setPools(login, [OURS, THEIRS], never));
    expect(device.pools()).toEqual([OURS, THEIRS]);
  });

  it('says that an answer is no JSON', async () => {
    const { control, device, login } = await startWithDriver({ kind: 'goldshell' });
    device.faults.notJson = true;
    expect(await control.pools(login, never)).toMatchObject({ ok: false });
    expect(await control.setPools(login, [OURS], never)).toMatchObject({ ok: false });
  });

  it('reads answers that end with NUL, that come late and stats that are no JSON', async () => {
    const { driver, control, login } = await startWithDriver({
      kind: 'goldshell',
      faults: { nulEnded: true, delayMs: 20, brokenStats: true },
    });
    expect(unwrap(await driver.read(never)).boards.length).toBeGreaterThan(0);
    expect(unwrap(await control.pools(login, never))).toHaveLength(1);
  });

  it('blinks, sleeps, wakes with the plan from before, and restarts', async () => {
    const { driver, control, device, login } = await startWithDriver({ kind: 'goldshell' });
    unwrap(await control.act(login, 'blink', never));
    expect(device.isBlinking()).toBe(true);
    unwrap(await control.act(login, 'stop-blinking', never));
    expect(device.isBlinking()).toBe(false);

    const { plans, current } = unwrap(await control.powerPlans(login, never));
    const other = plans.find(({ id }) => id !== current);
    if (other === undefined) throw new Error('one plan alone');
    unwrap(await control.setPowerPlan(login, other.id, never));
    unwrap(await control.act(login, 'sleep', never));
    expect(device.power()).toBe('asleep');
    expect(unwrap(await driver.read(never)).isAsleep).toBe(true);
    unwrap(await control.act(login, 'wake', never));
    expect(unwrap(await control.powerPlans(login, never)).current).toBe(other.id);

    unwrap(await control.act(login, 'restart', never));
    expect(device.restarts()).toBe(1);
  });

  it('has no plan of a number that is not in its list', async () => {
    const { control, login } = await startWithDriver({ kind: 'goldshell' });
    expect(await control.setPowerPlan(login, 99, never)).toEqual({
      ok: false,
      error: { kind: 'unsupported' },
    });
  });

  it('never gets two requests at once, nor a round before its time, whoever asks', async () => {
    const paceMs = 600;
    const { driver, control, device, login } = await startWithDriver(
      { kind: 'goldshell', faults: { isFragile: true, delayMs: 5 } },
      paceMs,
    );
    const results = await Promise.all([
      driver.read(never),
      control.pools(login, never),
      driver.read(never),
      control.setPools(login, [OURS], never),
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(device.traffic.mostAtOnceInAll).toBe(1);
    const starts = device.traffic.requests
      .filter(({ what }) => what === 'GET /mcb/status')
      .map(({ startMs }) => startMs);
    // The first is that of the identification.
    expect(starts).toHaveLength(5);
    const gaps = starts.slice(1).map((startMs, index) => startMs - (starts[index] ?? 0));
    // Measured where requests arrive, a little after they were sent.
    expect(Math.min(...gaps)).toBeGreaterThan(paceMs * 0.8);
  });
});
