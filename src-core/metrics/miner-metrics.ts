/**
 * The miner in numbers for Prometheus. Like a screen, it only reads the miner's events and its
 * snapshot.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MinerEvent } from '../state/miner-events.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';
import { addDeviceMetrics } from './device-metrics.ts';
import type { Tariff } from './device-metrics.ts';
import { addWorkerMetrics } from './worker-metrics.ts';
import { watchEventLoopDelay } from './event-loop-delay.ts';
import { healthOf } from './health.ts';
import { addStratumMetrics } from './stratum-metrics.ts';

export interface MinerMetrics {
  /** Every event of the miner, in order. */
  observe(event: MinerEvent): void;
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
  /** Names of all metrics, as text() declares them. */
  names(): readonly string[];
  close(): void;
}

const PHASES = ['stopped', 'starting', 'mining', 'waiting', 'stopping'] as const;
const PROBLEMS = [
  'node',
  'stream',
  'network',
  'stood-down',
  'worker',
  'group',
  'history',
  'open-files',
  'shares',
  'device',
] as const;
/** Seconds; a node on the same machine answers in a millisecond, one across the world in 0.3 s. */
const LATENCY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Metrics of one miner; `snapshot` and `tariff` are asked at each reading. */
export function createMinerMetrics(
  snapshot: () => MinerSnapshot,
  version: string,
  tariff: () => Tariff,
): MinerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ): Gauge<Label> => new Gauge({ name, help, labelNames: [...labelNames], registers });

  const build = gauge('heddle_build_info', 'The program, 1.', ['version']);
  build.set({ version }, 1);
  const phase = gauge('heddle_phase', '1 for the phase mining is in, 0 for the others.', ['phase']);
  const healthy = gauge('heddle_healthy', '1 while it mines or rests as set up, as at /healthz.');
  const rate = gauge('heddle_hashes_per_second', 'Hash rate of all workers over the last minute.');
  const difficulty = gauge(
    'heddle_difficulty_hashes',
    'Mean expected hashes per block of the work in hand; absent without work.',
  );
  const expected = gauge(
    'heddle_expected_seconds_to_block',
    'Mean seconds to the next block at this hash rate; absent while unknown.',
  );
  const effort = gauge(
    'heddle_effort_ratio',
    'Hashes spent since the last own block, in expected hashes of a block.',
  );
  const blocks = gauge('heddle_own_blocks', 'Own blocks since history began, by their state now.', [
    'state',
  ]);
  const latency = gauge(
    'heddle_node_latency_seconds',
    'How long the node in use took to answer last; absent before it did.',
    ['node'],
  );
  const problems = gauge('heddle_problems', 'Things that are wrong now.', ['kind']);
  const height = gauge('heddle_chain_height', 'Height of the newest known block of a chain.', [
    'chain',
  ]);
  const moved = gauge(
    'heddle_cut_moved_timestamp_seconds',
    'When the network last had a new block, Unix time; absent before one was seen.',
  );
  const delay = gauge(
    'heddle_event_loop_delay_seconds',
    'How late the event loop ran, of the last half minute to minute: median, p99 and max.',
    ['statistic'],
  );
  const answers = new Histogram({
    name: 'heddle_node_answer_seconds',
    help: 'How long the node took to answer.',
    labelNames: ['node'],
    buckets: LATENCY_BUCKETS,
    registers,
  });
  const failures = new Counter({
    name: 'heddle_node_failures_total',
    help: 'Requests to a node that failed, by kind of failure.',
    labelNames: ['node', 'kind'],
    registers,
  });
  const workers = addWorkerMetrics(registry);
  const stratum = addStratumMetrics(registry);
  const devices = addDeviceMetrics(registry, tariff);
  const eventLoop = watchEventLoopDelay();

  function refresh(): void {
    const now = snapshot();
    for (const each of PHASES) phase.set({ phase: each }, each === now.phase ? 1 : 0);
    healthy.set(healthOf(now).isWell ? 1 : 0);
    rate.set(now.hashesPerSecondMinute);
    workers.refresh(now);
    setOrRemove(difficulty, now.difficulty);
    setOrRemove(expected, now.expectedSecondsToBlock);
    setOrRemove(effort, now.effort);
    for (const [state, count] of Object.entries(now.blockCounts)) blocks.set({ state }, count);
    latency.reset();
    if (now.node !== null && now.node.latencyMs !== null) {
      latency.set({ node: now.node.url }, now.node.latencyMs / 1000);
    }
    for (const kind of PROBLEMS) {
      problems.set({ kind }, now.problems.filter((problem) => problem.kind === kind).length);
    }
    height.reset();
    for (const tip of now.tips) height.set({ chain: String(tip.chain) }, tip.height);
    devices.refresh(now);
    setOrRemove(moved, now.cutMovedAtMs === null ? null : now.cutMovedAtMs / 1000);
    for (const [statistic, seconds] of Object.entries(eventLoop.read())) {
      delay.set({ statistic }, seconds);
    }
  }

  return {
    contentType: registry.contentType,
    observe(event) {
      workers.observe(event);
      stratum.observe(event);
      switch (event.type) {
        case 'node-answered':
          answers.observe({ node: event.node }, event.latencyMs / 1000);
          break;
        case 'node-failed':
          failures.inc({ node: event.node, kind: event.error.kind });
          break;
      }
    },
    text() {
      refresh();
      return registry.metrics();
    },
    names: () => registry.getMetricsAsArray().map(({ name }) => name),
    close: eventLoop.close,
  };
}

/** Sets a gauge without labels; what is not known is absent rather than zero. */
function setOrRemove(gauge: Gauge, value: number | null): void {
  // A gauge that was reset shows 0, one whose only series was removed shows nothing.
  if (value === null) gauge.remove({});
  else gauge.set(value);
}
