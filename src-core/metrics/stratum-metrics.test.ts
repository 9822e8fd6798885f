import { Registry } from 'prom-client';
import { beforeEach, expect, it } from 'vitest';
import type { MinerEvent } from '../state/miner-events.ts';
import type { MachineMeasurement, ShareCounts } from '../stratum/stratum-events.ts';
import { addStratumMetrics } from './stratum-metrics.ts';

let registry: Registry;
let metrics: ReturnType<typeof addStratumMetrics>;
beforeEach(() => {
  registry = new Registry();
  metrics = addStratumMetrics(registry);
});

type Untimed<Event> = Event extends MinerEvent ? Omit<Event, 'atMs'> : never;

function happens(...events: Untimed<MinerEvent>[]): void {
  for (const event of events) metrics.observe({ ...event, atMs: 0 });
}

/** The value of a series, e.g. `heddle_stratum_sessions`; null when it is absent. */
async function value(series: string): Promise<number | null> {
  const line = (await registry.metrics()).split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
}

const NO_RATE = { hashesPerSecond: 0, relativeError: null };

function measurement(
  session: number,
  rig: string | null,
  shares: Partial<ShareCounts>,
): MachineMeasurement {
  return {
    session,
    rig,
    shares: {
      accepted: 0,
      blocks: 0,
      stale: 0,
      duplicate: 0,
      low: 0,
      invalid: 0,
      ...shares,
    },
    lastRefusal: null,
    lastRefusalAgeMs: null,
    isAllRefused: false,
    refusedLately: 0,
    lastShareAgeMs: null,
    hashRate: { oneMinute: NO_RATE, tenMinutes: NO_RATE, oneHour: NO_RATE },
    level: null,
    difficulty: null,
    uptimeMs: 0,
  };
}

it('counts each share once, by rig and kind, over several sessions', async () => {
  happens(
    { type: 'machine-measured', measurement: measurement(1, 'shed', { accepted: 5, stale: 1 }) },
    { type: 'machine-measured', measurement: measurement(1, 'shed', { accepted: 7, stale: 1 }) },
    { type: 'machine-measured', measurement: measurement(2, 'attic', { accepted: 1, low: 2 }) },
    {
      type: 'machine-left',
      session: 1,
      reason: { kind: 'closed-by-machine' },
      measurement: measurement(1, 'shed', { accepted: 8, blocks: 1, stale: 1 }),
    },
    { type: 'machine-measured', measurement: measurement(3, 'shed', { accepted: 2 }) },
  );
  expect(await value('heddle_stratum_shares_total{rig="shed",kind="accepted"}')).toBe(10);
  expect(await value('heddle_stratum_shares_total{rig="shed",kind="blocks"}')).toBe(1);
  expect(await value('heddle_stratum_shares_total{rig="shed",kind="stale"}')).toBe(1);
  expect(await value('heddle_stratum_shares_total{rig="attic",kind="low"}')).toBe(2);
  // The next server numbers its sessions from 1 again.
  happens(
    { type: 'stratum-closed' },
    { type: 'stratum-listening', host: '::', port: 1917 },
    { type: 'machine-measured', measurement: measurement(1, 'shed', { accepted: 3 }) },
    { type: 'machine-measured', measurement: measurement(3, 'shed', { accepted: 1 }) },
  );
  expect(await value('heddle_stratum_shares_total{rig="shed",kind="accepted"}')).toBe(14);
});

it('shows hash rates and refused peers', async () => {
  const hashRate = {
    oneMinute: NO_RATE,
    tenMinutes: { hashesPerSecond: 3e12, relativeError: 0.1 },
    oneHour: NO_RATE,
  };
  happens(
    { type: 'stratum-measured', sessions: 2, hashRate },
    { type: 'rig-measured', rig: 'shed', sessions: 1, hashRate },
    {
      type: 'connection-refused',
      address: '10.0.0.9',
      refusal: { kind: 'server-full', limit: 9 },
      alsoRefused: 4,
    },
  );
  expect(await value('heddle_stratum_sessions')).toBe(2);
  expect(await value('heddle_stratum_hashes_per_second')).toBe(3e12);
  expect(await value('heddle_rig_hashes_per_second{rig="shed"}')).toBe(3e12);
  expect(await value('heddle_stratum_refused_connections_total')).toBe(5);
  happens({ type: 'stratum-closed' });
  expect(await value('heddle_stratum_sessions')).toBe(0);
  expect(await value('heddle_stratum_hashes_per_second')).toBe(0);
  expect(await value('heddle_rig_hashes_per_second{rig="shed"}')).toBeNull();
});

it('stays bounded and well-formed, whatever names machines have', async () => {
  const rude = 'a"} 1\nheddle_phase{x="\\';
  happens({ type: 'machine-measured', measurement: measurement(1, rude, { accepted: 1 }) });
  for (let session = 2; session < 1_200; session += 1) {
    const news = measurement(session, `rig ${session}`, { accepted: 1 });
    happens({ type: 'machine-measured', measurement: news });
  }
  const lines = (await registry.metrics()).split('\n');
  const shares = lines.filter((line) => line.startsWith('heddle_stratum_shares_total{'));
  expect(shares).toHaveLength(1_001);
  expect(shares[0]).toBe(
    String.raw`heddle_stratum_shares_total{rig="a\"} 1\nheddle_phase{x=\"\\",kind="accepted"} 1`,
  );
  expect(await value('heddle_stratum_shares_total{rig="(others)",kind="accepted"}')).toBe(199);
  // Those of whom there are counts keep them.
  happens({ type: 'machine-measured', measurement: measurement(2, 'rig 2', { accepted: 2 }) });
  expect(await value('heddle_stratum_shares_total{rig="rig 2",kind="accepted"}')).toBe(2);
});
