/** A machine at the miner's Stratum server, as a case plays it. */
import type { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import type { Mining } from './trial.ts';

/** A Stratum server on a free port of this computer, where each share is a block. */
export const STRATUM = {
  worker: 'stratum',
  stratumInterface: '127.0.0.1',
  stratumPort: 0,
  stratumMinDifficulty: 0,
} as const;

/** Where the server listens, once it does. */
export async function portOf(mining: Mining): Promise<number> {
  const { stratum } = await mining.until((now) => (now.stratum?.listening?.port ?? 0) > 0);
  return stratum?.listening?.port ?? 0;
}

/** Finds a block, and closes the connection with the line that hands it in. */
export async function submitAndLeave(machine: ScriptedMachine): Promise<void> {
  const job = machine.jobs.at(-1) ?? (await machine.job());
  const params = ['me.rig', job.id, machine.find(job)];
  machine.socket.end(`${JSON.stringify({ id: 7, method: 'mining.submit', params })}\n`);
  await machine.closed;
}

/** Solves one job after the other until `end` resolves. */
export async function mineWithMachine(machine: ScriptedMachine, end: Promise<void>): Promise<void> {
  let isOver = false;
  void end.then(() => (isOver = true));
  while (!isOver) {
    const job = machine.jobs.at(-1) ?? (await machine.job());
    const next = machine.nextJob();
    await machine.submit(job, machine.find(job), 'me.rig');
    await Promise.race([next, end]);
  }
}
