/** What simulated machines report of themselves, field by field: as the real ones do. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { antminerReplies, webSummary } from '../families/antminer-stats.ts';
import { goldshellBoards, goldshellReplies } from '../families/goldshell-cgminer.ts';
import { ibelinkReplies } from '../families/ibelink-cgminer.ts';
import type { CgminerReplies } from '../interfaces/cgminer-server.ts';
import { noFaults } from '../machine/faults.ts';
import { KIND_TRAITS } from '../machine/kinds.ts';
import type { SimulatedKind } from '../machine/kinds.ts';
import { createMachine } from '../machine/machine.ts';
import type { Machine } from '../machine/machine.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 0 }));
afterEach(() => void vi.useRealTimers());

const HASHES = 6e7;
const POOL = { url: 'stratum+tcp://127.0.0.1:7', user: 'me.a', password: 'x' };
const FAILOVER = { url: 'stratum+tcp://127.0.0.1:8', user: 'me.b', password: 'x' };
const POOLS = [
  { ...POOL, isAlive: true, accepted: 5, rejected: 1, lastShareAtMs: 8_765 },
  { ...FAILOVER, isAlive: false, accepted: 2, rejected: 0, lastShareAtMs: null },
];

/** One that started ten seconds ago and has just done all its hashes; the first of two pools is active. */
function machineOf(kind: SimulatedKind, faults: Partial<Machine['faults']> = {}): Machine {
  const machine = createMachine({
    ...{ ...KIND_TRAITS[kind], host: '127.0.0.7', mac: '02:00:00:00:00:0a', pools: [POOL] },
    ...{ faults: { ...noFaults(), ...faults }, dutyCycle: 0, retryMs: 1_000 },
  });
  vi.advanceTimersByTime(10_000);
  machine.miner.hashes.add(HASHES);
  const { hashes, start, stop } = machine.miner;
  const miner = { hashes, start, stop, pools: POOLS, active: POOLS[0] ?? null };
  return { ...machine, miner };
}

/** What it answers to each of these commands. */
const answers = (replies: CgminerReplies, ...commands: readonly string[]) =>
  commands.map((command) => replies({ command, isNewApi: false }));

const SHARES = { Accepted: 7, Rejected: 1, 'Hardware Errors': 0 };
const SHOWN = {
  POOLS: [
    {
      ...{ POOL: 0, URL: POOL.url, Status: 'Alive', Priority: 0, Quota: 1, 'Long Poll': 'N' },
      ...{ Accepted: 5, Rejected: 1, Stale: 0, 'Last Share Time': 8, User: 'me.a' },
      ...{ 'Stratum Active': true, 'Stratum URL': '127.0.0.1' },
    },
    {
      ...{ POOL: 1, URL: FAILOVER.url, Status: 'Dead', Priority: 1, Quota: 1, 'Long Poll': 'N' },
      ...{ Accepted: 2, Rejected: 0, Stale: 0, 'Last Share Time': 0, User: 'me.b' },
      ...{ 'Stratum Active': false, 'Stratum URL': '' },
    },
  ],
};
/** °C and turns a minute at that moment. */
const CHIPS = [35.5, 34.8, 33.4];
const BOARDS = [35.3, 34.1, 32.8];
const FANS = [2985, 2964, 2921, 2895];
const four = (celsius: number) => [celsius, celsius, celsius, celsius];

