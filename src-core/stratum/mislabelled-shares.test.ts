/** Shares under the id of a job they do not belong to, over real sockets. */
import { afterEach, describe, expect, it } from 'vitest';
import { isSolved } from '../chainweb/pow-hash.ts';
import { ScriptedMachine } from '../tests/scripted-machine.ts';
import type { ServerMessage } from '../tests/scripted-machine.ts';
import { startStratumTest } from '../tests/stratum-test.ts';
import type { StratumTest } from '../tests/stratum-test.ts';
import type { StratumOptions } from './stratum-server.ts';

let test: StratumTest | null = null;
afterEach(async () => {
  await test?.server.close();
  test = null;
});

async function start(options: Partial<StratumOptions> = {}): Promise<StratumTest> {
  test = await startStratumTest(options);
  return test;
}

describe('a share under a wrong id', () => {
  it('counts for the job it was found on', async () => {
    const { port, offer, event } = await start({ mode: { kind: 'level', level: 12 } });
    offer();
    const machine = await ScriptedMachine.start(port);
    for (let i = 1; i < 8; i++) offer({ level: 60, payload: String(i) });
    const last = await machine.job(7);
    const [first] = machine.jobs;
    if (first === undefined) throw new Error('no job');
    const share = machine.find(first, (hash) => hash <= first.target);
    const mislabelled = { ...first, id: last.id };
    expect((await machine.submit(mislabelled, share)).result).toBe(true);
    const another = machine.find(last);
    expect((await machine.submit({ ...last, id: 'fffff' }, another)).result).toBe(true);
    // It counts once, under whatever id.
    expect((await machine.submit(first, share)).error?.[0]).toBe(22);
    expect((await machine.submit({ ...last, id: 'fffff' }, another)).error?.[0]).toBe(21);
    const low = machine.find(last, (hash) => hash > last.target);
    expect((await machine.submit(last, low)).error?.[0]).toBe(23);
    await machine.leave();
    const left = await event((e) => e.type === 'machine-left');
    expect(left).toMatchObject({
      measurement: { shares: { accepted: 2, duplicate: 1, stale: 1, low: 1 } },
    });
  });

  it('that solves a block reaches the node under an id that never was', async () => {
    const { port, offer, solutions } = await start({ mode: { kind: 'block' } });
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
