/** What machines report at their own interfaces, in numbers. */
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { MinerConfig } from '../config/miner-config.ts';
import { rigAt } from '../state/devices/device-name.ts';
import type { DeviceSnapshot, MinerSnapshot } from '../state/snapshot-types.ts';

interface DeviceMetrics {
  /** Sets all series; a device that does not answer has none but `up`. */
  refresh(snapshot: Pick<MinerSnapshot, 'devices' | 'stratum'>): void;
}

/** Of a kilowatt-hour. */
const WATT_SECONDS = 3.6e6;

const LABELS = ['address', 'model'] as const;

/** What a kilowatt-hour costs; null where that is not set. */
export type Tariff = Pick<MinerConfig, 'electricityPrice' | 'currency'>;

/** Registers the metrics; they have no series until machines are known. */
export function addDeviceMetrics(registry: Registry, tariff: () => Tariff): DeviceMetrics {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    more: readonly Label[] = [],
  ): Gauge<Label | (typeof LABELS)[number]> =>
    new Gauge({ name, help, labelNames: [...LABELS, ...more], registers: [registry] });

  const info = gauge('heddle_device_info', 'A machine known by its own interface, 1.', [
    'firmware',
    'rig',
  ]);
  const up = gauge('heddle_device_up', '1 while a machine answers at its own interface, 0 else.');
  const rate = gauge('heddle_device_hashes_per_second', 'Hash rate that a machine reports.');
  const boardRate = gauge(
    'heddle_device_board_hashes_per_second',
    'Hash rate that a machine reports of one of its boards.',
    ['board'],
  );
  const asleep = gauge('heddle_device_asleep', '1 while a machine has been sent to sleep, 0 else.');
  const errorShare = gauge(
    'heddle_device_hardware_error_ratio',
    'Part of the results of its chips that were wrong, as a machine reports it.',
  );
  const temperature = gauge(
    'heddle_device_temperature_celsius',
    'Temperature of a board or of its hottest chip.',
    ['board', 'part'],
  );
  const fan = gauge('heddle_device_fan_rpm', 'Turns of a fan per minute.', ['fan']);
  const errors = gauge(
    'heddle_device_hardware_errors',
    'Wrong results of the chips since the machine started.',
  );
  const boardErrors = gauge(
    'heddle_device_board_hardware_errors',
    'Wrong results of the chips of one of its boards, as a machine counts them.',
    ['board'],
  );
  const shares = gauge(
    'heddle_device_shares',
    'Shares since the machine started, as it counts them: accepted and rejected.',
    ['kind'],
  );
  const uptime = gauge('heddle_device_uptime_seconds', 'Time since the machine started.');
  const power = gauge(
    'heddle_device_power_watts',
    'What a machine draws, as set or on its label.',
    ['source'],
  );
  const energy = gauge(
    'heddle_device_joules_per_hash',
    'Energy that a machine uses for a hash at the rate that it reports.',
  );
  const cost = gauge(
    'heddle_device_cost_per_second',
    'What the power of a machine costs by electricityPrice; times 86400 it is that of a day.',
    ['currency'],
  );
  const difference = gauge(
    'heddle_device_rate_difference_ratio',
    'What its shares prove of the hash rate that a machine reports, where these differ beyond chance.',
    ['reason'],
  );
  const pool = gauge('heddle_device_pool', 'The pool that a machine hashes for, 1.', ['url']);
  const problem = gauge(
    'heddle_device_problem',
    'What is wrong with a machine by its readings, 1 each: too-hot, fan-stopped, slow, …',
    ['problem'],
  );
  const all: readonly Pick<Gauge, 'reset'>[] = [
    info,
    up,
    rate,
    boardRate,
    asleep,
    errorShare,
    temperature,
    fan,
    errors,
    boardErrors,
    shares,
    uptime,
    power,
    energy,
    cost,
    difference,
    pool,
    problem,
  ];

  function set(device: DeviceSnapshot, rig: string): void {
    const { firmware, reading, silentSinceMs } = device;
    const labels = { address: addressOf(device), model: device.model ?? 'unknown' };
    const isUp = reading !== null && silentSinceMs === null;
    info.set({ ...labels, firmware: firmware ?? '', rig }, 1);
    up.set(labels, isUp ? 1 : 0);
    if (!isUp) return;
    if (reading.hashesPerSecond !== null) rate.set(labels, reading.hashesPerSecond);
    asleep.set(labels, reading.isAsleep ? 1 : 0);
    if (reading.hardwareErrorShare !== null) errorShare.set(labels, reading.hardwareErrorShare);
    if (reading.hardwareErrors !== null) errors.set(labels, reading.hardwareErrors);
    for (const kind of ['accepted', 'rejected'] as const) {
      if (reading[kind] !== null) shares.set({ ...labels, kind }, reading[kind]);
    }
    if (reading.uptimeSeconds !== null) uptime.set(labels, reading.uptimeSeconds);
    if (device.power !== null) {
      const { watts, source, joulesPerTerahash } = device.power;
      power.set({ ...labels, source }, watts);
      if (joulesPerTerahash !== null) energy.set(labels, joulesPerTerahash / 1e12);
      const { electricityPrice, currency } = tariff();
      if (electricityPrice !== null) {
        cost.set({ ...labels, currency }, (watts * electricityPrice) / WATT_SECONDS);
      }
    }
    if (device.difference !== null) {
      const { kind: reason, ours, theirs } = device.difference;
      difference.set({ ...labels, reason }, ours / theirs);
    }
    const active = reading.pools.find(({ isActive }) => isActive);
    if (active !== undefined) pool.set({ ...labels, url: active.url }, 1);
    for (const { kind } of device.complaints) problem.set({ ...labels, problem: kind }, 1);
    for (const [i, speed] of reading.fans.entries()) fan.set({ ...labels, fan: i + 1 }, speed);
    for (const { number, ...each } of reading.boards) {
      const { hashesPerSecond, chipTemperature, boardTemperature, hardwareErrors } = each;
      const board = { ...labels, board: number };
      if (hashesPerSecond !== null) boardRate.set(board, hashesPerSecond);
      if (hardwareErrors !== null) boardErrors.set(board, hardwareErrors);
      if (chipTemperature !== null) temperature.set({ ...board, part: 'chip' }, chipTemperature);
      if (boardTemperature !== null) temperature.set({ ...board, part: 'board' }, boardTemperature);
    }
  }

  return {
    refresh({ devices, stratum }) {
      for (const each of all) each.reset();
      for (const device of devices) set(device, rigAt(stratum, device) ?? '');
    },
  };
}

function addressOf({ host, webPort }: DeviceSnapshot): string {
  return webPort === 80 ? host : `${host}:${webPort}`;
}
