/** What is asked of an Antminer before anything is read or written, with its digest login. */
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';
import type { DeviceIdentity } from '../../device.ts';
import { answeringMachine } from '../tests/answering-machine.ts';
import type { AnsweringMachine, Said } from '../tests/answering-machine.ts';
import { expectFollowsSleep } from '../tests/follows-sleep.ts';
import { antminerDriver } from './antminer-driver.ts';

const never = new AbortController().signal;
const LOGIN = { user: null, password: 'secret' };
const TIMEOUT: DeviceError = { kind: 'timeout', limitMs: 1 };
const INFO = 'GET /cgi-bin/get_system_info.cgi';
const CONF = 'GET /cgi-bin/get_miner_conf.cgi';
const SET = 'POST /cgi-bin/set_miner_conf.cgi';
const MAC = '02:00:00:00:00:aa';
const READ = ok([{ url: 'a', user: 'u', password: 'p' }]);
const conf = (changes: object = {}) =>
  JSON.stringify({ pools: [{ url: 'a', user: 'u', pass: 'p' }], 'miner-mode': 0, ...changes });
const info = (minertype: string, macaddr = '0200000000AA') =>
  JSON.stringify({ minertype, macaddr });
const demand = (nonce: string, more = ''): Said => ({
  ...{ status: 401, body: '<html><title>401 - Unauthorized</title>' },
  headers: { 'www-authenticate': `Digest realm="antMiner", nonce="${nonce}", qop="auth"${more}` },
});
const refused = (status: number, answer = ''): DeviceError => ({ kind: 'refused', status, answer });
const another = (model: string | null) => err({ kind: 'another-machine', model });

/** A machine with these answers beside those of one that is well and asks for no login. */
function scene(answers: AnsweringMachine['answers'] = {}, known: Partial<DeviceIdentity> = {}) {
  const well = { [INFO]: info('Antminer KA3'), [CONF]: conf(), [SET]: '{"stats":"success"}' };
  const machine = answeringMachine({ ...well, ...answers });
  const identity: DeviceIdentity = {
    ...{ family: 'antminer', host: '192.168.1.20', webPort: 81, model: 'Antminer KA3' },
    ...{ firmware: null, mac: null, ...known },
  };
  const { control, ...driver } = antminerDriver(identity, machine.io, () => 7);
  if (control === null) throw new Error('it can be written');
  return { machine, control, driver, pools: () => control.pools(LOGIN, never) };
}

/** Nonce and count of each request that had a login. */
const logins = ({ requests }: AnsweringMachine) =>
  requests.map(({ headers = {} }) => {
    const text = headers['authorization'] ?? '';
    return [/nonce="(\w+)"/.exec(text)?.[1], /nc=(\w+)/.exec(text)?.[1]].join(' ').trim();
  });

