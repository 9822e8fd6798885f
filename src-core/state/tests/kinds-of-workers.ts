/** Events of a miner with a processor and machines. */
import type { GroupChange } from '../group-events.ts';
import type { MinerEvent } from '../miner-events.ts';
import type { MachineDescription, MachineMeasurement } from '../../stratum/stratum-events.ts';

export const set = { type: 'mining-started', kinds: ['stratum', 'cpu'] } as const;

/** What becomes of a kind of worker. */
export function change(kind: 'stratum' | 'cpu', to: GroupChange, atMs = 1_000): MinerEvent {
  return { type: 'group-changed', kind, change: to, atMs };
}

export const cpu = change('cpu', { state: 'running', workers: ['CPU 0'] });
export const machines = change('stratum', { state: 'running', workers: ['Stratum 0'] });
export const hashes = {
  type: 'hashes-tried',
  worker: 'CPU 0',
  hashes: 1_000,
  elapsedMs: 1_000,
  difficulty: 1e6,
  versionName: 'practice',
} as const;
export const listening = { type: 'stratum-listening', host: '::', port: 1917 } as const;

/** A machine of a connection with this number, at a stage. */
export function machine(session: number, stage: MachineDescription['stage'], atMs = 1_000) {
  const rig = `rig-${session}`;
  const described: MachineDescription = {
    ...{ session, stage, address: `10.0.0.${session}`, agent: null, user: `a.${rig}`, rig },
    ...{ port: 1, isAuthorized: true, nonce1: 0, refusal: null, difficultyNotice: null },
  };
  return { type: 'machine-changed', machine: described, atMs } as const;
}

/** What is measured of that machine once it has sent shares of 5 TH/s. */
export function measured(session: number, atMs = 1_000) {
  const rate = { hashesPerSecond: 5e12, relativeError: 0.1 };
  const measurement: MachineMeasurement = {
    ...{ session, rig: `rig-${session}`, level: 40, difficulty: 2 ** 40, uptimeMs: 9_000 },
    shares: { accepted: 9, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 },
    ...{ lastRefusal: null, lastRefusalAgeMs: null, isAllRefused: false, refusedLately: 0 },
    ...{ lastShareAgeMs: 1, hashRate: { oneMinute: rate, tenMinutes: rate, oneHour: rate } },
  };
  return { type: 'machine-measured', measurement, atMs } as const;
}
