/** A machine and a reading of it while it is well, to be changed where a test needs it. */
import type { DeviceBoard, DeviceReading } from '../../device.ts';
import { isSamePlace } from '../../setup/own-pool.ts';
import type { OwnPools } from '../../setup/own-pools.ts';
import type { DeviceDescription } from '../../device-events.ts';

export const BOARD: DeviceBoard = {
  number: 1,
  hashesPerSecond: 5e12,
  chipTemperature: 75,
  boardTemperature: 65,
  hardwareErrors: 3,
};

/** Of a machine to which this pool was written, where it is this program still; null for none. */
export function ownPool(written: string | null): OwnPools {
  return {
    written,
    isStale: false,
    isOwn: (url) => written !== null && isSamePlace(url, written),
  };
}

export const READING: DeviceReading = {
  atMs: 0,
  hashesPerSecond: 5e12,
  averageHashesPerSecond: 5e12,
  boards: [BOARD],
  fans: [3000, 3000],
  hardwareErrors: 3,
  hardwareErrorShare: 0.001,
  accepted: 100,
  rejected: 0,
  uptimeSeconds: 86_400,
  pools: [],
  isAsleep: false,
};

export const DESCRIPTION: DeviceDescription = {
  id: 'box',
  host: '192.168.1.20',
  webPort: 80,
  family: 'goldshell',
  model: 'Goldshell KD-BOX II',
  firmware: null,
  mac: null,
  nameplate: { hashesPerSecond: 5e12, watts: 400 },
  watts: null,
  powerPlan: null,
  canConfigure: true,
  actions: [],
  canPutBack: false,
  hadNoPool: false,
  hasPowerPlans: false,
  hasPassword: false,
};
