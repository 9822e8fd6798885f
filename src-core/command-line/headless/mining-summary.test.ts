import { expect, it } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import type { LogRecord, LogSetting } from '../../logging/log-record.ts';
import { initialMinerState, reduceMiner } from '../../state/miner/miner-state.ts';
import type { MinerState } from '../../state/miner/miner-state.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import { NO_BLOCKS } from '../../state/snapshot-types.ts';
import type { MinerSnapshot, StratumSnapshot } from '../../state/snapshot-types.ts';
import { snapshotOf } from '../../state/miner/snapshot.ts';
import { logSummaries, summaryText } from './mining-summary.ts';

const NODE = 'http://127.0.0.1:1848/';

function after(events: readonly object[], state: MinerState = initialMinerState()): MinerState {
  return events.reduce<MinerState>(
    (now, event) => reduceMiner(now, { atMs: 1_000, ...event } as MinerEvent),
    state,
  );
}

const MINING = [
  { type: 'mining-started', kinds: ['cpu'] },
  { type: 'group-changed', kind: 'cpu', change: { state: 'running', workers: ['CPU 0'] } },
  { type: 'node-chosen', node: NODE, network: { versionName: 'v', graph: [] } },
  { type: 'work-received', worker: 'CPU 0', chain: 0, height: 1, difficulty: 5e6 },
  { type: 'hashes-tried', worker: 'CPU 0', hashes: 6e8, elapsedMs: 60_000, difficulty: 5e6 },
];
const FOUND = { type: 'solution-found', id: 'a', chain: 0, height: 1, worker: 'CPU 0' };

function snapshot(changes: Partial<MinerSnapshot> = {}): MinerSnapshot {
  return { ...snapshotOf(after(MINING), 1_000), ...changes };
}

it('has rate, blocks and node', () => {
  const now = snapshot({ hashesPerSecondMinute: 12_345_678 });
  expect(summaryText(now)).toBe('mining at 12.3 MH/s; 0 blocks found; node http://127.0.0.1:1848');
  const found = snapshotOf(after([...MINING, FOUND]), 1_000);
  expect(summaryText(found)).toContain('; 1 block found, 1 on its way to the node; ');
});

it('says what each kind of worker does where there are several', () => {
  const group = { kind: 'cpu', state: 'mining', error: null, hashesPerSecond: 2e6 };
  const error = { kind: 'no-command', setting: 'externalWorkerCommand' };
  const groups = [
    group,
    { ...group, kind: 'stratum', state: 'paused' },
    { ...group, kind: 'external', state: 'failed', error },
  ] as unknown as MinerSnapshot['groups'];
  expect(summaryText(snapshot({ groups, hashesPerSecondMinute: 2e6 }))).toBe(
    'mining at 2.00 MH/s; cpu mining at 2.00 MH/s, stratum paused, ' +
      'external failed (externalWorkerCommand is not set); 0 blocks found; node http://127.0.0.1:1848',
  );
  const rests = [{ reason: 'battery', kinds: ['cpu'], sinceMs: 0 }] as const;
  const resting = [{ ...group, state: 'resting' }, group] as unknown as MinerSnapshot['groups'];
  expect(summaryText(snapshot({ groups: resting, rests }))).toContain('cpu paused (on battery)');
});

it('counts machines and their shares', () => {
  const counts = { blocks: 1, stale: 1, duplicate: 0, low: 1, invalid: 0 };
  const stratum = {
    online: 2,
    machines: [
      { shares: { ...counts, accepted: 400 } },
      { shares: { stale: 10, duplicate: 20, low: 30, invalid: 40, accepted: 12 } },
    ],
  } as unknown as StratumSnapshot;
  expect(summaryText(snapshot({ hashesPerSecondMinute: 1.534e12, stratum }))).toBe(
    'mining at 1.53 TH/s with 2 machines; 412 shares accepted, 102 rejected; ' +
      '0 blocks found; node http://127.0.0.1:1848',
  );
});

