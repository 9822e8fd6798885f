import { expect, it } from 'vitest';
import { createEventWaits } from './event-waits.ts';
import { SETUP_TIMES } from './setup-times.ts';
import type { StratumMachine, StratumView } from './stratum-view.ts';
import { waitForMining } from './wait-for-mining.ts';

const HOST = '192.168.1.20';
const MACHINE: StratumMachine = {
  session: 1,
  address: HOST,
  rig: 'cellar',
  isAdmitted: true,
  refusal: null,
  accepted: 0,
  refused: 0,
  difficulty: 1e12,
};

/** Waits for a machine that is there already, and for its share for 50 ms at least. */
function wait(
  changes: Partial<StratumMachine> | (() => Partial<StratumMachine>),
): ReturnType<typeof waitForMining> {
  const waits = createEventWaits();
  const view: StratumView = {
    take: () => undefined,
    listening: () => ({ host: '0.0.0.0', port: 1917 }),
    machines: () => [{ ...MACHINE, ...(typeof changes === 'function' ? changes() : changes) }],
    until: waits.until,
  };
  return waitForMining({
    view,
    host: HOST,
    worker: 'cellar',
    hashesPerSecond: 1e14,
    otherPool: () => Promise.resolve(null),
    report: { step: () => undefined, done: () => undefined, failed: () => undefined },
    times: { ...SETUP_TIMES, shareMs: 50 },
    signal: new AbortController().signal,
  });
}

it('is a fault where a machine sends no share that it should have', async () => {
  expect(await wait({})).toMatchObject({ ok: false, error: { kind: 'no-share' } });
});

it('is done without a share where shares are too rare to wait for', async () => {
  expect(await wait({ difficulty: 1e18 })).toMatchObject({ ok: true });
});

it('is done without a share where nothing says how rare they are', async () => {
  expect(await wait({ difficulty: 'unknown' })).toMatchObject({ ok: true });
});

it('is a fault where shares were refused and none was accepted', async () => {
  const refused = [0, 0, 3];
  const machine = () => ({ difficulty: 'unknown' as const, refused: refused.shift() ?? 3 });
  expect(await wait(machine)).toMatchObject({ ok: false, error: { kind: 'no-share' } });
});

it('is done without a share where the refused ones are from before', async () => {
  expect(await wait({ difficulty: 'unknown', refused: 3 })).toMatchObject({ ok: true });
});
