import { describe, expect, it } from 'vitest';
import { ask, encipher, goldshellToken, startDevice, tcpAnswer, tcpAsk } from './started-device.ts';

const OLD = { url: 'stratum+tcp://127.0.0.1:9', user: 'old', password: 'x' };
const pool = (user: string) => ({ url: 'stratum+tcp://127.0.0.1:7', user, pass: 'x' });
const kept = (user: string) => ({ url: 'stratum+tcp://127.0.0.1:7', user, password: 'x' });

describe('a simulated Goldshell', () => {
  it('reports what it is without a login, and nothing else', async () => {
    const device = await startDevice({ kind: 'goldshell' });
    expect((await ask(device, 'GET', '/mcb/status')).json).toEqual({
      hardware: '30.40.SA',
      model: 'Goldshell-KDBoxⅡ',
      mcbversion: 'MCB_V4_3',
      firmware: '2.2.0',
    });
    const pools = await ask(device, 'GET', '/mcb/pools');
    expect([pools.status, pools.text]).toEqual([401, 'Check Token Error']);
    const headers = { Authorization: 'Bearer made-up' };
    expect((await ask(device, 'GET', '/mcb/pools', { headers })).status).toBe(401);
  });

  it.each([
    ['the right password, enciphered', encipher('123456789'), true, true],
    ['the right password as it is', '123456789', false, false],
    ['a wrong password', encipher('987654321'), true, false],
    ['digits that are none', 'zz', true, false],
  ])('%s', async (_, password, isEnciphered, isLetIn) => {
    const device = await startDevice({ kind: 'goldshell' });
    const path = `/user/login?username=admin&password=${password}&cipher=${isEnciphered}`;
    expect((await ask(device, 'GET', path)).json).toEqual(
      isLetIn ? { 'JWT Token': expect.any(String) } : { code: 1, msg: 'password error' },
    );
  });

  it('refuses the right password while reported to', async () => {
    const device = await startDevice({ kind: 'goldshell' });
    device.faults.refusesPassword = true;
    const path = `/user/login?username=admin&password=${encipher('123456789')}&cipher=true`;
    expect((await ask(device, 'GET', path)).json).toEqual({ code: 1, msg: 'password error' });
  });

  it('takes pools as one list, one by one, and away', async () => {
    const device = await startDevice({ kind: 'goldshell' });
    const headers = await goldshellToken(device);
    const put = (path: string, body?: unknown) => ask(device, 'PUT', path, { headers, body });
    expect((await put('/mcb/pools', [pool('a'), pool('b')])).json).toEqual({});
    expect((await ask(device, 'GET', '/mcb/pools', { headers })).json).toMatchObject([
      { user: 'a', legal: true, active: false, dragid: 0, 'pool-priority': 0 },
      { user: 'b', dragid: 1, 'pool-priority': 1 },
    ]);
    await put('/mcb/delpool', { ...pool('a'), dragid: 0 });
    await put('/mcb/newpool', pool('c'));
    expect(device.pools()).toEqual([kept('b'), kept('c')]);
    expect((await put('/mcb/pools', 'nonsense')).json).toMatchObject({ code: 1 });
    await put('/mcb/delpools');
    expect(device.pools()).toEqual([]);
  });

  it('has an LED, its MAC and power plans in its setting', async () => {
    const device = await startDevice({ kind: 'goldshell', mac: '02:00:00:00:00:07' });
    const headers = await goldshellToken(device);
    const { json } = await ask(device, 'GET', '/mcb/setting', { headers });
    const setting = json as { powerplans: { level: number }[] };
    expect(setting).toMatchObject({ name: '02:00:00:00:00:07', select: 0, ledcontrol: false });
    expect(setting.powerplans.map(({ level }) => level)).toEqual([0, 1, 3]);
    const put = (body: unknown) => ask(device, 'PUT', '/mcb/setting', { headers, body });
    expect((await put({ ...setting, select: 2, ledcontrol: true })).json).toEqual({});
    expect([device.power(), device.isBlinking()]).toEqual(['asleep', true]);
    expect((await put({ ledcontrol: false })).json).toMatchObject({ code: 1 });
    expect(device.isBlinking()).toBe(true);
  });

  it('goes down for its restart, and comes back on the same ports with what was written', async () => {
    const device = await startDevice({ kind: 'goldshell', faults: { rebootMs: 500 } });
    const headers = await goldshellToken(device);
    await ask(device, 'PUT', '/mcb/pools', { headers, body: [pool('new')] });
    await ask(device, 'GET', '/mcb/restart', { headers });
    await expect.poll(() => device.restarts()).toBe(1);
    await expect(ask(device, 'GET', '/mcb/status')).rejects.toThrow();
    await expect(tcpAnswer(device, { command: 'summary' })).rejects.toThrow('ECONNREFUSED');
    const back = async (): Promise<number> =>
      (await ask(device, 'GET', '/mcb/status').catch(() => ({ status: 0 }))).status;
    await expect.poll(back, { timeout: 10_000 }).toBe(200);
    expect(device.pools()).toEqual([kept('new')]);
    expect(device.mining().pools).toMatchObject([kept('new')]);
  });

  it('has its old pools again after a restart, where they come back', async () => {
    const device = await startDevice({ kind: 'goldshell', faults: { poolsComeBack: true } });
    const headers = await goldshellToken(device);
    await ask(device, 'PUT', '/mcb/pools', { headers, body: [pool('new')] });
    expect(device.pools()).toEqual([kept('new')]);
    await ask(device, 'PUT', '/mcb/restart', { headers });
    await expect.poll(() => device.pools()).toEqual([OLD]);
  });

  it('reports its boards in both of its interfaces, and one that is missing', async () => {
    const device = await startDevice({ kind: 'old-goldshell' });
    const web = await ask(device, 'GET', '/mcb/cgminer?cgminercmd=devs');
    expect(web.json).toMatchObject({
      data: Array.from({ length: 4 }, () => ({
        temp: expect.stringMatching(/^[\d.]+ °C \/ [\d.]+ °C$/),
        fanspeed: expect.stringMatching(/^\d+ rpm( \/ \d+ rpm){3}$/),
        hwerr_ration: 0,
      })),
    });
    device.faults.missingBoard = true;
    const { DEVS: devs = [] } = await tcpAsk(device, 'devs');
    expect(devs.map((board) => Number(board['tstemp-2']) > 0)).toEqual([true, true, true, false]);
    const { DEVDETAILS: details = [] } = await tcpAsk(device, 'devdetails');
    expect(details.map((board) => board['chips-nr'])).toEqual([46, 46, 46, 0]);
    expect((await tcpAsk(device, 'addpool')).STATUS).toMatchObject([{ STATUS: 'E' }]);
  });

  it('of old firmware has no token and takes the password as it is', async () => {
    const device = await startDevice({
      kind: 'old-goldshell',
      goldshell: { takesPoolList: false },
    });
    const login = (password: string) =>
      ask(device, 'GET', `/user/login?username=admin&password=${password}&cipher=false`);
    expect((await login('123456789')).json).toEqual({ code: 0, msg: 'success' });
    expect((await login('wrong')).json).toEqual({ code: 1, msg: 'password error' });
    expect((await ask(device, 'PUT', '/mcb/pools', { body: [pool('a')] })).status).toBe(404);
    const old = { url: OLD.url, user: OLD.user, pass: OLD.password };
    await ask(device, 'PUT', '/mcb/delpool', { body: old });
    await ask(device, 'PUT', '/mcb/newpool', { body: pool('a') });
    expect(device.pools()).toEqual([kept('a')]);
  });
});
