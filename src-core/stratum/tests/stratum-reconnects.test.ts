/** Several workers on one connection, and machines whose connections overlap or break. */
import { expect, it } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

it('a block is credited to the worker that its share names, of several on one connection', async () => {
  const { port, offer, events, event } = await startStratumTest();
  offer({ level: 0 });
  const machine = await ScriptedMachine.start(port, 'account.left');
  await machine.request('mining.authorize', ['account.right', 'x']);
  const job = await machine.job();
  await machine.submit(job, '01', 'account.left');
  await machine.submit(job, '02', 'account.right');
  await machine.submit(job, '03', 'account.stranger');
  await event(() => events.filter(({ type }) => type === 'machine-found-block').length === 3);
  const rigs = events.flatMap((e) => (e.type === 'machine-found-block' ? [e.rig] : []));
  expect(rigs).toEqual(['left', 'right', 'right']);
});

it('the ninth solution of one work is a share, but no block', async () => {
  const { port, offer, solutions, event } = await startStratumTest();
  offer({ level: 0 });
  const machine = await ScriptedMachine.start(port);
  const job = await machine.job();
  const lines = Array.from({ length: 9 }, (_, i) => {
    const params = ['account.rig', job.id, i.toString(16)];
    return `${JSON.stringify({ id: i, method: 'mining.submit', params })}\n`;
  });
  machine.write(lines.join(''));
  expect((await machine.answer(8)).result).toBe(true);
  expect(solutions.length).toBe(8);
  await machine.leave();
  const left = await event((e) => e.type === 'machine-left');
  expect(left).toMatchObject({ measurement: { shares: { accepted: 9, blocks: 8 } } });
});

it('a machine that opens its next connection first and then resets the old one is served on', async () => {
  const { port, offer, server, events, event } = await startStratumTest();
  offer();
  const nonces = new Set<string>();
  let machine = await ScriptedMachine.start(port, 'account.flapping');
  for (let i = 1; i <= 30; i++) {
    const next = await ScriptedMachine.start(port, 'account.flapping');
    nonces.add(machine.nonce1);
    machine.socket.resetAndDestroy();
    await event(() => events.filter(({ type }) => type === 'machine-left').length === i);
    const job = await next.job();
    expect((await next.submit(job, next.find(job))).result).toBe(true);
    machine = next;
  }
  expect(nonces.size).toBe(30);
  expect(server.sessionCount).toBe(1);
});
