/**
 * The rules of `promtool check metrics` (Prometheus, `promlint`) and of
 * https://prometheus.io/docs/practices/naming/ applied to what is really served.
 */
import { afterAll, expect, it } from 'vitest';
import { initialMinerState, reduceMiner } from '../../state/miner/miner-state.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import { snapshotOf } from '../../state/miner/snapshot.ts';
import { createMinerMetrics } from '../miner-metrics.ts';

const NODE = 'http://127.0.0.1:1848';
const NO_RATE = { hashesPerSecond: 1, relativeError: null };
const hashRate = { oneMinute: NO_RATE, tenMinutes: NO_RATE, oneHour: NO_RATE };
const shares = { accepted: 1, blocks: 1, stale: 1, duplicate: 1, low: 1, invalid: 1 };
const DEVICE = { id: 'a', host: '192.168.1.30', webPort: 80, watts: 400, nameplate: null };
const BOARD = { hashesPerSecond: 1, chipTemperature: 80, boardTemperature: 70, hardwareErrors: 1 };
const READING = {
  hashesPerSecond: 1,
  boards: [1, 2].map((number) => ({ ...BOARD, number })),
  fans: [1, 2],
  hardwareErrors: 1,
  hardwareErrorShare: 0.001,
  isAsleep: false,
  accepted: 1,
  rejected: 1,
  uptimeSeconds: 1,
  pools: [{ url: 'stratum+tcp://192.168.1.20:1917', isActive: true }],
};
/** At least one for each metric. */
const EVENTS = [
  { type: 'mining-started', kinds: ['cpu'] },
  { type: 'group-changed', kind: 'cpu', change: { state: 'running', workers: ['CPU 0'] } },
  { type: 'node-chosen', node: NODE, network: { versionName: 'v', graph: [] } },
  { type: 'node-answered', node: NODE, latencyMs: 20, preferred: [] },
  { type: 'work-received', worker: 'CPU 0', chain: 0, height: 7, difficulty: 5e6 },
  { type: 'hashes-tried', worker: 'CPU 0', hashes: 2e6, elapsedMs: 1e4, difficulty: 5e6 },
  { type: 'cut-seen', tips: [{ chain: 0, height: 6, hash: 'h' }] },
  { type: 'node-failed', node: NODE, error: { kind: 'node-missing', detail: '' } },
  { type: 'worker-failed', worker: 'CPU 0', reason: '', fault: null, ended: true },
  { type: 'stratum-listening', host: '::', port: 1917 },
  { type: 'stratum-measured', sessions: 1, hashRate },
  { type: 'rig-measured', rig: 'shed', sessions: 1, hashRate },
  { type: 'machine-measured', measurement: { session: 1, rig: 'shed', shares, hashRate } },
  { type: 'device-known', device: DEVICE },
  { type: 'device-read', id: 'a', reading: READING, complaints: [{ kind: 'slow' }] },
  {
    type: 'machine-changed',
    machine: { session: 2, stage: 'mining', address: DEVICE.host, rig: 'barn' },
  },
  { type: 'connection-refused', address: '', refusal: { kind: 'server-full' }, alsoRefused: 0 },
].map((event) => ({ atMs: 1_000, ...event }) as unknown as MinerEvent);

let state = initialMinerState();
const metrics = createMinerMetrics(
  () => snapshotOf(state, 1_000),
  '1.2.3',
  () => ({ electricityPrice: 0.25, currency: 'EUR' }),
);
afterAll(() => metrics.close());
for (const event of EVENTS) {
  // These have no metric, or would remove the work.
  if (!['machine-measured', 'worker-failed'].includes(event.type))
    state = reduceMiner(state, event);
  metrics.observe(event);
}
/** Half of what the device reports. */
const HALF = { hashesPerSecond: 0.5, relativeError: 0.01 };
const measurement = {
  ...{ session: 2, rig: 'barn', shares, difficulty: 1 },
  hashRate: { oneMinute: HALF, tenMinutes: HALF, oneHour: HALF },
};
const measured = { type: 'machine-measured', measurement, atMs: 1_000 };
state = reduceMiner(state, measured as unknown as MinerEvent);
const lines = (await metrics.text()).split('\n');

const helps = new Map(lines.flatMap((line) => entry(/^# HELP (\S+) (.*)$/, line)));
const types = new Map(lines.flatMap((line) => entry(/^# TYPE (\S+) (.*)$/, line)));
const series = lines.flatMap((line) => {
  const [, name, labels = ''] = /^([^\s{#]+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
  return name === undefined
    ? []
    : [{ name, labels: [...labels.matchAll(/(\w+)="/g)].map(([, l]) => l) }];
});

function entry(pattern: RegExp, line: string): [string, string][] {
  const [, name, text] = pattern.exec(line) ?? [];
  return name === undefined || text === undefined ? [] : [[name, text]];
}

function familyOf(name: string): string {
  const base = name.replace(/_(bucket|sum|count)$/, '');
  return types.get(base) === 'histogram' ? base : name;
}

it('has every line of the format: help, type or a series', () => {
  expect(lines.filter((line) => !/^(# (HELP|TYPE) \S+ .+|[^\s#].* \S+|)$/.test(line))).toEqual([]);
  expect(types.size).toBe(metrics.names().length);
});

it.each(metrics.names())('%s follows the rules', (name) => {
  const type = types.get(name) ?? '';
  expect(helps.get(name)).toMatch(/\S/);
  expect(type).toMatch(/^(gauge|counter|histogram)$/);
  // A series, so that its labels are seen here.
  const own = series.filter((each) => familyOf(each.name) === name);
  expect(own.length).toBeGreaterThan(0);
  expect(name).toMatch(/^heddle(_[a-z]+)+$/);
  expect(name.endsWith('_total')).toBe(type === 'counter');
  expect(name).not.toMatch(/_(count|sum|bucket)$/);
  // The type is no part of the name, nor are units in short or other units than the base ones.
  const words = name.split('_').slice(1);
  for (const word of words) {
    expect(['gauge', 'counter', 'histogram', 'summary', 'metric']).not.toContain(word);
    expect(['s', 'ms', 'us', 'ns', 'sec', 'b', 'kb', 'mb', 'gb', 'm', 'h', 'd']).not.toContain(
      word,
    );
    expect(word).not.toMatch(
      /^(milli|micro|nano|kilo|mega|giga|kibi|mebi)|^(minute|hour|day|week|bit|percent)s?$/,
    );
  }
  // `quantile` belongs to summaries and `le` to histograms.
  const labels = new Set(own.flatMap((each) => each.labels));
  expect(labels).not.toContain('quantile');
  if (type !== 'histogram') expect(labels).not.toContain('le');
  for (const label of labels) expect(label).toMatch(/^[a-z]+(_[a-z]+)*$/);
});

it('has no series without its help and type, and none twice', () => {
  expect(series.filter(({ name }) => !types.has(familyOf(name)))).toEqual([]);
  const heads = lines.filter((line) => line.startsWith('#'));
  expect(new Set(heads).size).toBe(heads.length);
  const keys = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/ \S+$/, ''));
  expect(new Set(keys).size).toBe(keys.length);
});
