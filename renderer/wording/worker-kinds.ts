/** The ways of mining: what each is called, and when one uses it. */
import type { MinerConfig } from '../../contract/screen-contract.ts';

export type WorkerKind = MinerConfig['worker'];

interface WorkerWords {
  readonly title: string;
  readonly words: string;
  /** Only for trying things out: it finds no block that any real network takes. */
  readonly isForTesting: boolean;
}

/** Every way of mining, in the order in which they are offered. */
const WORDS: Readonly<Record<WorkerKind, WorkerWords>> = {
  stratum: {
    title: 'ASICs over the network',
    words: 'Mining machines connect to this computer. The way to mine for real.',
    isForTesting: false,
  },
  cpu: {
    title: "This computer's processor",
    words: 'For practice, test and private networks: real proof of work without any machine.',
    isForTesting: false,
  },
  external: {
    title: 'A program of your own',
    words: 'Heddle runs it for each piece of work and submits what it finds: for graphics cards.',
    isForTesting: false,
  },
  simulation: {
    title: 'Simulation',
    words:
      'Pretends a hash rate without hashing, for nodes that take blocks without proof of work.',
    isForTesting: true,
  },
  'constant-delay': {
    title: 'Constant delay',
    words: 'A block at a steady pace, for development networks that shall simply move on.',
    isForTesting: true,
  },
  'on-demand': {
    title: 'On demand',
    words: 'Blocks when a program asks for them over HTTP, for automatic tests of applications.',
    isForTesting: true,
  },
};

export const WORKER_CHOICES = Object.keys(WORDS) as readonly WorkerKind[];

export function workerWords(kind: WorkerKind): WorkerWords {
  return WORDS[kind];
}
