/** An Antminer's configuration: what is read of it, and what is written back. */
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';
import type { Ask } from './antminer-round.ts';
import {
  changeConf,
  confPools,
  modeChange,
  modeOf,
  modePlans,
  poolEntries,
  powerIn,
  readConf,
} from './antminer-conf.ts';
import type { Fields } from '../cgminer/cgminer-json.ts';

const POOL = { url: 'a', user: 'u', password: 'p' };
const BLANK = { url: '', user: '', pass: '' };
const UNSUPPORTED = { ok: false, error: { kind: 'unsupported' } };

/** A web server with this configuration: what it is asked, and answers to a write. */
function server(conf: unknown, said: unknown = { stats: 'success' }, status = 200) {
  const asked: unknown[][] = [];
  const ask: Ask = (...question) => {
    asked.push(question);
    const body = JSON.stringify(question[0] === 'GET' ? conf : said);
    return Promise.resolve(ok({ status, headers: {}, body }));
  };
  return { ask, asked };
}

describe('the configuration of an Antminer', () => {
  it('has pools, without those that are not used', () => {
    const pools = [{ url: 'a', user: 'u', pass: 'p' }, BLANK];
    expect(confPools({ pools })).toEqual({ ok: true, value: [POOL] });
    expect(confPools({})).toEqual({ ok: true, value: [] });
  });

  it('gets three pools, with blank ones at the end', () => {
    const entry = { url: 'a', user: 'u', pass: 'p' };
    expect(poolEntries([POOL])).toEqual([entry, BLANK, BLANK]);
    expect(poolEntries([POOL, POOL, POOL, POOL])).toEqual([entry, entry, entry]);
  });

  it.each<[Fields, number | null]>([
    [{ 'miner-mode': 1 }, 1],
    [{ 'miner-mode': '3' }, 3],
    [{ 'bitmain-work-mode': '2' }, 2],
    [{ 'miner-mode': 0, 'bitmain-work-mode': 2 }, 0],
    [{}, null],
  ])('%j has the mode %j', (conf, mode) => {
    expect(modeOf(conf)).toBe(mode);
  });

  it.each<[Fields, unknown]>([
    [{ 'miner-mode': 1 }, { 'miner-mode': 3 }],
    [{ 'bitmain-work-mode': '1' }, { 'bitmain-work-mode': '3' }],
  ])('%j is written as %j', (conf, value) => {
    expect(modeChange(conf, 3)).toEqual({ ok: true, value });
  });

  it('has no mode to change where it knows none', () => {
    expect(modeChange({}, 3)).toEqual(UNSUPPORTED);
  });

  it('has the plans that its modes are', () => {
    const plans = [
      { id: 0, name: 'normal' },
      { id: 3, name: 'low-power' },
      { id: 2, name: 'high-power' },
    ];
    expect(modePlans({ 'miner-mode': 3 })).toEqual({ plans, current: 3 });
    expect(modePlans({ 'miner-mode': 1 })).toEqual({ plans, current: null });
    expect(modePlans({})).toEqual({ plans: [], current: null });
    const modes = { canSleep: true, hasPlans: true };
    expect(powerIn({ 'miner-mode': '2' })).toEqual({ modes, plan: 'high-power' });
    expect(powerIn({ 'miner-mode': 1 })).toEqual({ modes, plan: null });
    expect(powerIn({})).toEqual({ modes: { canSleep: false, hasPlans: false }, plan: null });
  });
});

describe('a change of it', () => {
  const conf = {
    'bitmain-fan-ctrl': false,
    'bitmain-fan-pwm': '100',
    'bitmain-hashrate-percent': 90,
    'bitmain-work-mode': '0',
    'bitmain-freq-level': '80',
    'api-listen': true,
    pools: [{ ...BLANK, url: 'a' }],
  };
  const kept = {
    'bitmain-fan-ctrl': false,
    'bitmain-fan-pwm': '100',
    'bitmain-hashrate-percent': 90,
    'bitmain-work-mode': '0',
    'freq-level': '80',
    pools: conf.pools,
  };

  it('writes back what it knows as it was read, and gives the new one', async () => {
    const { ask, asked } = server(conf);
    const changed = await changeConf(ask, () => ok({ 'bitmain-work-mode': '1' }));
    expect(changed).toEqual({ ok: true, value: { ...conf, 'bitmain-work-mode': '1' } });
    const json = { ...kept, 'bitmain-work-mode': '1' };
    expect(asked).toEqual([
      ['GET', '/cgi-bin/get_miner_conf.cgi'],
      ['POST', '/cgi-bin/set_miner_conf.cgi', { json, answerMs: 30_000 }],
    ]);
  });

  it('writes nothing that this firmware does not have', async () => {
    const { ask, asked } = server({ 'miner-mode': 2, 'freq-level': 7 }, { code: 'M000' });
    expect((await changeConf(ask, () => ok({}))).ok).toBe(true);
    const json = { 'miner-mode': 2, 'freq-level': 7, pools: [BLANK, BLANK, BLANK] };
    expect(asked[1]?.[2]).toMatchObject({ json });
    expect(Object.keys((asked[1]?.[2] as { json: object }).json)).toHaveLength(3);
  });

  it.each([
    [{ stats: 'error', msg: 'Illegal request!' }, 'Illegal request!'],
    [{ code: 'M001' }, '{"code":"M001"}'],
  ])('is refused with %j', async (said, answer) => {
    const { ask } = server(conf, said);
    const error = { kind: 'refused', status: 200, answer };
    expect(await changeConf(ask, () => ok({}))).toEqual({ ok: false, error });
  });

  it('is not written where it cannot be made, and cannot be made of nonsense', async () => {
    const { ask, asked } = server(conf);
    expect(await changeConf(ask, () => err({ kind: 'unsupported' }))).toEqual(UNSUPPORTED);
    expect(asked).toHaveLength(1);
    const nonsense = { ok: false, error: { kind: 'nonsense', answer: '[1]' } };
    expect(await readConf(server([1]).ask)).toEqual(nonsense);
    expect(await changeConf(server([1]).ask, () => ok({}))).toEqual(nonsense);
    expect(await changeConf(server(conf, [1]).ask, () => ok({}))).toEqual(nonsense);
  });

  it.each([1, 2])('fails where request %d does', async (number) => {
    const error: DeviceError = { kind: 'timeout', limitMs: 1 };
    let count = 0;
    const { ask } = server(conf);
    const failing: Ask = (...question) =>
      (count += 1) === number ? Promise.resolve(err(error)) : ask(...question);
    expect(await changeConf(failing, () => ok({}))).toEqual({ ok: false, error });
  });
});
