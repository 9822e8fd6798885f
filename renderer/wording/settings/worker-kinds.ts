/** The ways of mining: what each is called, and when to use it. */
import type { MinerConfig } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';

export type WorkerKind = MinerConfig['worker'];

/** The kinds that mine at the same time, each once. */
export function workersOf({
  worker,
  workers,
}: Pick<MinerConfig, 'worker' | 'workers'>): readonly WorkerKind[] {
  return workers.length === 0 ? [worker] : [...new Set(workers)];
}

interface WorkerText {
  /** In a word or two, beside others: `Processor`. */
  readonly name: string;
  /** Where it is chosen. */
  readonly title: string;
  /** What it is for, in a sentence or two. */
  readonly text: string;
}

/** Every way of mining, in the order in which they are offered. */
const TEXTS: Readonly<Record<WorkerKind, Readonly<Record<keyof WorkerText, MessageId>>>> = {
  stratum: {
    name: 'workers.stratum.name',
    title: 'workers.stratum.title',
    text: 'workers.stratum.text',
  },
  cpu: { name: 'workers.cpu.name', title: 'workers.cpu.title', text: 'workers.cpu.text' },
  gpu: { name: 'workers.gpu.name', title: 'workers.gpu.title', text: 'workers.gpu.text' },
  external: {
    name: 'workers.external.name',
    title: 'workers.external.title',
    text: 'workers.external.text',
  },
  simulation: {
    name: 'workers.simulation.title',
    title: 'workers.simulation.title',
    text: 'workers.simulation.text',
  },
  'constant-delay': {
    name: 'workers.constantDelay.title',
    title: 'workers.constantDelay.title',
    text: 'workers.constantDelay.text',
  },
  'on-demand': {
    name: 'workers.onDemand.title',
    title: 'workers.onDemand.title',
    text: 'workers.onDemand.text',
  },
};

export const WORKER_CHOICES = Object.keys(TEXTS) as readonly WorkerKind[];

/** Those that find no block which a real network accepts: only for trying things out. */
const FOR_TESTING: ReadonlySet<WorkerKind> = new Set(['simulation', 'constant-delay', 'on-demand']);

/** Whether its blocks are refused by every real network. */
export function isForTesting(kind: WorkerKind): boolean {
  return FOR_TESTING.has(kind);
}

/** What a kind of worker is called, and when to use it. */
export function workerText({ t }: Translation, kind: WorkerKind): WorkerText {
  const { name, title, text } = TEXTS[kind];
  return { name: t(name), title: t(title), text: t(text) };
}
