import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import { NO_BLOCKS } from '../state/snapshot-types.ts';
import { initialMinerState, reduceMiner } from '../state/miner/miner-state.ts';
import type { MinerState } from '../state/miner/miner-state.ts';
import { createMinerMetrics } from './miner-metrics.ts';
import type { MinerMetrics } from './miner-metrics.ts';
import { snapshotOf } from '../state/miner/snapshot.ts';

const START_MS = Date.UTC(2026, 0, 1);
const CHAIN = 4 as ChainId;
const NODE = 'http://127.0.0.1:1848';

let state: MinerState;
let metrics: MinerMetrics;
let nowMs = START_MS;
beforeEach(() => {
  state = initialMinerState([], new Map([['v', { ...NO_BLOCKS, confirmed: 3, orphaned: 1 }]]));
  nowMs = START_MS;
  metrics = createMinerMetrics(
    () => snapshotOf(state, nowMs),
    '1.2.3',
    () => ({ electricityPrice: 0.25, currency: 'EUR' }),
  );
});
afterEach(() => metrics.close());

type Untimed<Event> = Event extends MinerEvent ? Omit<Event, 'atMs'> : never;

function happens(...events: Untimed<MinerEvent>[]): void {
  for (const news of events) {
    const event = { ...news, atMs: nowMs } as MinerEvent;
    state = reduceMiner(state, event);
    metrics.observe(event);
  }
}

/** The value of a series, e.g. `heddle_phase{phase="mining"}`; null when it is absent. */
async function value(series: string): Promise<number | null> {
  const line = (await metrics.text()).split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1));
}

/** Mining with a thread of the processor. */
const STARTED = [
  { type: 'mining-started', kinds: ['cpu', 'stratum'] },
  { type: 'group-changed', kind: 'cpu', change: { state: 'running', workers: ['CPU 0'] } },
  { type: 'group-changed', kind: 'stratum', change: { state: 'paused' } },
] as const;

