/** What the pages of a simulated Antminer answer, as those of a real one do. */
import { describe, expect, it } from 'vitest';
import { createAntminerConf } from '../families/antminer-conf.ts';
import type { ConfForm } from '../families/antminer-conf.ts';
import { antminerRoutes } from '../families/antminer-web.ts';
import { asking, entry, kept, machineOf, OLD } from './asked-pages.ts';

function antminer(form: Partial<ConfForm> = {}) {
  const machine = machineOf('antminer');
  const conf = createAntminerConf(machine, {
    modeKey: 'miner-mode',
    successForm: 'stats',
    ...form,
  });
  const ask = asking(antminerRoutes(machine, true, () => null, conf));
  return { machine, ask: (page: string, body?: unknown) => ask(`POST /cgi-bin/${page}`, body) };
}

const REFUSED = { stats: 'error', code: 'M001', msg: 'Illegal request!' };
const BLANK = { url: '', user: '', pass: '' };

describe('the pages of a simulated Antminer', () => {
  it('say what it is and how it is reached', () => {
    const { ask, machine } = antminer();
    const { model, firmware } = machine;
    expect(ask('')).toBe(404);
    expect(ask('miner_type.cgi')).toEqual({
      ...{ miner_type: model, fw_version: firmware, subtype: 'AMLCtrl_BHB42XXX' },
    });
    expect(ask('get_system_info.cgi')).toEqual({
      ...{ minertype: model, nettype: 'DHCP', netdevice: 'eth0', macaddr: '02:00:00:00:00:0A' },
      ...{ hostname: 'Antminer', ipaddress: '127.0.0.7', netmask: '255.255.255.0', gateway: '' },
      ...{ dnsservers: '', system_mode: 'GNU/Linux', system_filesystem_version: firmware },
      ...{ firmware_type: 'Release', serinum: 'SIMULATED' },
    });
    expect(ask('get_network_info.cgi')).toEqual({
      ...{ nettype: 'DHCP', macaddr: '02:00:00:00:00:0a', ipaddress: '127.0.0.7' },
    });
    expect(ask('summary.cgi')).toMatchObject({ SUMMARY: [{ hw_all: 0 }] });
    expect(ask('stats.cgi')).toMatchObject({ new_api: true, STATS: [{ chain_num: 3 }] });
    expect(ask('pools.cgi')).toEqual({ STATUS: { STATUS: 'S', Msg: 'pools' }, POOLS: [] });
  });

  it('make it blink and restart', () => {
    const { ask, machine } = antminer();
    for (const blink of [true, 'true'])
      expect(ask('blink.cgi', { blink })).toEqual({ code: 'B000' });
    expect(ask('get_blink_status.cgi')).toEqual({ blink: true });
    expect(machine.isBlinking).toBe(true);
    for (const body of [{ blink: 'false' }, { blink: 1 }, 'null', '5', '{']) {
      machine.isBlinking = true;
      expect(ask('blink.cgi', body)).toEqual({ code: 'B100' });
      expect(ask('get_blink_status.cgi')).toEqual({ blink: false });
    }
    expect(ask('reboot.cgi')).toBe('');
    expect(machine.restarts).toBe(1);
    machine.stop();
  });

  it('show its configuration in the form of its firmware', () => {
    const pools = [{ url: OLD.url, user: 'old', pass: 'p' }, BLANK, BLANK];
    const api = {
      ...{ 'api-listen': true, 'api-network': true, 'api-allow': 'A:0/0,W:*' },
      'api-groups': 'A:stats:pools:devs:summary:version',
    };
    const fan = { 'bitmain-fan-ctrl': true, 'bitmain-fan-pwm': '80' };
    expect(antminer().ask('get_miner_conf.cgi')).toEqual({
      ...{ pools, ...api, ...fan, 'miner-mode': 0, 'freq-level': '100' },
    });
    expect(antminer({ modeKey: 'bitmain-work-mode' }).ask('get_miner_conf.cgi')).toEqual({
      ...{ pools, ...api, ...fan, 'bitmain-work-mode': '0', 'bitmain-freq-level': '100' },
    });
  });

  it.each([
    [0, 'full'],
    [1, 'asleep'],
    [2, 'full'],
    [3, 'low'],
  ] as const)('take a configuration with the mode %d', (mode, power) => {
    const { ask, machine } = antminer();
    const conf = {
      ...{ pools: [BLANK, entry('a'), BLANK], 'miner-mode': mode, 'freq-level': '80' },
      ...{ 'bitmain-fan-ctrl': true, 'bitmain-fan-pwm': '55' },
    };
    expect(ask('set_miner_conf.cgi', conf)).toEqual({ stats: 'success', code: 'M000', msg: 'OK!' });
    expect(machine.pools).toEqual([kept('a')]);
    expect(machine.power).toBe(power);
    expect(ask('get_miner_conf.cgi')).toMatchObject({ ...conf, pools: [entry('a'), BLANK, BLANK] });
    expect(machine.miner.pools).toMatchObject([kept('a')]);
    machine.stop();
  });

  it('fall back to what the firmware has where something is left out', () => {
    const { ask, machine } = antminer({ modeKey: 'bitmain-work-mode', successForm: 'code' });
    const level = { 'bitmain-freq-level': '70' };
    expect(ask('set_miner_conf.cgi', { pools: [], ...level })).toEqual({
      code: 'M000',
      msg: 'OK!',
    });
    const defaults = { 'bitmain-fan-ctrl': false, 'bitmain-fan-pwm': '100' };
    expect(ask('get_miner_conf.cgi')).toMatchObject({
      ...{ ...defaults, ...level, 'bitmain-work-mode': '0', pools: [BLANK, BLANK, BLANK] },
    });
    expect(ask('set_miner_conf.cgi', { pools: [] })).toMatchObject({ code: 'M000' });
    expect(ask('get_miner_conf.cgi')).toMatchObject({ 'bitmain-freq-level': '100' });
    machine.stop();
  });

  it.each([
    ['null'],
    ['5'],
    ['{'],
    [{ pools: {} }],
    [{ pools: [null] }],
    [{ pools: ['text'] }],
    [{ pools: [{ ...entry('a'), url: 1 }] }],
    [{ pools: [{ ...entry('a'), user: 1 }] }],
    [{ pools: [{ ...entry('a'), pass: 1 }] }],
    [{ pools: [BLANK, BLANK, BLANK, BLANK] }],
    [{ pools: [entry('a')], 'miner-mode': 4 }],
    [{ pools: [entry('a')], 'miner-mode': 'x' }],
    [{ pools: [BLANK] }],
  ])('refuse the configuration %j', (conf) => {
    const { ask, machine } = antminer();
    machine.faults.keepsAPool = true;
    expect(ask('set_miner_conf.cgi', conf)).toEqual(REFUSED);
    expect(machine.pools).toEqual([OLD]);
  });

  it('refuse any configuration with that fault, and are cut with another', () => {
    const { ask, machine } = antminer();
    machine.faults.refusesSettings = true;
    expect(ask('set_miner_conf.cgi', { pools: [entry('a')] })).toEqual(REFUSED);
    machine.faults.refusesSettings = false;
    machine.faults.cutWrite = 'before';
    expect(ask('set_miner_conf.cgi', { pools: [entry('a')] })).toBe('cut');
  });
});