describe('a round at an Antminer', () => {
  it('asks what it is, and then what it is for', async () => {
    const { machine, pools, control } = scene();
    expect(await pools()).toEqual(READ);
    expect([machine.asked, machine.paces]).toEqual([[INFO, CONF], ['quick']]);
    expect(machine.requests.every(({ port }) => port === 81)).toBe(true);
    expect([control.reportedMac(), control.reportedModel()]).toEqual([MAC, null]);
    expect(control.reportedPower()).toEqual({
      ...{ modes: { canSleep: true, hasPlans: true }, plan: 'normal' },
    });
  });

  it('logs in with the challenge of the first request, and counts its use', async () => {
    const { machine, pools } = scene({ [INFO]: [demand('a'), info('Antminer KA3')] });
    expect(await pools()).toEqual(READ);
    expect(logins(machine)).toEqual(['', 'a 00000001', 'a 00000002']);
    expect(machine.requests[1]?.headers?.['authorization']).toMatch(/username="root"/);
  });

  it('takes a new challenge where the old one is stale, once', async () => {
    const stale = demand('b', ', stale=true');
    const { machine, pools } = scene({
      [INFO]: [demand('a'), info('KA3')],
      [CONF]: [stale, conf()],
    });
    expect(await pools()).toEqual(READ);
    expect(logins(machine)).toEqual(['', 'a 00000001', 'a 00000002', 'b 00000001']);
    const again = scene({ [INFO]: [demand('a'), stale, demand('c', ', stale=true')] });
    const wrong = err({ kind: 'password-wrong', answer: '401 - Unauthorized' });
    expect(await again.pools()).toEqual(wrong);
    expect(logins(again.machine)).toEqual(['', 'a 00000001', 'b 00000001']);
  });

  it.each<[string, Said, DeviceError]>([
    [
      'it wants the login again',
      demand('a'),
      { kind: 'password-wrong', answer: '401 - Unauthorized' },
    ],
    [
      'it says nothing to it',
      { status: 401, headers: { 'www-authenticate': 'Digest realm="r", nonce="a"' } },
      { kind: 'password-wrong', answer: null },
    ],
    ['it wants another login', { status: 401, body: '{"a":"<b>"}' }, refused(401, '{"a":"<b>"}')],
    ['it fails', { status: 500, body: '<h1>no</h1>' }, refused(500, 'no')],
    ['it sends it elsewhere', { status: 300 }, refused(300)],
    ['it does not answer', TIMEOUT, TIMEOUT],
  ])('asks nothing more where %s', async (_, said, error) => {
    const { machine, pools } = scene({ [INFO]: said });
    expect(await pools()).toEqual(err(error));
    expect(machine.asked.every((what) => what === INFO)).toBe(true);
  });

  it('goes on where the firmware does not say what it is', async () => {
    for (const said of [{ status: 404 }, 'nonsense', '{}'] as const) {
      const { pools, control } = scene({ [INFO]: said }, { mac: MAC });
      expect([await pools(), control.reportedMac()]).toEqual([READ, null]);
    }
  });

  it.each<[string, string, Partial<DeviceIdentity>, unknown]>([
    ['another model', info('Antminer KA5'), {}, another('Antminer KA5')],
    ['another model than is not known', info('Antminer KA5'), { model: null }, READ],
    [
      'its model with its strength',
      info('Antminer KA3'),
      { model: 'Antminer KA3 (173 TH/s)' },
      READ,
    ],
    ['another MAC', info('Antminer KA3', '0200000000BB'), { mac: MAC }, another('Antminer KA3')],
    ['another MAC alone', '{"macaddr":"0200000000BB"}', { mac: MAC }, another(null)],
    ['no MAC', '{"minertype":"Antminer KA3"}', { mac: MAC }, READ],
  ])('is for the machine that it was: %s', async (_, said, known, outcome) => {
    const { pools } = scene({ [INFO]: said }, known);
    expect(await pools()).toEqual(outcome);
  });

  it('is for the machine with the MAC that it first said', async () => {
    const { machine, pools, control } = scene();
    await pools();
    machine.answers[INFO] = info('Antminer KA3', '0200000000BB');
    expect(await pools()).toEqual(another('Antminer KA3'));
    expect(control.reportedMac()).toBe('02:00:00:00:00:bb');
  });

  it('restarts it, which may hang up', async () => {
    const { machine, control } = scene({ 'GET /cgi-bin/reboot.cgi': { status: 0 } });
    expect(await control.act(LOGIN, 'restart', never)).toEqual(ok(null));
    expect(machine.requests.at(-1)).toMatchObject({ mayHangUp: true });
    machine.answers['GET /cgi-bin/reboot.cgi'] = { status: 500 };
    expect(await control.act(LOGIN, 'restart', never)).toEqual(err(refused(500)));
  });

  it.each([
    ['blink', 'true'],
    ['stop-blinking', 'false'],
  ] as const)('makes it %s', async (action, blink) => {
    const what = 'POST /cgi-bin/blink.cgi';
    const { machine, control } = scene({ [what]: '{"code":"B000"}' });
    expect(await control.act(LOGIN, action, never)).toEqual(ok(null));
    expect(machine.requests.at(-1)?.json).toEqual({ blink });
    machine.answers[what] = { status: 500 };
    expect(await control.act(LOGIN, action, never)).toEqual(err(refused(500)));
  });

  it('sends it to sleep, and wakes it with the mode from before', async () => {
    const { machine, control } = scene({ [CONF]: conf({ 'miner-mode': 3 }) });
    const modes = () =>
      machine.requests.flatMap(
        ({ json }) => (json as Record<string, unknown>)?.['miner-mode'] ?? [],
      );
    expect(await control.act(LOGIN, 'sleep', never)).toEqual(ok(null));
    expect(control.reportedPower()?.plan).toBeNull();
    machine.answers[CONF] = conf({ 'miner-mode': 1 });
    // It is asleep already.
    await control.act(LOGIN, 'sleep', never);
    await control.act(LOGIN, 'wake', never);
    expect(modes()).toEqual([1, 1, 3]);
    const fresh = scene({ [CONF]: conf({ 'miner-mode': 1 }) });
    await fresh.control.act(LOGIN, 'wake', never);
    expect(fresh.machine.requests.at(-1)?.json).toMatchObject({ 'miner-mode': 0 });
  });

  it('knows no plan of a firmware without modes, and none that is not in its list', async () => {
    const { machine, control } = scene({ [CONF]: '{"pools":[]}' });
    const unsupported = err({ kind: 'unsupported' });
    expect(await control.setPowerPlan(LOGIN, 0, never)).toEqual(unsupported);
    expect(await control.powerPlans(LOGIN, never)).toEqual(ok({ plans: [], current: null }));
    machine.answers[CONF] = conf();
    expect(await control.setPowerPlan(LOGIN, 9, never)).toEqual(unsupported);
    expect(await control.setPowerPlan(LOGIN, 2, never)).toEqual(ok(null));
    expect(control.reportedPower()?.plan).toBe('high-power');
    machine.answers[CONF] = TIMEOUT;
    expect(await control.powerPlans(LOGIN, never)).toEqual(err(TIMEOUT));
    expect(control.reportedPower()).toBeNull();
  });
});

