import { expect, it } from 'vitest';
import type { DeviceReading } from '../device.ts';
import type { DeviceComplaint } from '../device-complaint.ts';
import type { DeviceExpectation } from './device-faults.ts';
import { complaintsAfter, NOTHING_READ } from './device-rules.ts';
import { BOARD, ownPool, READING } from './tests/made-up-reading.ts';

const OURS = 'stratum+tcp://192.168.1.20:1917';
const EXPECTATION: DeviceExpectation = {
  family: 'goldshell',
  nameplate: 5e12,
  boards: 3,
  fans: 2,
  ownPools: ownPool(OURS),
};
const PERIOD_MS = 30_000;

/** Complaints after each of the readings, half a minute apart. */
function run(
  readings: readonly Partial<DeviceReading>[],
  expectation: Partial<DeviceExpectation> = {},
): readonly (readonly DeviceComplaint[])[] {
  let memory = NOTHING_READ;
  return readings.map((reading, i) => {
    const full = { ...READING, boards: [BOARD, BOARD, BOARD], atMs: i * PERIOD_MS, ...reading };
    const after = complaintsAfter(memory, full, { ...EXPECTATION, ...expectation });
    memory = after.memory;
    return after.complaints;
  });
}

/** What is wrong after the same reading came again and again for ten minutes. */
const lasting = (
  reading: Partial<DeviceReading>,
  expectation?: Partial<DeviceExpectation>,
): readonly DeviceComplaint[] =>
  run(
    Array.from({ length: 20 }, () => reading),
    expectation,
  ).at(-1) ?? [];

const kinds = (complaints: readonly DeviceComplaint[] | undefined): string =>
  (complaints ?? []).map(({ kind }) => kind).join(' ');

const chip = (celsius: number | null): Partial<DeviceReading> => ({
  boards: [BOARD, { ...BOARD, chipTemperature: celsius }, BOARD],
});
const board = (celsius: number): Partial<DeviceReading> => ({
  boards: [{ ...BOARD, boardTemperature: celsius }, BOARD, BOARD],
});
const rate = (hashesPerSecond: number | null): Partial<DeviceReading> => ({ hashesPerSecond });
const pool = (url: string, isActive: boolean) => ({ url, user: 'k:a', isActive, isAlive: true });

it('finds nothing wrong with a machine that is well, or that reports nothing', () => {
  expect(lasting({})).toEqual([]);
  const silent = {
    hashesPerSecond: null,
    boards: [],
    fans: [],
    hardwareErrors: null,
    hardwareErrorShare: null,
    uptimeSeconds: null,
  };
  expect(lasting(silent)).toEqual([]);
});

