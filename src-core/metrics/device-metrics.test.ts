import { Registry } from 'prom-client';
import { afterEach, expect, it } from 'vitest';
import type { MinerEvent } from '../state/miner-events.ts';
import { initialMinerState, reduceMiner } from '../state/miner/miner-state.ts';
import { snapshotOf } from '../state/miner/snapshot.ts';
import { addDeviceMetrics } from './device-metrics.ts';

const device = {
  id: 'a',
  host: '192.168.1.30',
  webPort: 80,
  family: 'goldshell',
  model: 'Goldshell KD-BOX II',
  firmware: '2.2.0',
  mac: null,
  watts: null,
  powerPlan: null,
  nameplate: { hashesPerSecond: 5e12, watts: 400 },
  canConfigure: true,
  actions: [],
  canPutBack: false,
  hadNoPool: false,
  hasPowerPlans: false,
  hasPassword: false,
};
const reading = {
  atMs: 0,
  hashesPerSecond: 5.1e12,
  averageHashesPerSecond: null,
  boards: [
    {
      number: 1,
      hashesPerSecond: 2.6e12,
      chipTemperature: 83,
      boardTemperature: 74,
      hardwareErrors: 5,
    },
    {
      number: 3,
      hashesPerSecond: null,
      chipTemperature: null,
      boardTemperature: 71,
      hardwareErrors: null,
    },
  ],
  fans: [2940, 0],
  hardwareErrors: 7,
  hardwareErrorShare: 0.002,
  accepted: 120,
  rejected: 0,
  uptimeSeconds: 3600,
  pools: [],
  isAsleep: false,
};
const machine = { session: 1, stage: 'mining', address: device.host, agent: null, rig: 'shed' };
const READ = { type: 'device-read', id: 'a', reading, complaints: [] };

