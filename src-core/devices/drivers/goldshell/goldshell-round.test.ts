/** What is asked of a Goldshell before anything is read or written behind its login. */
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';
import type { DeviceControl, DeviceIdentity } from '../../device.ts';
import { answeringMachine } from '../tests/answering-machine.ts';
import { expectFollowsSleep } from '../tests/follows-sleep.ts';
import type { AnsweringMachine } from '../tests/answering-machine.ts';
import { goldshellDriver } from './goldshell-driver.ts';

const never = new AbortController().signal;
const LOGIN = { user: null, password: 'secret' };
const TIMEOUT: DeviceError = { kind: 'timeout', limitMs: 1 };
const MODEL = 'Goldshell KD5';
const TOKEN = '{"JWT Token":"abc"}';
const POOLS = '[{"url":"a","user":"u","pass":"p"}]';
const READ = ok([{ url: 'a', user: 'u', password: 'p' }]);
const status = (model: string | null) =>
  JSON.stringify({ ...(model !== null && { model }), mcbversion: 'V4', firmware: '2.2.0' });
const setting = (mac: string) =>
  JSON.stringify({ name: mac, ledcontrol: false, tempcontrol: true });

const WELL: AnsweringMachine['answers'] = {
  'GET /mcb/status': status('Goldshell-KD5'),
  'GET /user/login': TOKEN,
  'GET /mcb/setting': setting('0200000000aa'),
  'GET /mcb/pools': POOLS,
};
const ALL = ['GET /mcb/status', 'GET /user/login', 'GET /mcb/setting', 'GET /mcb/pools'];
const refused = (code: number, answer = ''): DeviceError => ({
  kind: 'refused',
  status: code,
  answer,
});
const another = (model: string | null) => err({ kind: 'another-machine', model });

/** A machine with these answers beside those of one that is well. */
function scene(answers: AnsweringMachine['answers'] = {}, known: Partial<DeviceIdentity> = {}) {
  const machine = answeringMachine({ ...WELL, ...answers });
  const identity: DeviceIdentity = {
    ...{ family: 'goldshell', host: '192.168.1.20', webPort: 81, model: MODEL },
    ...{ firmware: null, mac: null, ...known },
  };
  const { control, ...driver } = goldshellDriver(identity, machine.io, () => 7);
  if (control === null) throw new Error('it can be written');
  return { machine, control, driver, pools: () => control.pools(LOGIN, never) };
}

const loginForms = ({ requests }: AnsweringMachine) =>
  requests.flatMap(({ path }) => /cipher=(\w+)/.exec(path)?.[1] ?? []);
const tokens = ({ requests }: AnsweringMachine) =>
  requests.slice(2).map(({ headers }) => headers?.['authorization']);

