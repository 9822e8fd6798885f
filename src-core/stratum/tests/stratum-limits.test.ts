/** Peers that ask too much, misbehave or come and go, over real sockets. */
import { describe, expect, it } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { leaveText } from '../stratum-errors.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import { Budget } from '../budget.ts';
import { DEFAULT_LIMITS } from '../stratum-limits.ts';
import type { StratumLimits } from '../stratum-limits.ts';
import { lastError, linesOf } from './given-reasons.ts';

interface Excess {
  readonly what: string;
  readonly limits?: Partial<StratumLimits>;
  readonly reason: string;
  readonly commit: (machine: ScriptedMachine) => unknown;
}

describe('a machine that exceeds a limit gets the reason each time, and is logged once', () => {
  it.each<Excess>([
    {
      what: 'a line of more than 8 KiB',
      reason: 'line longer than 8192 bytes',
      commit: (machine) => machine.write(`{"id":1,"method":"${'x'.repeat(9_000)}`),
    },
    {
      what: 'too many invalid Stratum lines',
      reason: 'too many invalid Stratum lines',
      commit: (machine) => machine.write('garbage\n'.repeat(100)),
    },
    {
      what: 'too many long lines',
      reason: 'too many lines of over 4096 characters',
      commit: (machine) =>
        machine.write(`{"id":1,"method":"mining.ping","x":"${'x'.repeat(5_000)}"}\n`.repeat(100)),
    },
    {
      what: 'too many changes',
      reason: 'too many requests for another name or difficulty',
      commit: (machine) =>
        machine.write(
          '{"id":1,"method":"mining.suggest_difficulty","params":[1024]}\n'.repeat(100),
        ),
    },
    {
      what: 'silence before subscribe',
      limits: { handshakeTimeoutMs: 10 },
      reason: 'no mining.subscribe within 10 ms',
      commit: () => undefined,
    },
    {
      what: 'silence after subscribe',
      limits: { idleTimeoutMs: 10 },
      reason: 'it was silent for over 10 ms',
      commit: (machine) => machine.subscribe(),
    },
  ])('$what', async ({ limits = {}, reason, commit }) => {
    const test = await startStratumTest({ limits });
    for (let time = 0; time < 3; time++) {
      const machine = await ScriptedMachine.connect(test.port);
      await commit(machine);
      await machine.closed;
      expect(machine.received.at(-1)).toEqual({
        id: null,
        result: null,
        error: [20, reason, null],
      });
    }
    const left = (): string[] =>
      test.events.flatMap((e) => (e.type === 'machine-left' ? [leaveText(e.reason)] : []));
    await test.event(() => left().length === 3);
    expect(left()).toEqual([reason, reason, reason]);
    expect(await linesOf(test, reason)).toEqual([`warn: closing: ${reason}`]);
    expect(test.server.sessionCount).toBe(0);
  });
});

describe('a line of 8 KiB', () => {
  it('less some bytes is read', async () => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    const line = JSON.stringify({ id: 1, method: 'mining.ping', params: ['x'.repeat(8_100)] });
    machine.write(`${line}\n`);
    expect((await machine.answer(1)).result).toBe('pong');
  });
});

describe('invalid lines', () => {
  it('are answered until there are too many of them', async () => {
    const { port } = await startStratumTest();
    const machine = await ScriptedMachine.connect(port);
    machine.write('garbage\n'.repeat(100));
    await machine.closed;
    expect(machine.received.length).toBeLessThanOrEqual(DEFAULT_LIMITS.maxBadLines + 3);
    expect(lastError(machine)).toContain('too many invalid');
  });

  it('from a browser are answered in HTTP', async () => {
    const test = await startStratumTest();
    const response = await fetch(`http://127.0.0.1:${test.port}/`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Stratum port');
    expect(await linesOf(test, 'HTTP')).toEqual(['warn: closing: it speaks HTTP']);
  });

  it('that begin a TLS session end it', async () => {
    const test = await startStratumTest();
    const machine = await ScriptedMachine.connect(test.port);
    machine.socket.write(Buffer.of(22, 3, 1, 0, 200, 1));
    await machine.closed;
    await test.event((e) => e.type === 'machine-left' && e.reason.kind === 'other-protocol');
    expect(await linesOf(test, 'TLS')).toHaveLength(1);
  });

  it('do not disturb a flood of good ones: the others are served meanwhile', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const flooder = await ScriptedMachine.start(port);
    const other = await ScriptedMachine.start(port);
    const job = await flooder.job();
    const lines = Array.from(
      { length: 20_000 },
      (_, i) =>
        `{"id":${i + 100},"method":"mining.submit","params":["a","${job.id}","${i.toString(16)}"]}\n`,
    );
    flooder.write(lines.join(''));
    await other.request('mining.ping', []);
    // Answered long before the flood is over.
    expect(flooder.received.length).toBeLessThan(15_000);
    const last = await flooder.answer(20_099);
    expect(last.result).toBe(true);
  });
});

describe('a machine that reconnects all the time', () => {
  it('gets a new nonce1 each time', async () => {
    const { port, offer, events } = await startStratumTest();
    offer();
    const nonces = new Set<string>();
    for (let i = 0; i < 30; i++) {
      const machine = await ScriptedMachine.start(port, 'account.flapping');
      const job = await machine.job();
      await machine.submit(job, machine.find(job));
      nonces.add(machine.nonce1);
      await machine.leave();
    }
    expect(nonces.size).toBe(30);
    expect(events.filter(({ type }) => type === 'machine-left').length).toBe(30);
    expect(
      new Set(events.map((e) => (e.type === 'machine-left' ? e.measurement.rig : 'flapping'))),
    ).toEqual(new Set(['flapping']));
  });

  it('continues at the level it had', async () => {
    const { port, offer } = await startStratumTest({ mode: { kind: 'period', seconds: 1 } });
    offer({ level: 40 });
    const first = await ScriptedMachine.start(port);
    while (first.jobs.length < 3) {
      const job = first.jobs.at(-1);
      if (job === undefined) throw new Error('no job');
      await first.submit(job, first.find(job));
    }
    // The last share may have moved the level once more.
    const last = first.nextJob();
    offer({ level: 40, payload: 'next' });
    const learnt = (await last).target;
    await first.leave();
    const again = await ScriptedMachine.start(port);
    expect((await again.job()).target).toBe(learnt);
    const other = await ScriptedMachine.connect(port);
    await other.subscribe(['another/1.0']);
    expect((await other.job()).target).toBe(2n ** 256n - 1n);
  });
});

describe('bounds in themselves', () => {
  it('let bad lines regain one a second', () => {
    const budget = new Budget(2, 1, 0);
    expect([0, 0, 0, 500, 1000, 1000].map((nowMs) => budget.spend(nowMs))).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});
