import { expect, it } from 'vitest';
import { mkTargetLevel } from '../../chainweb/target.ts';
import { prepareTarget } from '../difficulty/share-target.ts';
import type { MachineDescription } from '../stratum-events.ts';
import { DEFAULT_LIMITS } from '../stratum-limits.ts';
import { overdueReason } from './overdue-session.ts';

interface Given {
  readonly nonce1: number | null;
  readonly blockedSinceMs: number | null;
  readonly lastHeardMs: number;
  readonly level: number | null;
}

/** At 10,000 s, of a machine that connected at 9,000 s. */
function overdue(given: Partial<Given>, nowMs = 10_000_000): unknown {
  const { nonce1 = 7, blockedSinceMs = null, lastHeardMs = nowMs, level = null } = given;
  return overdueReason(
    DEFAULT_LIMITS,
    { blockedSinceMs, lastHeardMs },
    {
      connectedAtMs: 9_000_000,
      description: { nonce1 } as MachineDescription,
      target: level === null ? null : prepareTarget(mkTargetLevel(level)),
    },
    nowMs,
  );
}

it('ends what does not subscribe within 30 s', () => {
  const reason = { kind: 'never-subscribed', ms: 30_000 };
  expect(overdue({ nonce1: null }, 9_030_000)).toBeNull();
  expect(overdue({ nonce1: null }, 9_030_001)).toEqual(reason);
  expect(overdue({ nonce1: 0 }, 9_030_001)).toBeNull();
});

it('ends what does not read for a minute', () => {
  expect(overdue({ blockedSinceMs: 9_940_000 })).toBeNull();
  expect(overdue({ blockedSinceMs: 9_939_999 })).toEqual({ kind: 'not-reading', ms: 60_000 });
});

it('ends what is silent for 15 minutes, or three times as long as a share takes at 1 GH/s', () => {
  expect(overdue({ lastHeardMs: 9_100_000 })).toBeNull();
  expect(overdue({ lastHeardMs: 9_099_999 })).toEqual({ kind: 'silent', ms: 900_000 });
  expect(overdue({ lastHeardMs: 9_099_999, level: 30 })).toEqual({ kind: 'silent', ms: 900_000 });
  const longMs = (3 * 2 ** 40 * 1000) / 1e9;
  expect(overdue({ lastHeardMs: 10_000_000 - longMs, level: 40 })).toBeNull();
  expect(overdue({ lastHeardMs: 9_999_999 - longMs, level: 40 })).toEqual({
    ...{ kind: 'silent', ms: longMs },
  });
});
