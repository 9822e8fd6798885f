import { describe, expect, it } from 'vitest';
import { ask, digestAsk, startDevice, tcpAnswer, tcpAsk } from './started-device.ts';

const CONF = '/cgi-bin/get_miner_conf.cgi';
const SET = '/cgi-bin/set_miner_conf.cgi';
const pool = (user: string) => ({ url: 'stratum+tcp://127.0.0.1:7', user, pass: 'x' });
const EMPTY = { url: '', user: '', pass: '' };

describe('a simulated Antminer', () => {
  it('asks for a digest login everywhere, and refuses a wrong password', async () => {
    const device = await startDevice({ kind: 'antminer' });
    const demand = await ask(device, 'GET', '/');
    expect(demand.status).toBe(401);
    expect(demand.headers.get('www-authenticate')).toMatch(
      /^Digest realm="antMiner Configuration", nonce="\w+", qop="auth"$/,
    );
    expect((await digestAsk(device, 'GET', CONF)).status).toBe(200);
    expect((await digestAsk(device, 'GET', CONF, undefined, 'wrong')).status).toBe(401);
    device.faults.refusesPassword = true;
    expect((await digestAsk(device, 'GET', CONF)).status).toBe(401);
  });

  it.each([
    ['miner-mode', 'stats', { stats: 'success', code: 'M000', msg: 'OK!' }, 3],
    ['bitmain-work-mode', 'code', { code: 'M000', msg: 'OK!' }, '3'],
  ] as const)(
    'takes new pools with %s, confirmed by %s',
    async (modeKey, successForm, said, low) => {
      const device = await startDevice({ kind: 'antminer', antminer: { modeKey, successForm } });
      const before = (await digestAsk(device, 'GET', CONF)).json as Record<string, unknown>;
      expect(before.pools).toHaveLength(3);
      const conf = { ...before, pools: [pool('a'), EMPTY, EMPTY], [modeKey]: low };
      expect((await digestAsk(device, 'POST', SET, conf)).json).toEqual(said);
      expect(device.pools()).toEqual([
        { url: 'stratum+tcp://127.0.0.1:7', user: 'a', password: 'x' },
      ]);
      expect(device.power()).toBe('low');
      expect(device.conf()).toEqual(conf);
    },
  );

  it('loses what a write leaves out, and refuses four pools', async () => {
    const device = await startDevice({ kind: 'antminer' });
    expect(device.conf()).toMatchObject({ 'bitmain-fan-ctrl': true, 'bitmain-fan-pwm': '80' });
    const four = { pools: Array.from({ length: 4 }, () => pool('a')) };
    expect((await digestAsk(device, 'POST', SET, four)).json).toMatchObject({ stats: 'error' });
    await digestAsk(device, 'POST', SET, { pools: [pool('a')] });
    expect(device.conf()).toMatchObject({ 'bitmain-fan-ctrl': false, 'bitmain-fan-pwm': '100' });
  });

  it('sleeps, blinks and restarts', async () => {
    const device = await startDevice({ kind: 'antminer' });
    const blink = (on: boolean) =>
      digestAsk(device, 'POST', '/cgi-bin/blink.cgi', { blink: `${on}` });
    expect((await blink(true)).json).toEqual({ code: 'B000' });
    expect(device.isBlinking()).toBe(true);
    expect((await blink(false)).json).toEqual({ code: 'B100' });
    await digestAsk(device, 'POST', SET, { ...device.conf(), 'miner-mode': 1 });
    expect(device.power()).toBe('asleep');
    await digestAsk(device, 'POST', '/cgi-bin/reboot.cgi');
    await expect.poll(() => device.restarts()).toBe(1);
  });

  it('may lack miner_type.cgi', async () => {
    const device = await startDevice({ kind: 'antminer', antminer: { hasMinerType: false } });
    expect((await digestAsk(device, 'GET', '/cgi-bin/miner_type.cgi')).status).toBe(404);
    const info = await digestAsk(device, 'GET', '/cgi-bin/get_system_info.cgi');
    expect(info.json).toMatchObject({ minertype: 'Antminer KA3', macaddr: device.mac });
    const other = await startDevice({ kind: 'antminer' });
    const type = await digestAsk(other, 'GET', '/cgi-bin/miner_type.cgi');
    expect(type.json).toMatchObject({ miner_type: 'Antminer KA3' });
  });

  it('reports its boards and fans in the older and in the newer form', async () => {
    const device = await startDevice({ kind: 'antminer', faults: { stoppedFan: true } });
    const { STATS: old = [] } = await tcpAsk(device, 'stats');
    expect(old[0]).toMatchObject({ Type: 'Antminer KA3' });
    expect(old[1]).toMatchObject({ chain_acn3: 92, fan1: 0 });
    device.faults.missingBoard = true;
    device.faults.stoppedFan = false;
    const text = await tcpAnswer(device, { command: 'stats', new_api: true });
    const { STATS: stats } = JSON.parse(text.replace('\0', '')) as { STATS: unknown[] };
    expect(stats).toMatchObject([
      { chain_num: 2, fan_num: 4, chain: [{ index: 0 }, { index: 1 }] },
    ]);
    expect((await tcpAsk(device, 'version')).VERSION).toMatchObject([{ Type: 'Antminer KA3' }]);
  });
});
