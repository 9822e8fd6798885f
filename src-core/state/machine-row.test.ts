import { describe, expect, it } from 'vitest';
import { NO_RATES } from '../stratum/rate-estimates.ts';
import type { MachineMeasurement, ShareCounts } from '../stratum/stratum-events.ts';
import { hasNewShares, measured, newMachine } from './machine-row.ts';

const NONE: ShareCounts = { accepted: 0, blocks: 0, stale: 0, duplicate: 0, low: 0, invalid: 0 };

const MACHINE = newMachine(
  {
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
  },
  1,
  1_000,
);

const measurement = (shares: ShareCounts): MachineMeasurement => ({
  session: 1,
  rig: 'garage',
  shares,
  lastRefusal: null,
  lastRefusalAgeMs: null,
  isAllRefused: false,
  lastShareAgeMs: null,
  hashRate: NO_RATES,
  level: null,
  difficulty: null,
  uptimeMs: 0,
});

describe('a share of any kind', () => {
  it.each(['accepted', 'stale', 'duplicate', 'low', 'invalid'] as const)(
    'shows that the machine is alive: %s',
    (kind) => {
      const first = measured(MACHINE, measurement({ ...NONE, [kind]: 2 }), 2_000);
      expect(first.heardAtMs).toBe(2_000);
      const same = measurement({ ...NONE, [kind]: 2 });
      expect([measured(first, same, 3_000).heardAtMs, hasNewShares(first, same)]).toEqual([
        2_000,
        false,
      ]);
      const more = measurement({ ...NONE, [kind]: 3 });
      expect([measured(first, more, 3_000).heardAtMs, hasNewShares(first, more)]).toEqual([
        3_000,
        true,
      ]);
    },
  );
});