it('an Antminer is asleep from when it was sent to sleep until it is woken or gets another plan', async () => {
  const { machine, control, driver } = scene({
    'POST /cgi-bin/blink.cgi': '{}',
    '4028 summary': '{"SUMMARY":[{"GHS 5s":0}]}',
  });
  expect(control.needsRestart).toBe(false);
  await expectFollowsSleep({
    ...{ driver, control, login: LOGIN, signal: never, plan: 2 },
    refuse: () => {
      machine.answers[SET] = { status: 500 };
    },
  });
});

describe('an Antminer is read', () => {
  const CGMINER = ['4028 summary', '4028 stats', '4028 pools'];
  const SUMMARY = { '4028 summary': '{"SUMMARY":[{"GHS 5s":5}]}' };
  const type = (name: string) => ({ '4028 stats': `{"STATS":[{"Type":"${name}"},{"fan1":7}]}` });

  it.each<[string, AnsweringMachine['answers'], Partial<DeviceIdentity>, number | DeviceError]>([
    ['where it is what it was', { ...SUMMARY, ...type('Antminer KA3') }, {}, 5e9],
    ['where it does not say so', SUMMARY, {}, 5e9],
    ['where that was not known', { ...SUMMARY, ...type('Antminer KA5') }, { model: null }, 5e9],
    [
      'not where it is another',
      { ...SUMMARY, ...type('Antminer KA5') },
      {},
      { kind: 'another-machine', model: 'Antminer KA5' },
    ],
    ['not while it is off', { '4028 summary': TIMEOUT }, {}, TIMEOUT],
  ])('%s', async (_, answers, known, expected) => {
    const { machine, driver } = scene(answers, known);
    const reading = await driver.read(never);
    if (typeof expected === 'number') {
      expect(reading).toMatchObject(ok({ atMs: 7, hashesPerSecond: expected }));
    } else expect(reading).toEqual(err(expected));
    const count = expected === TIMEOUT ? 1 : 3;
    expect([machine.asked, machine.paces]).toEqual([CGMINER.slice(0, count), ['quick']]);
  });
});
