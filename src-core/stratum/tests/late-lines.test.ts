/** Shares that were on their way when the connection ended, over real sockets. */
import { describe, expect, it } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

/** Lines that submit shares, the last of which solves the block. */
function sharesAndBlock(machine: ScriptedMachine, count: number): string {
  const job = machine.jobs[0];
  if (job === undefined) throw new Error('no job');
  const isBlock = (hash: bigint): boolean => hash < 1n << 246n;
  const nonces = Array.from({ length: count }, () => machine.find(job, (hash) => !isBlock(hash)));
  nonces.push(machine.find(job, isBlock));
  return nonces
    .map((nonce2, i) => {
      const params = ['account.rig', job.id, nonce2];
      return `${JSON.stringify({ id: i, method: 'mining.submit', params })}\n`;
    })
    .join('');
}

describe('a block is not lost', () => {
  it('behind many shares, when the machine breaks off at once', async () => {
    const { port, offer, solutions, event } = await startStratumTest();
    offer({ level: 10 });
    const machine = await ScriptedMachine.start(port);
    const text = sharesAndBlock(machine, 400);
    await new Promise<void>((resolve) => machine.socket.write(text, () => resolve()));
    machine.socket.resetAndDestroy();
    const left = await event((e) => e.type === 'machine-left');
    expect(solutions.length).toBe(1);
    expect(left).toMatchObject({ measurement: { shares: { accepted: 401, blocks: 1 } } });
  });

  it('behind enough errors that the server ends the connection', async () => {
    const { port, offer, solutions, event } = await startStratumTest();
    offer({ level: 10 });
    const machine = await ScriptedMachine.start(port);
    machine.write('garbage\n'.repeat(50) + sharesAndBlock(machine, 3));
    await machine.closed;
    expect(machine.received.at(-1)?.error?.[1]).toContain('too many invalid');
    const left = await event((e) => e.type === 'machine-left');
    expect(left).toMatchObject({ measurement: { shares: { accepted: 4, blocks: 1 } } });
    expect(solutions.length).toBe(1);
  });

  it('and nothing else that came too late is taken for one', async () => {
    const { port, offer, event, events } = await startStratumTest();
    offer({ level: 10 });
    const machine = await ScriptedMachine.start(port);
    const late = [
      '{"id":1,"method":"mining.authorize","params":["mining.submit.late","x"]}\n',
      '{"id":2,"method":"mining.submit","params":["account.rig","1",\n',
    ];
    machine.write('garbage\n'.repeat(50) + late.join('') + sharesAndBlock(machine, 3));
    expect(await event((e) => e.type === 'machine-left')).toMatchObject({
      reason: { kind: 'too-many-invalid-lines' },
      measurement: { shares: { accepted: 4, blocks: 1, invalid: 0 } },
    });
    const names = events.flatMap((e) => (e.type === 'machine-changed' ? [e.machine.rig] : []));
    expect(new Set(names)).toEqual(new Set([null, 'rig']));
  });

  it('on its way while the server closes', async () => {
    const { port, offer, solutions, event } = await startStratumTest();
    offer({ level: 10 });
    const machine = await ScriptedMachine.start(port);
    const text = sharesAndBlock(machine, 3);
    machine.write('garbage\n'.repeat(50));
    await machine.until(() =>
      machine.received.find(({ error }) => error?.[1].includes('too many invalid')),
    );
    machine.write(text);
    await event((e) => e.type === 'machine-left');
    expect(solutions.length).toBe(1);
  });
});
