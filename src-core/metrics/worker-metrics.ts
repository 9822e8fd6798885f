/** Workers in numbers, each with its kind. */
import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { WorkerKind } from '../config/workers-of.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import type { GroupState, MinerSnapshot } from '../state/snapshot-types.ts';

interface WorkerMetrics {
  observe(event: MinerEvent): void;
  /** To be called before each reading. */
  refresh(snapshot: Pick<MinerSnapshot, 'workers' | 'groups'>): void;
}

const STATES: readonly GroupState[] = [
  'opening',
  'mining',
  'waiting',
  'paused',
  'resting',
  'failed',
];

/** Adds them to the registry. */
export function addWorkerMetrics(registry: Registry): WorkerMetrics {
  const registers = [registry];
  const kindState = new Gauge({
    name: 'heddle_worker_kind_state',
    help: '1 for the state that a kind of worker is in, 0 for the others.',
    labelNames: ['kind', 'state'],
    registers,
  });
  const rate = new Gauge({
    name: 'heddle_worker_hashes_per_second',
    help: 'Hash rate of a worker over the last 10 s.',
    labelNames: ['worker', 'kind'],
    registers,
  });
  const hashes = new Counter({
    name: 'heddle_hashes_total',
    help: 'Hashes tried, by worker.',
    labelNames: ['worker', 'kind'],
    registers,
  });
  const failures = new Counter({
    name: 'heddle_worker_failures_total',
    help: 'Searches that failed, by worker.',
    labelNames: ['worker', 'kind'],
    registers,
  });
  /** Of each worker by its name, those that are gone too. */
  const kinds = new Map<string, WorkerKind>();

  return {
    observe(event) {
      switch (event.type) {
        case 'group-changed':
          if (event.change.state !== 'running') break;
          for (const worker of event.change.workers) kinds.set(worker, event.kind);
          break;
        case 'hashes-tried': {
          const { worker } = event;
          hashes.inc({ worker, kind: kinds.get(worker) ?? '' }, event.hashes);
          break;
        }
        case 'worker-failed': {
          const { worker } = event;
          failures.inc({ worker, kind: kinds.get(worker) ?? '' });
          break;
        }
      }
    },
    refresh({ workers, groups }) {
      rate.reset();
      for (const { name: worker, kind, hashesPerSecond } of workers) {
        rate.set({ worker, kind }, hashesPerSecond);
      }
      kindState.reset();
      for (const { kind, state } of groups) {
        for (const each of STATES) kindState.set({ kind, state: each }, each === state ? 1 : 0);
      }
    },
  };
}
