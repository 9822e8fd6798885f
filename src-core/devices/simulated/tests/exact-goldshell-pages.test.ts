/** What the pages of a simulated Goldshell answer, as those of a real one do. */
import { describe, expect, it } from 'vitest';
import { createGoldshellLogin } from '../families/goldshell-login.ts';
import type { LoginForm } from '../families/goldshell-login.ts';
import { goldshellRoutes } from '../families/goldshell-web.ts';
import type { GoldshellForm } from '../families/goldshell-web.ts';
import { asking, entry, kept, machineOf, OLD } from './asked-pages.ts';

function goldshell(form: Partial<GoldshellForm> = {}, login: Partial<LoginForm> = {}) {
  const machine = machineOf('goldshell');
  const open = { hasToken: false, takesCipher: false, plainLogin: 'accepted', ...login } as const;
  const all = { hardware: 'h', mcbVersion: 'm', takesPoolList: true, hidesStatus: false };
  const routes = goldshellRoutes(
    machine,
    { ...all, levels: [0, 1, 3], ...form },
    createGoldshellLogin(machine, open),
  );
  return { machine, ask: asking(routes) };
}

const BAD = { code: 1, msg: 'param error' };

describe('the pages of a simulated Goldshell', () => {
  it('are those that its firmware has', () => {
    const { ask, machine } = goldshell();
    expect(ask('GET /')).toBe('<!DOCTYPE html><title>cloud-box</title><div id="app"></div>');
    const { model, firmware } = machine;
    expect(ask('GET /mcb/status')).toEqual({ hardware: 'h', model, mcbversion: 'm', firmware });
    expect([ask('GET /user/logout'), ask('GET /mcb/none'), ask('POST /mcb/pools')]).toEqual([
      ...[{}, 404, 404],
    ]);
    expect(ask('GET /mcb/cgminer?cgminercmd=devs')).toMatchObject({ status: 2, data: [{ id: 0 }] });
    expect(ask('GET /mcb/cgminer?cgminercmd=pools')).toEqual(BAD);
    machine.faults.statusFails = true;
    expect(ask('GET /mcb/status')).toBe(502);
  });

  it('want a token where its firmware has one, for its status too', () => {
    const { ask } = goldshell({ hidesStatus: true }, { hasToken: true });
    for (const path of ['/mcb/status', '/mcb/pools', '/mcb/none'])
      expect(ask(`GET ${path}`)).toBe(401);
    const query = 'username=admin&password=123456789&cipher=false';
    const { 'JWT Token': token } = ask(`GET /user/login?${query}`) as { 'JWT Token': string };
    const [head, body] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect([head, body]).toEqual(['{"alg":"HS256","typ":"JWT"}', '{"user":"admin"}']);
    expect(ask('GET /mcb/pools', '', { authorization: `Bearer ${token}` })).toHaveLength(1);
    expect(ask('GET /mcb/pools', '', { authorization: `Basic Bearer ${token}` })).toBe(401);
    expect(ask('GET /mcb/pools', '', { authorization: `Bearer ${token}x` })).toBe(401);
  });

  it.each([
    ['accepted', 'password=123456789', { code: 0, msg: 'success' }],
    ['accepted', 'password=12345678', { code: 1, msg: 'password error' }],
    ['accepted', '', { code: 1, msg: 'password error' }],
    ['refused', 'password=123456789', { code: 1, msg: 'password error' }],
    ['not-json', 'password=123456789', 'error'],
    ['accepted', 'password=123456789&cipher=true', { code: 1, msg: 'password error' }],
  ] as const)('take a plain password where it is %s: %s', (plainLogin, query, said) => {
    const { ask } = goldshell({}, { plainLogin });
    expect(ask(`GET /user/login?username=admin&${query}`)).toEqual(said);
    if (plainLogin === 'not-json' || query === '') return;
    expect(ask(`GET /user/login?username=root&${query}`)).toMatchObject({ code: 1 });
  });

  it('show its pools, and change them', () => {
    const { ask, machine } = goldshell();
    const shown = (at: number, { user, pass, url }: ReturnType<typeof entry>) => ({
      ...{ url, legal: true, active: false, dragid: at, user, 'pool-priority': at, pass },
    });
    expect(ask('GET /mcb/pools')).toEqual([shown(0, { url: OLD.url, user: 'old', pass: 'p' })]);
    expect(ask('PUT /mcb/pools', [entry('a'), entry('b'), entry('a')])).toEqual({});
    expect(machine.pools).toEqual([kept('a'), kept('b'), kept('a')]);
    expect(ask('PUT /mcb/delpool', entry('a'))).toEqual({});
    expect(ask('PUT /mcb/delpool', entry('none'))).toEqual({});
    expect(ask('PUT /mcb/delpool', { ...entry('b'), url: 'other' })).toEqual({});
    expect(ask('PUT /mcb/newpool', entry('c'))).toEqual({});
    expect(ask('GET /mcb/pools')).toEqual(
      ['b', 'a', 'c'].map((user, at) => shown(at, entry(user))),
    );
    expect(ask('PUT /mcb/delpools')).toEqual({});
    expect(machine.pools).toEqual([]);
  });

  it.each([
    ['pools', '['],
    ['pools', { a: 1 }],
    ['pools', [entry('a'), { url: 'a', user: 'b' }]],
    ['pools', [null]],
    ['pools', []],
    ['newpool', 'null'],
    ['newpool', { url: 1, user: 'a', pass: 'x' }],
    ['newpool', { url: 'a', user: 1, pass: 'x' }],
    ['newpool', { url: 'a', user: 'a', pass: 1 }],
    ['delpool', '"text"'],
    ['delpool', { url: OLD.url, user: 'old', pass: 'p' }],
    ['delpools', ''],
  ])('do not take %s with %j', (page, body) => {
    const { ask, machine } = goldshell();
    machine.faults.keepsAPool = true;
    expect(ask(`PUT /mcb/${page}`, body)).toEqual(BAD);
    expect(machine.pools).toEqual([OLD]);
  });

  it('do not know a list of pools where its firmware does not, and are cut with a fault', () => {
    expect(goldshell({ takesPoolList: false }).ask('PUT /mcb/pools', [entry('a')])).toBe(404);
    const { ask, machine } = goldshell();
    machine.faults.cutWrite = 'before';
    expect(ask('PUT /mcb/pools', [entry('a')])).toBe('cut');
  });

  it.each(['GET', 'PUT'])('restart it: %s', (method) => {
    const { ask, machine } = goldshell();
    expect(ask(`${method} /mcb/restart`)).toEqual({});
    expect([machine.restarts, machine.isDown]).toEqual([1, true]);
    machine.restart();
    machine.stop();
    expect(machine.restarts).toBe(1);
  });

  it('show its settings, and take all of them', () => {
    const { ask, machine } = goldshell({ levels: [1, 3, 0] });
    const plans = [
      { info: '500 MHz 0.36 V 50 RPM 50 RPM', level: 1 },
      { info: '0 MHz 0 V 70 RPM 70 RPM', level: 3 },
      { info: '725 MHz 0.41 V 70 RPM 70 RPM', level: 0 },
    ];
    const setting = {
      ...{ select: 2, ledcontrol: false, manualPowerplan: '600 MHz 0.41 V 90 RPM 90 RPM' },
      ...{ name: '02:00:00:00:00:0a', powerplans: plans, temp_targets: [65, 75] },
      ...{ version: 'v2.1', tempcontrol: true, manual: true, temp_target: 65 },
    };
    expect(ask('GET /mcb/setting')).toEqual(setting);
    const changed = {
      ...setting,
      select: 1,
      ledcontrol: true,
      tempcontrol: false,
      temp_target: 75,
    };
    expect(ask('PUT /mcb/setting', changed)).toEqual({});
    expect(ask('GET /mcb/setting')).toEqual({ ...changed, manual: false });
    expect([machine.power, machine.isBlinking]).toEqual(['asleep', true]);
    for (const wrong of [
      ...[{ select: 3 }, { select: '1' }, { ledcontrol: 'on' }, { powerplans: {} }],
      ...[{ tempcontrol: 1 }, { select: undefined }],
    ]) {
      expect(ask('PUT /mcb/setting', { ...setting, ...wrong })).toEqual(BAD);
    }
    expect([ask('PUT /mcb/setting', 'null'), ask('PUT /mcb/setting', '5')]).toEqual([BAD, BAD]);
    machine.faults.refusesSettings = true;
    expect(ask('PUT /mcb/setting', setting)).toEqual(BAD);
    expect(machine.power).toBe('asleep');
  });
});
