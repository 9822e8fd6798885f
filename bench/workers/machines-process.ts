/** Machines in a process of their own: each hashes the newest job of a Stratum server and counts what it does. */
import { prepareHeader, toWords } from '../../src-core/chainweb/header-hash.ts';
import { mkTarget, targetToLe } from '../../src-core/chainweb/target.ts';
import { createHasher } from './hasher.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { serveParent } from '../stratum/bench-process.ts';

export interface MachinesOrder {
  readonly port: number;
  readonly count: number;
  /** Share of a processor that each hashes with. */
  readonly dutyCycle: number;
}

export interface MachinesReport {
  /** All since the start. */
  readonly hashes: number;
  readonly accepted: number;
  readonly refused: number;
  /** Connections that the server closed. */
  readonly lost: number;
  /** Jobs since the last report, in the order in which they came, as hex by their ids. */
  readonly jobs: ReadonlyMap<string, string>;
}

/** Of each machine. */
const KEPT_JOBS = 100;
const total = { hashes: 0, accepted: 0, refused: 0, lost: 0 };
let jobs = new Map<string, string>();
let isOver = false;

serveParent({
  async start({ port, count, dutyCycle }: MachinesOrder) {
    for (let index = 0; index < count; index++) await startMachine(port, index, dutyCycle);
  },
  report(): MachinesReport {
    const seen = jobs;
    jobs = new Map();
    return { ...total, jobs: seen };
  },
  stop() {
    isOver = true;
  },
});

async function startMachine(port: number, index: number, dutyCycle: number): Promise<void> {
  const user = `account.rig${index}`;
  const machine = await ScriptedMachine.start(port, user);
  const { nonce1 } = machine;
  const hasher = createHasher({
    dutyCycle,
    onHashes: (hashes) => (total.hashes += hashes),
    onShare({ id }, nonce2) {
      const job = machine.jobs.find((each) => each.id === id);
      if (job === undefined) return;
      machine.submit(job, nonce2, user).then(
        ({ result }) => (total[result === true ? 'accepted' : 'refused'] += 1),
        () => undefined,
      );
    },
  });
  void machine.closed.then(() => {
    hasher.take(null);
    if (!isOver) total.lost += 1;
  });
  void follow();

  async function follow(): Promise<void> {
    let taken = 0;
    for (;;) {
      await machine.job(taken).catch(() => null);
      if (machine.jobs.length === taken) return;
      for (const job of machine.jobs.slice(taken)) jobs.set(job.id, job.header.toString('hex'));
      // Old ones are found by their ids until shares of theirs can no longer come.
      machine.jobs.splice(0, Math.max(0, machine.jobs.length - KEPT_JOBS));
      taken = machine.jobs.length;
      const { id, header, target } = machine.jobs.at(-1)!;
      hasher.take({
        id,
        header: prepareHeader(header),
        target: toWords(targetToLe(mkTarget(target))),
        nonce1: Number.parseInt(nonce1, 16),
        nonce1Bytes: nonce1.length / 2,
        nonce2Bytes: 8 - nonce1.length / 2,
      });
    }
  }
}