describe('a round at a Goldshell', () => {
  it('is a gentle one: status, login, settings, and what it is for', async () => {
    const { machine, pools, control } = scene();
    expect(await pools()).toEqual(READ);
    expect([machine.asked, machine.paces]).toEqual([ALL, ['gentle']]);
    expect(machine.requests.every(({ port }) => port === 81)).toBe(true);
    expect(tokens(machine)).toEqual(['Bearer abc', 'Bearer abc']);
    expect(control.reportedMac()).toBe('02:00:00:00:00:aa');
    expect(control.reportedModel()).toBeNull();
  });

  it('remembers how it takes the password, until it wants another login', async () => {
    const login = { 'GET /user/login': [{ body: '<html>' }, TOKEN] };
    const { machine, pools } = scene(login);
    await pools();
    await pools();
    expect(loginForms(machine)).toEqual(['true', 'false', 'false']);
    machine.answers['GET /mcb/setting'] = { status: 401 };
    machine.answers['GET /mcb/pools'] = { status: 401, body: 'no' };
    expect(await pools()).toEqual(err(refused(401)));
    await pools();
    expect(loginForms(machine).slice(3)).toEqual(['false', 'true']);
  });

  it('needs no token where there is no login', async () => {
    const { machine, pools } = scene({ 'GET /user/login': { status: 404 } });
    expect(await pools()).toEqual(READ);
    expect(tokens(machine).slice(1)).toEqual([undefined, undefined]);
    await pools();
    expect(loginForms(machine)).toHaveLength(2);
  });

  it('asks again, once, where a request gets a 401 for no reason', async () => {
    const { machine, pools } = scene({ 'GET /mcb/pools': [{ status: 401 }, POOLS] });
    expect(await pools()).toEqual(READ);
    expect(machine.asked).toEqual([...ALL, 'GET /mcb/pools']);
    const twice = scene({ 'GET /mcb/pools': { status: 401, body: 'no' } });
    expect(await twice.pools()).toEqual(err(refused(401, 'no')));
    const late = scene({ 'GET /mcb/pools': [{ status: 401 }, TIMEOUT] });
    expect(await late.pools()).toEqual(err(TIMEOUT));
  });

  it.each<[string, AnsweringMachine['answers'], unknown, number]>([
    ['it does not answer', { 'GET /mcb/status': TIMEOUT }, err(TIMEOUT), 1],
    [
      'another model does',
      { 'GET /mcb/status': status('Goldshell-KD2') },
      another('Goldshell KD2'),
      1,
    ],
    [
      'the password is wrong',
      { 'GET /user/login': '{"code":1,"msg":"no"}' },
      err({ kind: 'password-wrong', answer: 'no' }),
      3,
    ],
  ])('asks nothing more where %s', async (_, answers, outcome, count) => {
    const { machine, pools } = scene(answers);
    expect(await pools()).toEqual(outcome);
    expect(machine.asked).toHaveLength(count);
  });

  it('is for the machine with the MAC that it had, where it has one', async () => {
    const { machine, pools, control } = scene();
    await pools();
    machine.answers['GET /mcb/setting'] = setting('0200000000bb');
    expect(await pools()).toEqual(another(MODEL));
    expect(control.reportedMac()).toBe('02:00:00:00:00:bb');
    machine.answers['GET /mcb/setting'] = setting('no MAC');
    expect(await pools()).toEqual(READ);
    expect(control.reportedMac()).toBe('02:00:00:00:00:bb');
    // One that had settings is not known again without them.
    machine.answers['GET /mcb/setting'] = { status: 500, body: 'down' };
    expect(await pools()).toEqual(err(refused(500, 'down')));
    const known = scene({}, { mac: '02:00:00:00:00:cc' });
    expect(await known.pools()).toEqual(another(MODEL));
  });

  it('is for an old one too, which has no settings', async () => {
    const { pools, control } = scene({ 'GET /mcb/setting': { status: 404 } });
    expect(await pools()).toEqual(READ);
    expect([control.reportedMac(), control.reportedPower()]).toEqual([null, null]);
    expect(await control.powerPlans(LOGIN, never)).toEqual(err(refused(404)));
    expect(await control.act(LOGIN, 'blink', never)).toEqual(err(refused(404)));
  });

  it.each([
    ['says no model', status(null)],
    ['says nothing', { status: 401, body: 'Check Token Error' }],
  ])('asks for its model behind the login where it %s without', async (_, first) => {
    const { machine, pools, control } = scene({
      'GET /mcb/status': [first, status('Goldshell-KD5')],
    });
    expect(await pools()).toEqual(READ);
    expect(machine.asked).toEqual([...ALL.slice(0, 2), 'GET /mcb/status', ...ALL.slice(2)]);
    expect(control.reportedModel()).toEqual({ model: MODEL, firmware: '2.2.0' });
    const other = scene({ 'GET /mcb/status': [first, status('Goldshell-KD2')] });
    expect(await other.pools()).toEqual(another('Goldshell KD2'));
    const unnamed = scene({ 'GET /mcb/status': first });
    expect(await unnamed.pools()).toEqual(READ);
    expect(unnamed.control.reportedModel()).toBeNull();
    const broken = scene({ 'GET /mcb/status': [first, TIMEOUT] });
    expect(await broken.pools()).toEqual(err(TIMEOUT));
    const unknown = scene({ 'GET /mcb/status': [first, status('Goldshell-KD2')] }, { model: null });
    expect(await unknown.pools()).toEqual(READ);
  });

  it.each<[Parameters<DeviceControl['act']>[1], string, unknown]>([
    ['restart', 'PUT /mcb/restart', undefined],
    ['blink', 'PUT /mcb/setting', true],
    ['stop-blinking', 'PUT /mcb/setting', false],
  ])('does %s by %s, with nothing else changed', async (action, what, ledcontrol) => {
    const { machine, control } = scene({ [what]: '{}' });
    expect(await control.act(LOGIN, action, never)).toEqual(ok(null));
    const last = machine.requests.at(-1);
    expect(machine.asked.at(-1)).toBe(what);
    expect(last?.mayHangUp).toBe(action === 'restart' ? true : undefined);
    const kept = { name: '0200000000aa', tempcontrol: true };
    expect(last?.json).toEqual(action === 'restart' ? undefined : { ...kept, ledcontrol });
    machine.answers[what] = '{"code":1,"msg":"param error"}';
    expect(await control.act(LOGIN, action, never)).toEqual(err(refused(200, 'param error')));
  });
});