describe('metrics of the miner', () => {
  it('are absent for what is not known yet', async () => {
    expect(await value('heddle_build_info{version="1.2.3"}')).toBe(1);
    expect(await value('heddle_phase{phase="stopped"}')).toBe(1);
    expect(await value('heddle_healthy')).toBe(0);
    expect(await value('heddle_own_blocks{state="confirmed"}')).toBe(3);
    expect(await value('heddle_problems{kind="node"}')).toBe(0);
    for (const absent of [
      'heddle_difficulty_hashes',
      'heddle_expected_seconds_to_block',
      'heddle_effort_ratio',
      'heddle_cut_moved_timestamp_seconds',
    ]) {
      expect(await value(absent)).toBeNull();
    }
  });

  it('follow hashes, difficulty, node and blocks', async () => {
    happens(
      ...STARTED,
      {
        type: 'node-chosen',
        node: NODE,
        network: { versionName: 'v', nodeVersion: null, graph: [], blockDelayMicros: null },
      },
      { type: 'node-answered', node: NODE, latencyMs: 20, preferred: [] },
      {
        type: 'work-received',
        worker: 'CPU 0',
        chain: CHAIN,
        height: 7,
        difficulty: 5e6,
        versionName: 'v',
        forkState: { number: 0, votes: 0 },
      },
    );
    nowMs += 10_000;
    happens(
      {
        type: 'hashes-tried',
        worker: 'CPU 0',
        hashes: 2e6,
        elapsedMs: 10_000,
        difficulty: 5e6,
        versionName: 'v',
      },
      { type: 'cut-seen', tips: [{ chain: CHAIN, height: 6, hash: 'h' }] },
    );
    expect(await value('heddle_phase{phase="mining"}')).toBe(1);
    expect(await value('heddle_phase{phase="stopped"}')).toBe(0);
    expect(await value('heddle_healthy')).toBe(1);
    expect(await value('heddle_worker_hashes_per_second{worker="CPU 0",kind="cpu"}')).toBe(2e5);
    expect(await value('heddle_hashes_per_second')).toBe(2e5);
    expect(await value('heddle_hashes_total{worker="CPU 0",kind="cpu"}')).toBe(2e6);
    expect(await value('heddle_difficulty_hashes')).toBe(5e6);
    expect(await value('heddle_expected_seconds_to_block')).toBe(25);
    expect(await value('heddle_effort_ratio')).toBe(0.4);
    expect(await value(`heddle_node_latency_seconds{node="${NODE}"}`)).toBe(0.02);
    expect(await value(`heddle_node_answer_seconds_bucket{le="0.025",node="${NODE}"}`)).toBe(1);
    expect(await value('heddle_chain_height{chain="4"}')).toBe(6);
    expect(await value('heddle_cut_moved_timestamp_seconds')).toBe(nowMs / 1000);
    expect(await value('heddle_event_loop_delay_seconds{statistic="p99"}')).not.toBeNull();
    expect(metrics.names()).toContain('heddle_event_loop_delay_seconds');

    happens(
      {
        type: 'solution-found',
        id: 'a',
        chain: CHAIN,
        height: 7,
        difficulty: 5e6,
        worker: 'CPU 0',
        versionName: 'v',
      },
      { type: 'solution-accepted', id: 'a' },
      { type: 'block-confirmed', id: 'a' },
    );
    expect(await value('heddle_own_blocks{state="confirmed"}')).toBe(4);
    expect(await value('heddle_own_blocks{state="accepted"}')).toBe(0);
  });

  it('count failures, and problems only while they last', async () => {
    happens(...STARTED);
    const error = { kind: 'node-missing', detail: 'connection refused' } as const;
    happens({ type: 'node-failed', node: NODE, error });
    const fault = { kind: 'thread-exited', detail: '1', lastWords: null } as const;
    happens({ type: 'worker-failed', worker: 'CPU 0', fault, ended: true, retryMs: 500 });
    expect(await value(`heddle_node_failures_total{node="${NODE}",kind="node-missing"}`)).toBe(1);
    expect(await value('heddle_worker_failures_total{worker="CPU 0",kind="cpu"}')).toBe(1);
    expect(await value('heddle_problems{kind="node"}')).toBe(1);
    expect(await value('heddle_problems{kind="worker"}')).toBe(1);
    happens({ type: 'node-answered', node: NODE, latencyMs: 1, preferred: [] });
    expect(await value('heddle_problems{kind="node"}')).toBe(0);
    expect(await value(`heddle_node_failures_total{node="${NODE}",kind="node-missing"}`)).toBe(1);
  });

  it('have the state of each kind of worker', async () => {
    happens(...STARTED);
    expect(await value('heddle_worker_kind_state{kind="stratum",state="paused"}')).toBe(1);
    expect(await value('heddle_worker_kind_state{kind="stratum",state="mining"}')).toBe(0);
    expect(await value('heddle_worker_kind_state{kind="cpu",state="waiting"}')).toBe(1);
    happens({ type: 'mining-stopped' });
    expect(await value('heddle_worker_kind_state{kind="cpu",state="waiting"}')).toBeNull();
  });

  it('forget the node, its chains and the figures of a network that is left', async () => {
    const network = { versionName: 'v', nodeVersion: null, graph: [], blockDelayMicros: null };
    const cutOf = (chain: number) => ({ chain: chain as ChainId, height: 6, hash: 'h' });
    happens(
      ...STARTED,
      { type: 'node-chosen', node: NODE, network },
      { type: 'node-answered', node: NODE, latencyMs: 20, preferred: [] },
      { type: 'cut-seen', tips: [cutOf(3), cutOf(4)] },
    );
    expect(await value(`heddle_node_latency_seconds{node="${NODE}"}`)).toBe(0.02);
    expect(await value('heddle_chain_height{chain="3"}')).toBe(6);
    happens(
      {
        type: 'node-chosen',
        node: 'http://127.0.0.2:1848',
        network: { ...network, versionName: 'w' },
      },
      { type: 'cut-seen', tips: [cutOf(4)] },
    );
    const lines = (await metrics.text()).split('\n');
    expect(lines.filter((line) => /^heddle_(node_latency|chain_height)/.test(line))).toEqual([
      'heddle_chain_height{chain="4"} 6',
    ]);
  });

  it('have what machines report at their own interfaces', async () => {
    const device = { id: 'a', host: '192.168.1.30', webPort: 80, model: 'KD6' };
    happens({ type: 'device-known', device } as unknown as Untimed<MinerEvent>);
    expect(await value('heddle_device_up{address="192.168.1.30",model="KD6"}')).toBe(0);
  });

  it('count for workers whose kind is not known yet', async () => {
    const hashed = { hashes: 5, elapsedMs: 1, difficulty: 1, versionName: 'v' };
    happens({ type: 'hashes-tried', worker: 'GPU 0', ...hashed });
    const fault = { kind: 'thread-exited', detail: '1', lastWords: null } as const;
    happens({ type: 'worker-failed', worker: 'GPU 0', fault, ended: true, retryMs: 500 });
    expect(await value('heddle_hashes_total{worker="GPU 0",kind=""}')).toBe(5);
    expect(await value('heddle_worker_failures_total{worker="GPU 0",kind=""}')).toBe(1);
  });

  it('forget workers that are gone', async () => {
    happens(...STARTED, { type: 'mining-stopped' });
    expect(await value('heddle_worker_hashes_per_second{worker="CPU 0",kind="cpu"}')).toBeNull();
  });
});