describe('a simulated Goldshell reports at cgminer’s interface', () => {
  it('what it is, has done and mines for', () => {
    const replies = goldshellReplies(machineOf('goldshell'));
    expect(answers(replies, 'version', 'summary', 'pools', 'addpool')).toEqual([
      { VERSION: [{ Intminer: '5.4.2', API: '3.7', Miner: 'intchains_qomo' }] },
      {
        SUMMARY: [
          {
            ...{ Elapsed: 10, 'MHS av': 6, 'MHS 20s': 6, 'Found Blocks': 0, ...SHARES },
            ...{ 'Total MH': 60, 'Device Hardware%': 0 },
          },
        ],
      },
      SHOWN,
      null,
    ]);
  });

  it('its boards and fans, with one board that is missing', () => {
    const machine = machineOf('old-goldshell', { missingBoard: true });
    const fans = { fan0: 2985, fan1: 2964, fan2: 2921, fan3: 2895 };
    const board = (index: number, chip: number, sensor: number) => ({
      ...{ PGA: index, Name: 'INCS', ID: index, Enabled: 'Y', Status: 'Alive', clock: 550 },
      ...{ 'Device Elapsed': 10, 'MHS av': 2, 'MHS 20s': 2, 'Hardware Errors': 0 },
      ...{ 'Device Hardware%': 0, 'tstemp-0': chip, 'tstemp-1': chip, 'tstemp-2': sensor, ...fans },
    });
    const dead = { ...board(3, 0, 0), Status: 'Dead', 'MHS av': 0, 'MHS 20s': 0 };
    const detail = (index: number, chips: number) => ({
      ...{ DEVDETAILS: index, Name: 'INCS', ID: index, 'chips-nr': chips },
    });
    expect(answers(goldshellReplies(machine), 'devs', 'devdetails', 'stats')).toEqual([
      { DEVS: [board(0, 35.5, 35.3), board(1, 34.8, 34.1), board(2, 33.4, 32.8), dead] },
      { DEVDETAILS: [detail(0, 46), detail(1, 46), detail(2, 46), detail(3, 0)] },
      {
        STATS: [
          { STATS: 0, ID: 'INCS0', Elapsed: 10 },
          { fan1: 2985, fan2: 2964, fan3: 2921, fan4: 2895 },
        ],
      },
    ]);
    const each = (id: number, chip: string, sensor: string) => ({
      ...{ id, valid: 10, time: 10, hashrate: 2, av_hashrate: 2, accepted: 0, rejected: 0 },
      ...{ hwerrors: 0, hwerr_ration: 0, temp: `${chip} °C / ${sensor} °C` },
      ...{ fanspeed: '2985 rpm / 2964 rpm / 2921 rpm / 2895 rpm', powerplan: 0, minerstatus: 0 },
    });
    expect(goldshellBoards(machine)).toEqual([
      { ...each(0, '35.5', '35.3'), accepted: 7, rejected: 1 },
      each(1, '34.8', '34.1'),
      each(2, '33.4', '32.8'),
    ]);
  });

  it('clocks at rest while it sleeps, and stats that are no JSON', () => {
    const machine = machineOf('goldshell', { brokenStats: true });
    machine.power = 'asleep';
    const [devs, stats] = answers(goldshellReplies(machine), 'devs', 'stats');
    expect(devs).toMatchObject({ DEVS: [{ clock: 0 }] });
    expect(stats).toBe(
      '{"STATUS":[{"STATUS":"S","Code":70,"Msg":"stats"}],"STATS":[{"STATS":0}{"STATS":1}],"id":1}',
    );
  });
});

const PROGRAM = {
  ...{ BMMiner: '1.0.0', Miner: 'uart_trans.1.3', Type: 'Antminer KA3' },
  CompileTime: 'Mon Feb 20 12:43:39 CST 2023',
};
const INFO = {
  ...{ miner_version: 'uart_trans.1.3', type: 'Antminer KA3' },
  CompileTime: 'Mon Feb 20 12:43:39 CST 2023',
};
const status = (Msg: string) => ({ STATUS: 'S', when: 10, Msg, api_version: '1.0.0' });

