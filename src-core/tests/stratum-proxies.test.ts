/** Proxies: many rigs behind one connection. */
import { describe, expect, it } from 'vitest';
import { noMachines, reduceMachines } from '../state/machines/machine-list.ts';
import { machinesOf } from '../state/machines/machine-snapshots.ts';
import { ScriptedMachine } from './scripted-machine.ts';
import { startStratumTest } from './stratum-test.ts';
import type { StratumTest } from './stratum-test.ts';

/** The rows that a screen shows. */
const rowsOf = ({ events }: StratumTest) =>
  machinesOf(
    events.reduce((list, event) => reduceMachines(list, event, 1_000), noMachines()),
    1_000,
  )?.machines ?? [];

describe('a proxy', () => {
  it('has sixty names on one connection, and keeps mining', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const proxy = await ScriptedMachine.start(port);
    for (let i = 0; i < 60; i++) {
      const answer = await proxy.request('mining.authorize', [`account.rig${i}`, 'x']);
      expect(answer.result).toBe(true);
    }
    const job = await proxy.job();
    expect((await proxy.submit(job, proxy.find(job), 'account.rig7')).result).toBe(true);
  });

  it('is a row for each name, with its own shares, refusals and difficulty', async () => {
    const test = await startStratumTest({ mode: { kind: 'level', level: 4 } });
    const { port, offer, event } = test;
    offer();
    const proxy = await ScriptedMachine.start(port, 'account.rig1');
    for (let i = 2; i <= 5; i++) await proxy.request('mining.authorize', [`account.rig${i}`, 'x']);
    const job = await proxy.job();
    for (let i = 1; i <= 5; i++) {
      for (let share = 0; share < i; share++) {
        await proxy.submit(job, proxy.find(job), `account.rig${i}`);
      }
    }
    await proxy.submit(job, proxy.findMiss(), 'account.rig2');
    await event((e) => e.type === 'machine-measured' && e.measurement.shares.accepted === 5);
    expect(rowsOf(test).map(({ rig, difficulty }) => [rig, difficulty])).toEqual(
      [1, 2, 3, 4, 5].map((i) => [`rig${i}`, 16]),
    );
    await proxy.leave();
    await event(() => rowsOf(test).every(({ leftAtMs }) => leftAtMs !== null));
    const counts = rowsOf(test).map(({ shares }) => [shares.accepted, shares.low]);
    expect(counts).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 0],
      [5, 0],
    ]);
  });

  it('has a row that says why one of its names may not mine', async () => {
    const test = await startStratumTest({
      authorize: ({ rig }) =>
        rig === 'stranger'
          ? { accepted: false, refusal: { kind: 'rig-not-listed', rig } }
          : { accepted: true },
    });
    test.offer();
    const proxy = await ScriptedMachine.start(test.port, 'account.rig1');
    await proxy.request('mining.authorize', ['account.stranger', 'x']);
    const refused = rowsOf(test).map(({ rig, refusal }) => [rig, refusal?.kind ?? null]);
    expect(refused).toEqual([
      ['rig1', null],
      ['stranger', 'rig-not-listed'],
    ]);
  });

  it('with names without end is ended, and its rows are bounded', async () => {
    const test = await startStratumTest({ limits: { maxNames: 8 } });
    const proxy = await ScriptedMachine.connect(test.port);
    for (let i = 0; i < 40; i++) {
      proxy.write(`{"id":${i},"method":"mining.authorize","params":["account.rig${i}","x"]}\n`);
    }
    await proxy.closed;
    expect(rowsOf(test).length).toBeLessThanOrEqual(8);
  });
});