it.each<[string, Partial<DeviceReading>, string]>([
  ['a chip just below its limit', chip(94.9), ''],
  ['a chip at its limit', chip(95), 'too-hot'],
  ['a board just below its limit', board(84.9), ''],
  ['a board at its limit', board(85), 'too-hot'],
  ['a chip that reports nothing', chip(null), ''],
  ['a chip that would still be too hot', chip(92), ''],
  ['a rate that would still be too low', rate(4.1e12), ''],
  [
    'a share of errors that would still be too large',
    { hardwareErrors: 50, hardwareErrorShare: 0.04 },
    '',
  ],
  ['a fan at rest while it reports no rate', { ...rate(null), fans: [3000, 0] }, 'fan-stopped'],
  ['fewer fans than it has', { fans: [3000] }, ''],
  ['a fan at rest', { fans: [3000, 0] }, 'fan-stopped'],
  ['all fans at rest while it hashes', { fans: [0, 0] }, 'fan-stopped'],
  [
    'all fans at rest while it does not',
    { fans: [0, 0], hashesPerSecond: 0, pools: [{ ...pool(OURS, false), isAlive: false }] },
    '',
  ],
  ['fans at rest while it sleeps', { fans: [0, 0], isAsleep: true }, ''],
  ['a connector without a fan', { fans: [3000, 3000, 0] }, ''],
  ['a board too few', { boards: [BOARD, BOARD] }, 'board-missing'],
  [
    'a board that hashes nothing',
    { boards: [BOARD, BOARD, { ...BOARD, hashesPerSecond: 0 }] },
    'board-missing',
  ],
  [
    'a board that does not report its rate',
    { boards: [BOARD, BOARD, { ...BOARD, hashesPerSecond: null }] },
    '',
  ],
  ['a board too few in sleep', { boards: [BOARD], isAsleep: true }, ''],
  ['a board too few after a start', { boards: [BOARD], uptimeSeconds: 299 }, ''],
  ['a board too few later', { boards: [BOARD], uptimeSeconds: 300 }, 'board-missing'],
  ['80 % of its label', rate(4e12), ''],
  ['less than 80 % of its label', rate(3.99e12), 'slow'],
  ['nothing while it is warm', rate(0), 'slow'],
  [
    'nothing while no pool answers',
    { ...rate(0), pools: [{ ...pool(OURS, false), isAlive: false }] },
    '',
  ],
  [
    'nothing while one of two pools answers',
    { ...rate(0), pools: [pool(OURS, true), { ...pool(OURS, false), isAlive: false }] },
    'slow',
  ],
  ['nothing in sleep', { ...rate(0), isAsleep: true }, ''],
  ['a low rate in the first minutes', { ...rate(1e12), uptimeSeconds: 599 }, ''],
  ['a low rate after them', { ...rate(1e12), uptimeSeconds: 600 }, 'slow'],
  [
    'another pool',
    { pools: [pool(OURS, false), pool('stratum+tcp://pool.example:1', true)] },
    'other-pool',
  ],
  ['our pool', { pools: [pool('stratum+tcp://other:1', false), pool(OURS, true)] }, ''],
  [
    'our pool, written in another way',
    { pools: [pool(' STRATUM://192.168.1.20:1917/ ', true)] },
    '',
  ],
  ['no active pool', { pools: [pool('stratum+tcp://pool.example:1', false)] }, ''],
  ['5 % of hardware errors', { hardwareErrors: 50, hardwareErrorShare: 0.05 }, 'hardware-errors'],
  ['less than 5 % of hardware errors', { hardwareErrors: 50, hardwareErrorShare: 0.049 }, ''],
  ['twenty of few results', { hardwareErrors: 20, hardwareErrorShare: 0.5 }, 'hardware-errors'],
  ['few hardware errors of few results', { hardwareErrors: 19, hardwareErrorShare: 0.5 }, ''],
  [
    'a share of hardware errors without their count',
    { hardwareErrors: null, hardwareErrorShare: 0.5 },
    'hardware-errors',
  ],
])('judges %s', (_, reading, expected) => {
  expect(kinds(lasting(reading))).toBe(expected);
});

it('gives an iBeLink an hour to warm up', () => {
  const low = { ...rate(1e12), uptimeSeconds: 3599 };
  expect(lasting(low, { family: 'ibelink' })).toEqual([]);
  expect(kinds(lasting({ ...low, uptimeSeconds: 3600 }, { family: 'ibelink' }))).toBe('slow');
});

it('counts from the first reading where the machine does not report when it started', () => {
  const readings = Array.from({ length: 40 }, (_, i) => {
    return { ...rate(1e12), uptimeSeconds: null, atMs: 1.8e12 + i * PERIOD_MS };
  });
  const at = run(readings).map(kinds);
  // Ten minutes of warming up, and five in which the rate stays low.
  expect(at.indexOf('slow')).toBe((600_000 + 300_000) / PERIOD_MS);
});

it('expects nothing of a model that it does not know, or that was not configured for us', () => {
  const unknown = { nameplate: null, boards: null, fans: null, ownPools: ownPool(null) };
  const pools = [pool('stratum+tcp://pool.example:1', true)];
  expect(lasting({ ...rate(1), boards: [BOARD], pools }, unknown)).toEqual([]);
});

const ELSEWHERE = 'stratum+tcp://pool.example:1';

it('misses a machine that was set up by hand while it uses its failover', () => {
  const byHand = { ...ownPool(null), isOwn: (url: string) => url === OURS };
  const left = { pools: [{ ...pool(OURS, false), isAlive: false }, pool(ELSEWHERE, true)] };
  expect(lasting(left, { ownPools: byHand })).toEqual([{ kind: 'other-pool', url: ELSEWHERE }]);
  const here = { pools: [pool(OURS, true), pool(ELSEWHERE, false)] };
  expect(lasting(here, { ownPools: byHand })).toEqual([]);
});

it('does not miss a machine that mines here by another address of this computer', () => {
  const other = 'stratum+tcp://192.168.1.21:1917';
  const ownPools = { ...ownPool(OURS), isOwn: (url: string) => [OURS, other].includes(url) };
  expect(lasting({ pools: [pool(other, true)] }, { ownPools })).toEqual([]);
});

