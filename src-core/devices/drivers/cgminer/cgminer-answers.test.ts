/** What all makers' answers to `summary`, `devs` and `pools` have in common. */
import { expect, it } from 'vitest';
import { poolStatesOf, totalsOf } from './cgminer-answers.ts';
import { cgminerReading } from './read-cgminer.ts';

const NOTHING = {
  ...{ hashesPerSecond: null, averageHashesPerSecond: null, hardwareErrors: null },
  ...{ hardwareErrorShare: null, accepted: null, rejected: null, uptimeSeconds: null },
};

it('reads the totals of a machine', () => {
  const summary = {
    ...{ 'GHS 5s': 5, 'GHS av': 4, 'Hardware Errors': 3, 'Device Hardware%': 0.5 },
    ...{ Accepted: 12, Rejected: 2, Elapsed: 60 },
  };
  expect(totalsOf({ SUMMARY: [summary] })).toEqual({
    ...{ hashesPerSecond: 5e9, averageHashesPerSecond: 4e9, hardwareErrors: 3 },
    ...{ hardwareErrorShare: 0.005, accepted: 12, rejected: 2, uptimeSeconds: 60 },
  });
  expect(totalsOf(null)).toEqual(NOTHING);
  const share = (percent: unknown) =>
    totalsOf({ SUMMARY: [{ 'Device Hardware%': percent }] }).hardwareErrorShare;
  expect([share(100), share(100.5), share(-1)]).toEqual([1, null, null]);
});

const pool = (URL: unknown, more: object = {}) => ({ URL, User: 'u', Status: 'Alive', ...more });
const urlsOf = (...POOLS: object[]): unknown => poolStatesOf({ POOLS }).map(({ url }) => url);

it('reads pools, the preferred one first', () => {
  const dead = pool('b', { User: 7, Status: 'Dead' });
  expect(poolStatesOf({ POOLS: [pool('a'), dead] })).toEqual([
    { url: 'a', user: 'u', isActive: false, isAlive: true },
    { url: 'b', user: '', isActive: false, isAlive: false },
  ]);
  expect(urlsOf(pool('a', { Priority: 2 }), pool('b', { Priority: 0 }), pool('c'))).toEqual([
    'b',
    'a',
    'c',
  ]);
  expect(urlsOf(pool(''), pool(' '), pool(null), pool('a'))).toEqual(['a']);
  expect(poolStatesOf(null)).toEqual([]);
});

const active = (shared: unknown, isActive: unknown = true) => ({
  ...{ 'Stratum Active': isActive, 'Last Share Time': shared },
});

it.each([
  ['none is connected', [active(9, false), active(8, 'false')], null],
  ['one is connected', [active(9, false), active(0, 'true')], 1],
  ['one is connected, in another form', [active(9, 'N'), active(0, 'Y')], 1],
  ['one of two got a newer share', [active(5), active(9)], 1],
  ['one of two got a newer share, as a text', [active('7'), active('5')], 0],
  ['one of two got a share', [active(undefined), active(1)], 1],
  ['both got none', [active(0), active(0)], 0],
  ['one got a share some seconds ago', [active('0:00:12'), active('0:00:13')], 0],
  ['one got a share some minutes ago', [active('0:02:00'), active('0:01:59')], 1],
  ['one got a share some hours ago', [active('2:00:00'), active('1:59:59')], 1],
  ['one got a share days ago', [active('1 day 0:00:00'), active('23:59:59')], 1],
  ['one got a share more days ago', [active('3 days 0:00:00'), active('2 days 23:59:59')], 1],
])('knows the pool that is hashed for where %s', (_, states, index) => {
  const pools = poolStatesOf({ POOLS: states.map((state, at) => pool(`${at}`, state)) });
  const found = pools.findIndex(({ isActive }) => isActive);
  expect(found).toBe(index ?? -1);
  expect(pools.filter(({ isActive }) => isActive)).toHaveLength(index === null ? 0 : 1);
});

it('reads boards and fans of a machine whose maker is not known', () => {
  const devs = {
    DEVS: [
      {
        ...{ 'MHS 20s': 4, 'Chip Temp Max': 70, Temperature: 60, 'Hardware Errors': 1 },
        ...{ 'Fan Speed In': 1000, 'Fan Speed Out': 1100, fan0: 1200 },
      },
      { 'MHS 5s': 5 },
    ],
  };
  const reading = cgminerReading(null, devs, null, 9);
  expect(reading).toEqual({
    ...{ atMs: 9, ...NOTHING, pools: [], isAsleep: false, fans: [1000, 1100, 1200] },
    boards: [
      {
        ...{ number: 1, hashesPerSecond: 4e6, chipTemperature: 70, boardTemperature: null },
        hardwareErrors: 1,
      },
      {
        ...{ number: 2, hashesPerSecond: 5e6, chipTemperature: null, boardTemperature: null },
        hardwareErrors: null,
      },
    ],
  });
});

it.each([
  [2, [61, 62, 71, 72], [62, 72]],
  [2, [61, 62, 71], [62, 71]],
  [1, [61, 62], [62]],
  [0, [61], []],
])('shares the temperatures of a summary among %d boards: %j', (boards, sensors, hottest) => {
  const temps = sensors.map((celsius, at) => [`Temp${at}`, celsius]);
  const summary = { SUMMARY: [{ ...Object.fromEntries(temps), Fan0: 900, Fan1: 'x' }] };
  const devs = { DEVS: Array.from({ length: boards }, () => ({})) };
  const reading = cgminerReading(summary, devs, null, 0);
  expect(reading.boards.map(({ chipTemperature }) => chipTemperature)).toEqual(hottest);
  expect(reading.fans).toEqual([900]);
});
