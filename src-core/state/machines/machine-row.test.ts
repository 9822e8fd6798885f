import { describe, expect, it } from 'vitest';
import { NO_RATES } from '../../stratum/rate-estimates.ts';
import { NO_SHARES } from '../../stratum/stratum-events.ts';
import type {
  MachineDescription,
  MachineMeasurement,
  MachineStage,
  ShareCounts,
} from '../../stratum/stratum-events.ts';
import { described, hasNewShares, inPlaceOf, measured, newMachine } from './machine-row.ts';

const DESCRIPTION: MachineDescription = {
  session: 1,
  address: '10.0.0.2',
  port: 1,
  stage: 'job-sent',
  agent: null,
  user: 'garage',
  rig: 'garage',
  isAuthorized: true,
  refusal: null,
  difficultyNotice: null,
  nonce1: 1,
};

const MACHINE = newMachine(DESCRIPTION, 1, 1_000);

const measurement = (shares: ShareCounts): MachineMeasurement => ({
  session: 1,
  rig: 'garage',
  shares,
  lastRefusal: null,
  lastRefusalAgeMs: null,
  isAllRefused: false,
  refusedLately: 0,
  lastShareAgeMs: null,
  hashRate: NO_RATES,
  level: null,
  difficulty: null,
  uptimeMs: 0,
});

it('has work since its first job, whatever it passes after that', () => {
  const stageAt = (machine: typeof MACHINE, stage: MachineStage, atMs: number) =>
    described(machine, { ...DESCRIPTION, stage }, atMs);
  const fresh = newMachine({ ...DESCRIPTION, stage: 'authorized' }, 1, 1_000);
  expect(fresh.workSinceMs).toBeNull();
  const working = stageAt(fresh, 'job-sent', 5_000);
  expect(working.workSinceMs).toBe(5_000);
  expect(stageAt(working, 'first-share', 9_000).workSinceMs).toBe(5_000);
  const back = { ...working, session: 2, workSinceMs: 9_500, connectedAtMs: 9_400 };
  expect(inPlaceOf(back, { ...working, leftAtMs: 9_000 }, 9_600).workSinceMs).toBe(5_000);
  expect(inPlaceOf(back, { ...working, leftAtMs: 0 }, 60_000).workSinceMs).toBe(9_500);
});

describe('a share of any kind', () => {
  it.each(['accepted', 'stale', 'duplicate', 'low', 'invalid'] as const)(
    'shows that the machine is alive: %s',
    (kind) => {
      const first = measured(MACHINE, measurement({ ...NO_SHARES, [kind]: 2 }), 2_000);
      expect(first.heardAtMs).toBe(2_000);
      const same = measurement({ ...NO_SHARES, [kind]: 2 });
      expect([measured(first, same, 3_000).heardAtMs, hasNewShares(first, same)]).toEqual([
        2_000,
        false,
      ]);
      const more = measurement({ ...NO_SHARES, [kind]: 3 });
      expect([measured(first, more, 3_000).heardAtMs, hasNewShares(first, more)]).toEqual([
        3_000,
        true,
      ]);
    },
  );
});
