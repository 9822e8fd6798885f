/** Which jobs machines get and when, over real sockets. */
import { describe, expect, it } from 'vitest';
import { decodeWorkHeader } from '../../chainweb/work-header.ts';
import { unwrap } from '../../result.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';

describe('jobs', () => {
  it('are sent again at the configured pace with a later time, the old ones staying valid', async () => {
    const { port, offer } = await startStratumTest({ rateMs: 15 });
    offer({ level: 60, creationTimeMicros: 1_000_000n });
    const machine = await ScriptedMachine.start(port);
    await machine.job(4);
    const times = machine.jobs.map(({ header }) => unwrap(decodeWorkHeader(header)));
    for (const [i, header] of times.entries()) {
      const before = times[i - 1];
      if (before === undefined) continue;
      const stepMicros = header.creationTimeMicros - before.creationTimeMicros;
      expect(stepMicros).toBeGreaterThan(0n);
      expect({ ...header, creationTimeMicros: 0n }).toEqual({ ...before, creationTimeMicros: 0n });
    }
    const [oldest] = machine.jobs;
    if (oldest === undefined) throw new Error('no job');
    expect((await machine.submit(oldest, machine.find(oldest))).result).toBe(true);
  });

  it('come in time for the fastest machine where shares are too rare to show its rate', async () => {
    for (const mode of [{ kind: 'block' }, { kind: 'level', level: 60 }] as const) {
      // 2^42 nonces last such a machine 18 ms.
      const { port, offer } = await startStratumTest({ mode, noncesPerHeader: 2 ** 42 });
      offer({ level: 60 });
      const machine = await ScriptedMachine.start(port);
      await machine.job(3);
    }
  });

  it('come in time for a machine that asks for such rare shares, to it alone', async () => {
    const { port, offer } = await startStratumTest({ noncesPerHeader: 2 ** 42 });
    offer({ level: 60 });
    const other = await ScriptedMachine.start(port);
    const machine = await ScriptedMachine.start(port);
    await machine.request('mining.authorize', ['account.rig', 'd=60']);
    await machine.job(4);
    expect(other.jobs.length).toBe(1);
  });

  it('of a thread that waits for other work are not sent again, but stay valid', async () => {
    const { port, offer } = await startStratumTest({ rateMs: 10 });
    const resting = offer({ level: 60, chain: 1 }, 0);
    const machine = await ScriptedMachine.start(port);
    const job = await machine.job();
    resting.rest();
    offer({ level: 60, chain: 2 }, 1);
    const count = machine.jobs.length;
    await machine.job(count + 6);
    const chains = machine.jobs
      .slice(count + 1)
      .map(({ header }) => unwrap(decodeWorkHeader(header)).chain);
    expect(new Set(chains)).toEqual(new Set([2]));
    expect((await machine.submit(job, machine.find(job))).result).toBe(true);
  });

  it('reach a machine in time when it runs out of nonces before the next one', async () => {
    const { port, offer } = await startStratumTest({ noncesPerHeader: 2 ** 11, minLevel: 0 });
    offer({ level: 60 });
    const machine = await ScriptedMachine.start(port);
    const slow = await ScriptedMachine.start(port);
    // Shares of level 0 stand for one hash each: thousands a second exhaust 2^11 at once.
    const job = await machine.job();
    let nonce2 = 0;
    while (machine.jobs.length < 4) {
      const lines: string[] = [];
      for (let i = 0; i < 200; i++) {
        const params = `["a","${job.id}","${(++nonce2).toString(16)}"]`;
        lines.push(`{"id":${nonce2 + 9},"method":"mining.submit","params":${params}}\n`);
      }
      machine.write(lines.join(''));
      await machine.answer(nonce2 + 9);
    }
    const times = machine.jobs.map(
      ({ header }) => unwrap(decodeWorkHeader(header)).creationTimeMicros,
    );
    expect(new Set(times).size).toBe(times.length);
    // No other machine gets one.
    expect(slow.jobs.length).toBe(1);
  });

  it('that are new reach every session, however many there are', async () => {
    const { port, offer } = await startStratumTest();
    offer({ level: 60 });
    const machines = await Promise.all(
      Array.from({ length: 700 }, () => ScriptedMachine.start(port)),
    );
    for (let height = 101; height <= 104; height++) {
      offer({ level: 60, height, parent: String(height) });
    }
    const heights = await Promise.all(
      machines.map((machine) =>
        machine.until(() =>
          machine.jobs.find(({ header }) => unwrap(decodeWorkHeader(header)).height === 104),
        ),
      ),
    );
    expect(heights.length).toBe(700);
    expect(new Set(machines.map(({ nonce1 }) => nonce1)).size).toBe(700);
    for (const machine of machines) machine.socket.destroy();
  });
});