it('reports that mining waits, and that the node does not answer', () => {
  const error = { kind: 'node-missing', detail: 'connection refused' };
  const state = after([...MINING.slice(0, 2), { type: 'node-failed', node: NODE, error }]);
  expect(summaryText({ ...snapshotOf(state, 1_000), phase: 'waiting' })).toBe(
    'waiting to mine at 0 H/s; 0 blocks found; the node does not answer',
  );
});

it.each([
  [0, '0 H/s'],
  [999.4, '999 H/s'],
  [999.6, '1.00 kH/s'],
  [99_960, '100 kH/s'],
  [1e21, '1000 EH/s'],
])('writes %d hashes per second as %s', (hashesPerSecondMinute, text) => {
  expect(summaryText(snapshot({ hashesPerSecondMinute }))).toContain(`at ${text};`);
});

it.each<[LogSetting, number]>([
  ['info', 2],
  ['warn', 0],
])('is logged at each interval, and not at once, at level %s %d times', async (level, times) => {
  const records: LogRecord[] = [];
  const log = createLog({ level, sink: (batch) => void records.push(...batch) });
  let interval: () => void = () => undefined;
  let isEnded = false;
  const earlier = { ...NO_BLOCKS, confirmed: 7 };
  const end = logSummaries(
    () => snapshot({ blockCounts: earlier }),
    log.logger,
    90,
    (act, everyMs) => {
      expect(everyMs).toBe(90_000);
      interval = act;
      return () => void (isEnded = true);
    },
  );
  await log.flush();
  expect(records).toEqual([]);
  interval();
  interval();
  await log.flush();
  expect(
    records.map(({ level: at, tags, text }) => [at, tags, text.includes('0 blocks found')]),
  ).toEqual(Array.from({ length: times }, () => ['info', [], true]));
  end();
  expect(isEnded).toBe(true);
});

it('is not logged where the interval is 0', () => {
  const { logger } = createLog({ level: 'info', sink: () => undefined });
  let isTimed = false;
  const end = logSummaries(snapshot, logger, 0, () => {
    isTimed = true;
    return () => undefined;
  });
  end();
  expect(isTimed).toBe(false);
});

it('says why all of it pauses', () => {
  const rests = [{ reason: 'battery', kinds: ['cpu'], sinceMs: 0 }] as const;
  const paused = snapshot({ phase: 'stopped', rests });
  expect(summaryText(paused)).toMatch(/^paused \(on battery\); /);
  expect(summaryText(snapshot({ phase: 'stopped', rests: [] }))).toMatch(/^stopped at /);
  expect(summaryText(snapshot({ rests }))).toMatch(/^mining at /);
});

it('counts blocks on their way, and says that no node was found yet', () => {
  const blockCounts = { ...NO_BLOCKS, pending: 3, uncertain: 2, confirmed: 4 };
  const now = snapshot({ blockCounts, node: null });
  const end = '; 9 blocks found, 5 on their way to the node; no node yet';
  expect(summaryText(now).endsWith(end)).toBe(true);
  const since = '; 0 blocks found, 5 on their way to the node; no node yet';
  expect(summaryText(now, 20).endsWith(since)).toBe(true);
  const shares = { accepted: 1, stale: 0, duplicate: 0, low: 0, invalid: 0 };
  const stratum = { ...now.stratum, online: 1, machines: [{ shares }] };
  const single = summaryText(snapshot({ stratum: stratum as unknown as StratumSnapshot }));
  expect(single).toContain(' with 1 machine; 1 share accepted, 0 rejected; ');
});

it('is logged by a timer until it is ended', async () => {
  let take: (text: string) => void = () => undefined;
  const line = new Promise<string>((resolve) => (take = resolve));
  const log = createLog({ level: 'info', sink: ([record]) => take(record?.text ?? '') });
  const end = logSummaries(snapshot, log.logger, 0.001);
  expect(await line).toMatch(/^mining at /);
  end();
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  logSummaries(snapshot, log.logger, 0.001)();
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(
    timers,
  );
});