it('a Goldshell is asleep from when it was sent to sleep until it is woken or gets another plan', async () => {
  const plans = { powerplans: [{ level: 0 }, { level: 3 }], select: 0 };
  const { machine, control, driver } = scene({
    'GET /mcb/setting': JSON.stringify({ name: '0200000000aa', ...plans }),
    'PUT /mcb/setting': '{}',
    '4028 summary': '{"SUMMARY":[{"MHS 20s":0}]}',
  });
  expect(control.needsRestart).toBe(true);
  await expectFollowsSleep({
    ...{ driver, control, login: LOGIN, signal: never, plan: 0 },
    refuse: () => {
      machine.answers['PUT /mcb/setting'] = { status: 500 };
    },
  });
});

describe('a Goldshell is read', () => {
  const SUMMARY = '{"SUMMARY":[{"MHS 20s":5,"Elapsed":60}]}';
  const WEB = '{"data":[{"hashrate":7}]}';
  const STATUS = 'GET /mcb/status';
  const CGMINER = ['4028 summary', '4028 devs', '4028 stats', '4028 pools'];
  const PAGE = 'GET /mcb/cgminer';

  it.each<[string, AnsweringMachine['answers'], number | DeviceError, readonly string[]]>([
    ['at cgminer’s interface', { '4028 summary': SUMMARY }, 5e6, CGMINER],
    ['while its web server is down', { [STATUS]: TIMEOUT, '4028 summary': SUMMARY }, 5e6, CGMINER],
    ['at its web server', { [PAGE]: WEB }, 7e6, [CGMINER[0] ?? '', PAGE]],
    [
      'at neither',
      { [PAGE]: '{"data":[]}' },
      { kind: 'unreachable', detail: 'off', code: 'ECONNREFUSED' },
      [CGMINER[0] ?? '', PAGE],
    ],
    ['at no page of it', { [PAGE]: TIMEOUT }, TIMEOUT, [CGMINER[0] ?? '', PAGE]],
    ['at nothing', { [STATUS]: TIMEOUT }, TIMEOUT, [CGMINER[0] ?? '']],
    [
      'where another is',
      { [STATUS]: status('Goldshell-KD2') },
      { kind: 'another-machine', model: 'Goldshell KD2' },
      [],
    ],
    ['until that is cancelled', { [STATUS]: { kind: 'cancelled' } }, { kind: 'cancelled' }, []],
    [
      'until that is cancelled later',
      { '4028 summary': { kind: 'cancelled' } },
      { kind: 'cancelled' },
      [CGMINER[0] ?? ''],
    ],
  ])('%s', async (_, answers, expected, asked) => {
    const { machine, driver } = scene(answers);
    const reading = await driver.read(never);
    if (typeof expected === 'number') {
      expect(reading).toMatchObject(ok({ atMs: 7, hashesPerSecond: expected, isAsleep: false }));
    } else expect(reading).toEqual(err(expected));
    expect([machine.asked, machine.paces]).toEqual([[STATUS, ...asked], ['gentle']]);
  });
});
