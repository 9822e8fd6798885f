/** Shares under the id of a job they do not belong to, over real sockets. */
import { describe, expect, it } from 'vitest';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import type { MachineJob, ServerMessage } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

/** A nonce2 that is a share of this job, or of none, but of no other that the machine has. */
function findOnly(machine: ScriptedMachine, of: MachineJob | null): string {
  const [any] = machine.jobs;
  if (any === undefined) throw new Error('no job');
  for (;;) {
    const nonce2 = machine.find(any, () => true);
    const isShareOf = (job: MachineJob): boolean => machine.hash(job, nonce2) <= job.target;
    if (machine.jobs.every((job) => isShareOf(job) === (job === of))) return nonce2;
  }
}

describe('a share under a wrong id', () => {
  it('counts for the job it was found on', async () => {
    const { port, offer, event } = await startStratumTest({ mode: { kind: 'level', level: 12 } });
    offer();
    const machine = await ScriptedMachine.start(port);
    for (let i = 1; i < 8; i++) offer({ level: 60, payload: String(i) });
    const last = await machine.job(7);
    const [first] = machine.jobs;
    if (first === undefined) throw new Error('no job');
    const share = findOnly(machine, first);
    const mislabelled = { ...first, id: last.id };
    expect((await machine.submit(mislabelled, share)).result).toBe(true);
    const another = findOnly(machine, last);
    expect((await machine.submit({ ...last, id: 'fffff' }, another)).result).toBe(true);
    // It counts once, under any id.
    expect((await machine.submit(first, share)).error?.[0]).toBe(22);
    expect((await machine.submit({ ...last, id: 'fffff' }, another)).error?.[0]).toBe(21);
    const low = findOnly(machine, null);
    expect((await machine.submit(last, low)).error?.[0]).toBe(23);
    await machine.leave();
    const left = await event((e) => e.type === 'machine-left');
    expect(left).toMatchObject({
      measurement: { shares: { accepted: 2, duplicate: 1, stale: 1, low: 1 } },
    });
  });

  it('that solves a block reaches the node under an unknown id', async () => {
    const { port, offer, solutions } = await startStratumTest({ mode: { kind: 'block' } });
    offer({ level: 12, height: 1, parent: 'a' });
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    const submit = (): Promise<ServerMessage> =>
      machine.submit({ ...job, id: 'fffff' }, machine.find(job));
    expect((await submit()).result).toBe(true);
    // Even if its parent was superseded meanwhile.
    offer({ level: 12, height: 2, parent: 'b' });
    await machine.job(1);
    expect((await submit()).result).toBe(true);
    expect(solutions.map(({ bytes, work }) => isSolved(bytes, work.target))).toEqual([true, true]);
    expect(solutions.map(({ work }) => work.header.height)).toEqual([1, 1]);
  });
});
