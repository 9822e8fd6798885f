/** A Goldshell that hashes at 10 TH/s, for tests. */
import type { DeviceReading, DeviceSnapshot } from '../../contract/screen-contract.ts';

/** @param changes what is different from a healthy machine of two boards */
export function madeUpReading(changes: Partial<DeviceReading> = {}): DeviceReading {
  const board = {
    number: 1,
    hashesPerSecond: 5e12,
    chipTemperature: 70,
    boardTemperature: 60,
    hardwareErrors: 0,
  };
  return {
    atMs: 1_000,
    hashesPerSecond: 1e13,
    averageHashesPerSecond: 1e13,
    boards: [board, { ...board, number: 2, chipTemperature: 72.4 }],
    fans: [2940, 3000],
    hardwareErrors: 0,
    hardwareErrorShare: 0,
    accepted: 10,
    rejected: 0,
    uptimeSeconds: 3_600,
    pools: [],
    isAsleep: false,
    ...changes,
  };
}

/** @param changes what is different from a machine that was found and read once */
export function madeUpDevice(changes: Partial<DeviceSnapshot> = {}): DeviceSnapshot {
  const host = changes.host ?? '10.0.0.7';
  return {
    id: host,
    host,
    webPort: 80,
    family: 'goldshell',
    model: 'Goldshell KD LITE',
    firmware: '2.2.0',
    mac: null,
    nameplate: { hashesPerSecond: 1.62e13, watts: 1330 },
    watts: null,
    powerPlan: null,
    canConfigure: true,
    actions: [],
    canPutBack: false,
    hadNoPool: false,
    hasPowerPlans: false,
    hasPassword: false,
    reading: madeUpReading(),
    error: null,
    formerIds: [],
    silentSinceMs: null,
    complaints: [],
    setup: null,
    power: null,
    difference: null,
    ...changes,
  };
}