it.each([true, false])(
  'says that its pool is an address from before, has a failover: %s',
  (has) => {
    const ours = { ...pool(OURS, false), isAlive: false };
    const stale = { ownPools: { ...ownPool(OURS), isStale: true } };
    const pools = has ? [ours, pool(ELSEWHERE, true)] : [ours];
    expect(lasting({ pools }, stale)).toEqual([{ kind: 'old-address', url: OURS }]);
    // The address still leads here, or the machine was set up again by hand.
    expect(lasting({ pools: [pool(OURS, true)] }, stale)).toEqual([]);
    expect(kinds(lasting({ pools: [pool(ELSEWHERE, true)] }, stale))).toBe('other-pool');
  },
);

it.each<[string, number[], number[]]>([
  ['the one between two others', [1, 3], [2]],
  ['the last one', [1, 2], [3]],
  ['none that is certain, where they are counted from elsewhere', [6, 8], []],
  ['none that is certain, where one of them is', [1, 8], []],
])('says which board is missing: %s', (_, numbers, missing) => {
  const boards = numbers.map((number) => ({ ...BOARD, number }));
  expect(lasting({ boards })).toEqual([{ kind: 'board-missing', boards: 2, expected: 3, missing }]);
  const dead = [...boards, { ...BOARD, number: 9, hashesPerSecond: 0 }];
  if (missing.length === 0) expect(lasting({ boards: dead })).toMatchObject([{ missing: [9] }]);
});

it('has the facts of each complaint', () => {
  const elsewhere = 'stratum+tcp://pool.example:1';
  const all = lasting({
    hashesPerSecond: 1e12,
    boards: [{ ...BOARD, chipTemperature: 97, boardTemperature: 90 }],
    fans: [0, 2000, 0],
    hardwareErrors: 100,
    hardwareErrorShare: 0.25,
    pools: [pool(elsewhere, true)],
  });
  expect(all).toEqual([
    // 5 °C above its limit, where the chip is 2 °C above.
    { kind: 'too-hot', part: 'board', celsius: 90, limit: 85 },
    { kind: 'fan-stopped', fans: [1, 3] },
    { kind: 'board-missing', boards: 1, expected: 3, missing: [2, 3] },
    { kind: 'slow', hashesPerSecond: 1e12, nameplate: 5e12, share: 0.8 },
    { kind: 'other-pool', url: elsewhere },
    { kind: 'hardware-errors', share: 0.25 },
  ]);
});

it.each([
  [105, 86, 'chip', 105],
  [97, 87, 'chip', 97],
  [97, 88, 'board', 88],
] as const)(
  'names the part that is furthest above its limit: %d and %d °C',
  (hot, warm, part, celsius) => {
    const first = { ...BOARD, chipTemperature: hot, boardTemperature: warm };
    const boards = [first, { ...BOARD, chipTemperature: 95 }, BOARD];
    expect(lasting({ boards })).toEqual([
      { kind: 'too-hot', part, celsius, limit: part === 'chip' ? 95 : 85 },
    ]);
  },
);

it('believes no single reading', () => {
  const stopped = { fans: [3000, 0] };
  expect(run([stopped, {}, stopped, {}, stopped, stopped, {}]).map(kinds)).toEqual([
    '',
    '',
    '',
    '',
    '',
    'fan-stopped',
    '',
  ]);
});

it('calls a machine slow when it has been for five minutes', () => {
  const at = run(Array.from({ length: 20 }, () => rate(1e12))).map(kinds);
  expect(at.indexOf('slow')).toBe(300_000 / PERIOD_MS);
  expect(lasting({})).toEqual([]);
});

it.each<[string, Partial<DeviceReading>, Partial<DeviceReading>, Partial<DeviceReading>]>([
  ['too-hot', chip(95), chip(90), chip(89.9)],
  ['slow', rate(3.9e12), rate(4.24e12), rate(4.25e12)],
  [
    'hardware-errors',
    { hardwareErrors: 50, hardwareErrorShare: 0.06 },
    { hardwareErrors: 50, hardwareErrorShare: 0.03 },
    { hardwareErrors: 50, hardwareErrorShare: 0.029 },
  ],
])('does not flap: %s lasts until it is well over', (kind, begins, goesOn, ends) => {
  const start = Array.from({ length: 20 }, () => begins);
  const at = run([...start, goesOn, goesOn, ends, goesOn, goesOn, goesOn])
    .map(kinds)
    .slice(20);
  expect(at).toEqual([kind, kind, '', '', '', '']);
});