/** The series after these events, without help and types; before them, that of all was read. */
async function seriesAfter(...events: readonly object[]): Promise<readonly string[]> {
  const registry = new Registry();
  const metrics = addDeviceMetrics(registry, () => ({ electricityPrice: price, currency: 'EUR' }));
  metrics.refresh(snapshotOf(stateAfter(KNOWN, READ), 1_000));
  metrics.refresh(snapshotOf(stateAfter(...events), 1_000));
  return (await registry.metrics()).split('\n').filter((line) => /^[^#]/.test(line));
}

function stateAfter(...events: readonly object[]): ReturnType<typeof initialMinerState> {
  return events.reduce(
    (before: ReturnType<typeof initialMinerState>, event) =>
      reduceMiner(before, { atMs: 1_000, ...event } as MinerEvent),
    initialMinerState(),
  );
}

let price: number | null = 0.25;
afterEach(() => (price = 0.25));

const KNOWN = { type: 'device-known', device };
const of = 'address="192.168.1.30",model="Goldshell KD-BOX II"';

it('has what a machine reports, and which rig it is', async () => {
  const listening = { type: 'stratum-listening', host: '::', port: 1917 };
  const series = await seriesAfter(KNOWN, READ, listening, { type: 'machine-changed', machine });
  expect(series).toEqual([
    `heddle_device_info{${of},firmware="2.2.0",rig="shed"} 1`,
    `heddle_device_up{${of}} 1`,
    `heddle_device_hashes_per_second{${of}} 5100000000000`,
    `heddle_device_board_hashes_per_second{${of},board="1"} 2600000000000`,
    `heddle_device_asleep{${of}} 0`,
    `heddle_device_hardware_error_ratio{${of}} 0.002`,
    `heddle_device_temperature_celsius{${of},board="1",part="chip"} 83`,
    `heddle_device_temperature_celsius{${of},board="1",part="board"} 74`,
    `heddle_device_temperature_celsius{${of},board="3",part="board"} 71`,
    `heddle_device_fan_rpm{${of},fan="1"} 2940`,
    `heddle_device_fan_rpm{${of},fan="2"} 0`,
    `heddle_device_hardware_errors{${of}} 7`,
    `heddle_device_board_hardware_errors{${of},board="1"} 5`,
    `heddle_device_shares{${of},kind="accepted"} 120`,
    `heddle_device_shares{${of},kind="rejected"} 0`,
    `heddle_device_uptime_seconds{${of}} 3600`,
    `heddle_device_power_watts{${of},source="nameplate"} 400`,
    `heddle_device_joules_per_hash{${of}} ${400 / 5.1 / 1e12}`,
    `heddle_device_cost_per_second{${of},currency="EUR"} ${(400 * 0.25) / 3.6e6}`,
  ]);
});

it('has what its shares prove of its own rate, where these differ', async () => {
  const estimate = { hashesPerSecond: 2.55e12, relativeError: 0.01 };
  const hashRate = { oneMinute: estimate, tenMinutes: estimate, oneHour: estimate };
  const shares = { accepted: 900, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };
  const series = await seriesAfter(
    { ...KNOWN, atMs: 0 },
    { type: 'stratum-listening', host: '::', port: 1917, atMs: 0 },
    { type: 'machine-changed', machine, atMs: 0 },
    {
      type: 'machine-measured',
      measurement: { session: 1, rig: 'shed', shares, hashRate, difficulty: 2 ** 40, level: 40 },
    },
    READ,
  );
  expect(series).toContain(`heddle_device_rate_difference_ratio{${of},reason="unexplained"} 0.5`);
});

it('has nothing that a machine does not report', async () => {
  const nothing = Object.fromEntries(Object.keys(reading).map((key) => [key, null]));
  const boards = reading.boards.map(({ number }) => ({
    ...{ number, hashesPerSecond: null, hardwareErrors: null },
    ...{ chipTemperature: null, boardTemperature: null },
  }));
  const untold = { ...nothing, boards, fans: [], pools: [], isAsleep: true };
  const unknown = { ...device, firmware: null, nameplate: null };
  expect(await seriesAfter({ ...KNOWN, device: unknown }, { ...READ, reading: untold })).toEqual([
    `heddle_device_info{${of},firmware="",rig=""} 1`,
    `heddle_device_up{${of}} 1`,
    `heddle_device_asleep{${of}} 1`,
  ]);
});

it('has no cost where no price is set, and no energy for a hash where the rate is not known', async () => {
  price = null;
  const series = await seriesAfter(KNOWN, {
    ...READ,
    reading: { ...reading, hashesPerSecond: null },
  });
  expect(series.filter((line) => /power|joules|cost/.test(line))).toEqual([
    `heddle_device_power_watts{${of},source="nameplate"} 400`,
  ]);
});

it('has the pool it hashes for and what is wrong with it, until that is over', async () => {
  const url = 'stratum+tcp://192.168.1.9:1';
  const pools = [
    { url: 'stratum+tcp://192.168.1.20:1917', user: 'a', isActive: false, isAlive: true },
    { url, user: 'a', isActive: true, isAlive: true },
  ];
  const complaints = [
    { kind: 'other-pool', url },
    { kind: 'fan-stopped', fans: [2] },
  ];
  const wrong = { ...READ, reading: { ...reading, pools }, complaints };
  expect((await seriesAfter(KNOWN, wrong)).slice(-3)).toEqual([
    `heddle_device_pool{${of},url="${url}"} 1`,
    `heddle_device_problem{${of},problem="other-pool"} 1`,
    `heddle_device_problem{${of},problem="fan-stopped"} 1`,
  ]);
  const series = await seriesAfter(KNOWN, wrong, READ);
  expect(series.filter((line) => /_pool|_problem/.test(line))).toEqual([]);
});

it('keeps no old values of a machine that does not answer, and nothing of one that was forgotten', async () => {
  const silent = { type: 'device-silent', id: 'a', error: { kind: 'timeout', limitMs: 1 } };
  expect(await seriesAfter(KNOWN, READ, silent)).toEqual([
    `heddle_device_info{${of},firmware="2.2.0",rig=""} 1`,
    `heddle_device_up{${of}} 0`,
  ]);
  expect(await seriesAfter(KNOWN, READ, { type: 'device-forgotten', id: 'a' })).toEqual([]);
});

it('tells several machines at one address apart by their ports', async () => {
  const other = { ...KNOWN, device: { ...device, id: 'b', webPort: 8081, model: null } };
  expect((await seriesAfter(KNOWN, other)).filter((line) => line.includes('_up'))).toEqual([
    `heddle_device_up{${of}} 0`,
    'heddle_device_up{address="192.168.1.30:8081",model="unknown"} 0',
  ]);
});
