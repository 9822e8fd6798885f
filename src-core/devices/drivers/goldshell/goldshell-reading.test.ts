/** What a Goldshell reports, exactly. */
import { describe, expect, it } from 'vitest';
import { goldshellReading, goldshellWebReading } from './goldshell-reading.ts';

const EMPTY = { summary: null, devs: null, stats: null, pools: null };
const read = (devices: readonly object[], stats: readonly object[] = []) =>
  goldshellReading({ ...EMPTY, devs: { DEVS: devices }, stats: { STATS: stats } }, 9);

describe('a Goldshell at cgminer\u2019s interface', () => {
  it('reports each board', () => {
    const device = {
      ...{ 'MHS 20s': 5e6, 'tstemp-0': 67, 'tstemp-1': 68.5, 'tstemp-2': 59.25 },
      ...{ temp: '90 °C / 80 °C', 'Hardware Errors': 3, clock: 550 },
    };
    expect(read([device, {}]).boards).toEqual([
      {
        ...{ number: 1, hashesPerSecond: 5e12, chipTemperature: 68.5, boardTemperature: 59.25 },
        hardwareErrors: 3,
      },
      {
        ...{ number: 2, hashesPerSecond: null, chipTemperature: null, boardTemperature: null },
        hardwareErrors: null,
      },
    ]);
  });

  it.each([
    ['83.0 °C / 73.8 °C', 83, 73.8],
    ['73.8 °C', null, 73.8],
    ['', null, null],
    ['0 / 70', null, 70],
  ])('reports the temperatures %j in older firmware', (temp, chip, board) => {
    expect(read([{ temp }]).boards).toMatchObject([
      { chipTemperature: chip, boardTemperature: board },
    ]);
  });

  it.each([
    ['of the board with the most', [{ fan0: 100 }, { fan0: 1200, fan1: 0 }], [], [1200, 0]],
    ['in one text', [{ fanspeed: '1300 / 1400' }], [], [1300, 1400]],
    ['numbered, though there is a text', [{ fan1: 7, fanspeed: '1300' }], [], [7]],
    ['of its stats', [{}], [{ fan1: 1500, fan2: 1600 }], [1500, 1600]],
    ['of none', [{}], [], []],
    ['without what no fan does', [{ fan0: 1e6, fan1: 800 }], [], [800]],
  ])('reports fans %s', (_, devices, stats, fans) => {
    expect(read(devices, stats).fans).toEqual(fans);
  });

  it.each([
    [[{ clock: 0 }, { clock: '0' }], true],
    [[{ clock: 0 }, { clock: 500 }], false],
    [[{}], false],
    [[], false],
  ])('sleeps where all its clocks stand still: %j', (devices, isAsleep) => {
    expect(read(devices).isAsleep).toBe(isAsleep);
  });

  it('that answers nothing has nothing', () => {
    expect(goldshellReading(EMPTY, 9)).toMatchObject({ atMs: 9, boards: [], fans: [], pools: [] });
  });
});

describe('a Goldshell at its web server', () => {
  const device = {
    ...{ hashrate: 2, av_hashrate: 3, temp: '80 / 60', hwerrors: 4, hwerr_ration: 0.25 },
    ...{ accepted: 10, rejected: 1, time: 60, fanspeed: '1000' },
  };

  it('reports boards and their sums', () => {
    const other = { hashrate: 5, hwerr_ration: 0.35, accepted: 7, fanspeed: '1000 1100', time: 99 };
    expect(goldshellWebReading({ data: [device, other] }, 9)).toEqual({
      ...{ atMs: 9, hashesPerSecond: 7e6, averageHashesPerSecond: 3e6 },
      boards: [
        {
          ...{ number: 1, hashesPerSecond: 2e6, chipTemperature: 80, boardTemperature: 60 },
          hardwareErrors: 4,
        },
        {
          ...{ number: 2, hashesPerSecond: 5e6, chipTemperature: null, boardTemperature: null },
          hardwareErrors: null,
        },
      ],
      ...{ fans: [1000, 1100], hardwareErrors: 4, accepted: 17, rejected: 1 },
      ...{ hardwareErrorShare: 0.3, uptimeSeconds: 60, pools: [], isAsleep: false },
    });
  });

  it.each([[{ data: [] }], [{ data: 'none' }], [{}]])(
    'is not read where it lists no board: %j',
    (answer) => {
      expect(goldshellWebReading(answer, 9)).toBeNull();
    },
  );

  it('has no share of errors above all', () => {
    const shareOf = (hwerr_ration: unknown) =>
      goldshellWebReading({ data: [{ hwerr_ration }] }, 9)?.hardwareErrorShare;
    expect([shareOf(1), shareOf(1.1), shareOf(undefined)]).toEqual([1, null, null]);
  });
});
