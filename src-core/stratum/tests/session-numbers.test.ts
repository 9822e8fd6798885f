/** How many sessions and nonce ranges there are, over real sockets. */
import { describe, expect, it } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import { linesOf } from './given-reasons.ts';

describe('the number of sessions', () => {
  it('ends at the limit with a clear error, one log line and one event for many', async () => {
    const test = await startStratumTest({ limits: { maxSessions: 2 } });
    const { port, events, server } = test;
    const reason = 'the server is full (2 sessions)';
    const [first] = [await ScriptedMachine.connect(port), await ScriptedMachine.connect(port)];
    await first.subscribe();
    for (let i = 0; i < 5; i++) {
      const refused = await ScriptedMachine.connect(port);
      await refused.closed;
      expect(refused.received).toEqual([{ id: null, result: null, error: [20, reason, null] }]);
    }
    expect(server.sessionCount).toBe(2);
    expect(await linesOf(test, reason)).toEqual([
      `warn: refused a connection from 127.0.0.1: ${reason}`,
    ]);
    expect(events.filter(({ type }) => type === 'connection-refused').length).toBe(1);
    await first.leave();
    const next = await ScriptedMachine.connect(port);
    await next.subscribe();
  });

  it('of one address does not count on this computer', async () => {
    const { port } = await startStratumTest({ limits: { maxSessionsPerAddress: 1 } });
    const machines = [await ScriptedMachine.connect(port), await ScriptedMachine.connect(port)];
    for (const machine of machines) await machine.subscribe();
  });

  it('of one address ends at its limit, others still get in', async () => {
    const test = await startStratumTest({
      limits: { maxSessionsPerAddress: 2 },
      isLoopbackExempt: false,
    });
    const { port, events } = test;
    const reason = 'too many sessions from this address (2)';
    const kept = [await ScriptedMachine.connect(port), await ScriptedMachine.connect(port)];
    for (let i = 0; i < 5; i++) {
      const refused = await ScriptedMachine.connect(port);
      await refused.closed;
      expect(refused.received).toEqual([{ id: null, result: null, error: [20, reason, null] }]);
    }
    const other = await ScriptedMachine.connect(port, '127.0.0.1', '127.0.0.2');
    await other.subscribe();
    expect(await linesOf(test, reason)).toEqual([
      `warn: refused a connection from 127.0.0.1: ${reason}`,
    ]);
    expect(events.filter(({ type }) => type === 'connection-refused').length).toBe(1);
    await kept[0]?.leave();
    await (await ScriptedMachine.connect(port)).subscribe();
  });
});

describe('nonce ranges', () => {
  it('that are all in use or resting end the session with that reason', async () => {
    const test = await startStratumTest({ nonce1Count: 3, limits: { nonceQuarantineMs: 1e9 } });
    const { port, event } = test;
    const machines: ScriptedMachine[] = [];
    for (let i = 0; i < 3; i++) {
      const machine = await ScriptedMachine.connect(port);
      await machine.subscribe();
      machines.push(machine);
    }
    expect(new Set(machines.map(({ nonce1 }) => nonce1)).size).toBe(3);
    // One that was given back rests.
    await machines[0]?.leave();
    const late = await ScriptedMachine.connect(port);
    const reason = 'no nonce range is free, try again later';
    const answer = await late.request('mining.subscribe', ['late/1.0']);
    expect(answer.error).toEqual([20, reason, null]);
    await late.closed;
    await event((e) => e.type === 'machine-left' && e.reason.kind === 'no-nonce-range');
    expect(await linesOf(test, reason)).toEqual([`warn: closing: ${reason}`]);
  });
});