describe('a simulated Antminer reports', () => {
  it('what it is, has done and mines for', () => {
    const machine = machineOf('antminer');
    expect(answers(antminerReplies(machine), 'version', 'summary', 'pools', 'devs')).toEqual([
      { VERSION: [{ API: '3.1', ...PROGRAM }] },
      {
        SUMMARY: [
          { Elapsed: 10, 'GHS 5s': 0.012, 'GHS av': 0.006, ...SHARES, 'Device Hardware%': 0 },
        ],
      },
      SHOWN,
      null,
    ]);
    expect(webSummary(machine)).toEqual({
      ...{ STATUS: status('summary'), INFO },
      SUMMARY: [
        {
          ...{ elapsed: 10, rate_5s: 0.012, rate_avg: 0.006, rate_unit: 'GH/s', hw_all: 0 },
          bestshare: 0,
        },
      ],
    });
  });

  it('its boards and fans in the older form, with one board that is missing', () => {
    const machine = machineOf('antminer', { missingBoard: true });
    const [stats] = answers(antminerReplies(machine), 'stats');
    expect(stats).toEqual({
      STATS: [
        PROGRAM,
        {
          ...{ STATS: 0, ID: 'BTM_SOC0', Elapsed: 10, 'GHS 5s': 0.012, 'GHS av': 0.006 },
          ...{ rate_unit: 'GH', miner_count: 2, fan_num: 4 },
          ...{ fan1: 2985, fan2: 2964, fan3: 2921, fan4: 2895 },
          ...{ chain_acn1: 92, chain_rate1: '0.006', chain_hw1: 0 },
          ...{ temp_pcb1: '35-35-35-35', temp_chip1: '36-36-36-36' },
          ...{ chain_acn2: 92, chain_rate2: '0.006', chain_hw2: 0 },
          ...{ temp_pcb2: '34-34-34-34', temp_chip2: '35-35-35-35' },
          ...{ chain_acn3: 0, chain_rate3: '', chain_hw3: 0 },
          ...{ temp_pcb3: '0-0-0-0', temp_chip3: '0-0-0-0' },
        },
      ],
    });
  });

  it('its boards and fans in the newer form', () => {
    const replies = antminerReplies(machineOf('antminer'));
    const chain = (index: number, chip: number, board: number) => ({
      ...{ index, freq_avg: 585, rate_real: 0.004, asic_num: 92, hw: 0, eeprom_loaded: true },
      ...{ temp_pic: four(board), temp_pcb: four(board), temp_chip: four(chip) },
      sn: `SIMULATED${index}`,
    });
    expect(replies({ command: 'stats', isNewApi: true })).toEqual({
      ...{ STATUS: status('stats'), INFO },
      STATS: [
        {
          ...{ elapsed: 10, rate_5s: 0.012, rate_30m: 0.006, rate_avg: 0.006, rate_unit: 'GH/s' },
          ...{ chain_num: 3, fan_num: 4, fan: FANS, hwp_total: 0 },
          chain: [chain(0, 36, 35), chain(1, 35, 34), chain(2, 33, 33)],
        },
      ],
    });
  });
});

it('a simulated iBeLink reports all of it at its one interface', () => {
  const board = (index: number) => ({
    ...{ PGA: index, Name: 'BM-K1', ID: index, Enabled: 'Y', Status: 'Alive', Asics: 144 },
    ...{ Temperature: CHIPS[index], 'MHS av': 2, 'MHS 5s': 4, 'Hardware Errors': 0 },
    'Chain SN': `SIMULATED${index}`,
  });
  const temperatures = [0, 1, 2].flatMap((at) => [CHIPS[at], BOARDS[at]]);
  const replies = ibelinkReplies(machineOf('ibelink'));
  expect(answers(replies, 'summary', 'devs', 'pools', 'version')).toEqual([
    {
      SUMMARY: [
        {
          ...{ Elapsed: 10, 'MHS av': 6, 'MHS 5s': 12, ...SHARES, 'Total MH': 60, PWM: 70 },
          ...Object.fromEntries(temperatures.map((each, at) => [`Temp${at + 1}`, each])),
          ...{ Fan1: 2985, Fan2: 2964, Fan3: 2921, Fan4: 2895, 'Power Type': 'normal' },
          ...{ macaddress: '02000000000a', 'Hash Method': 'Blake2s' },
        },
      ],
    },
    { DEVS: [board(0), board(1), board(2)] },
    SHOWN,
    null,
  ]);
});
