/** Families, models and addresses by what is reported at cgminer's interface. */
import { expect, it } from 'vitest';
import { cgminerFamily, ibelinkName, macOf } from './identify-cgminer.ts';

const version = (fields: object, Description?: string) => ({
  ...(Description !== undefined && { STATUS: [{ Description }] }),
  VERSION: [fields],
});

it.each([
  [version({ Type: 'Antminer KA3', Miner: 'm' }), false, 'antminer', 'Antminer KA3', 'm'],
  [version({ type: 'ANTMINER KA3', CompileTime: 't' }), true, 'antminer', 'Antminer KA3', 't'],
  [version({ Type: 'Goldshell-KD5', CGMiner: '4' }), false, 'goldshell', 'Goldshell KD5', '4'],
  [version({ Type: 'My Antminer' }), false, 'cgminer', 'My Antminer', null],
  [version({ Type: 'My Goldshell' }), false, 'cgminer', 'My Goldshell', null],
  [version({ CGMiner: '4' }, 'intminer 5.4'), false, 'goldshell', null, '4'],
  [version({ Miner: 'KDAminer 1' }), false, 'goldshell', null, 'KDAminer 1'],
  [version({ Miner: 'xintminer' }, 'x'), false, 'cgminer', 'x', 'xintminer'],
  [version({}, 'intchains_qomo'), false, 'goldshell', null, null],
  [version({}, 'bfgminer 5'), true, 'goldshell', null, null],
  [version({}, 'bfgminer 5'), false, 'cgminer', 'bfgminer 5', null],
  [version({ Type: 'Hammer' }, 'bfgminer 5'), true, 'cgminer', 'Hammer', null],
  [version({}, 'cgminer 4'), true, 'cgminer', 'cgminer 4', null],
  [{}, true, 'cgminer', null, null],
] as const)('%j, with its web server %s, is %s %s', (answer, hasWeb, family, model, firmware) => {
  expect(cgminerFamily(answer, hasWeb)).toEqual({ family, model, firmware });
});

it('reads what an iBeLink says of itself', () => {
  const devs = { STATUS: [{ Description: 'ccminer 1' }], DEVS: [{ Name: 'BM-K1Max' }] };
  expect(ibelinkName(devs, { SUMMARY: [{ macaddress: '1001291B0206' }] })).toEqual({
    ...{ model: 'iBeLink BM-K1 Max', firmware: 'ccminer 1', mac: '10:01:29:1b:02:06' },
  });
  expect(ibelinkName({}, null)).toEqual({ model: null, firmware: null, mac: null });
});

it.each([
  ['1001291B0206', '10:01:29:1b:02:06'],
  ['10:01:29:1b:02:06', '10:01:29:1b:02:06'],
  ['10-01-29-1B-02-06', '10:01:29:1b:02:06'],
  ['1001291B020', null],
  ['1001291B02067', null],
  ['1001291B020G', null],
  [12, null],
  [undefined, null],
])('the MAC %j is %j', (value, mac) => {
  expect(macOf(value)).toBe(mac);
});
