/** Peers that ask too much, misbehave or come and go, over real sockets. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { leaveText } from '../stratum-errors.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import type { StratumTest } from '../../tests/stratum-test.ts';
import { Budget, DEFAULT_LIMITS, allowedSilenceMs } from '../stratum-limits.ts';
import type { StratumLimits } from '../stratum-limits.ts';
import { startStratumServer } from '../connection/stratum-server.ts';
import type { StratumOptions } from '../connection/stratum-server.ts';

/** The error text of the last message a peer got. */
const lastError = (machine: ScriptedMachine): string => machine.received.at(-1)?.error?.[1] ?? '';

/** Lines of the log, below debug, that give this reason. */
async function linesOf({ logged }: StratumTest, reason: string): Promise<string[]> {
  const records = await logged();
  const of = records.filter(({ level, text }) => level !== 'debug' && text.includes(reason));
  return of.map(({ level, text }) => `${level}: ${text}`);
}

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

describe('silence', () => {
  it('is allowed for as long as a slow machine needs for a share', () => {
    const limits = { ...DEFAULT_LIMITS, idleTimeoutMs: 1000 };
    expect(allowedSilenceMs(limits, 1)).toBe(1000);
    expect(allowedSilenceMs(limits, 1e12)).toBe(3_000_000);
  });
});

describe('a peer that does not read', () => {
  it('gets the newest job when it reads again, not all it missed', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const slow = await ScriptedMachine.start(port);
    slow.socket.pause();
    // Some megabytes fill the system's buffers; what exceeds them must not wait in ours.
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 12_000; i++) {
      offer({ level: 60, payload: String(i) });
      if (i % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16e6);
    slow.socket.resume();
    await slow.request('mining.ping', []);
    const last = (12_001).toString(16);
    await slow.until(() => slow.jobs.find(({ id }) => id === last));
    expect(slow.jobs.length).toBeLessThan(12_000);
    // In order all the same.
    const ids = slow.jobs.map(({ id }) => parseInt(id, 16));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });

  it('is not read from either', async () => {
    const { port, offer } = await startStratumTest();
    offer();
    const other = await ScriptedMachine.start(port);
    const socket = connect({ port, host: '127.0.0.1' });
    onTestFinished(() => void socket.destroy());
    socket.pause();
    await once(socket, 'connect');
    // A packet holds few questions, each with a long answer.
    const extensions = Array.from({ length: 9 }, (_, i) => `${i}${'x'.repeat(99)}`);
    const line = JSON.stringify({ id: 1, method: 'mining.configure', params: [extensions] });
    const question = Buffer.from(`${line}\n`.repeat(64));
    // Writes until the server stops reading, as the questions of another machine show: its own
    // memory is bounded then.
    let sent = 0;
    for (let before = -1; sent > before && sent < 64e6;) {
      before = sent;
      while (socket.writableLength < 1e6) socket.write(question);
      for (let i = 0; i < 20; i++) await other.request('mining.ping', []);
      sent = socket.bytesWritten - socket.writableLength;
    }
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(64e6);
  });

  it('for too long is disconnected, with one line in the log', async () => {
    const test = await startStratumTest({ limits: { slowReaderTimeoutMs: 10 } });
    const { port, offer, event } = test;
    offer();
    const slow = await ScriptedMachine.start(port);
    slow.socket.pause();
    for (let i = 0; i < 8000; i++) {
      offer({ level: 60, payload: String(i) });
      if (i % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const reason = 'it has not read what was sent to it for over 10 ms';
    expect(await event((e) => e.type === 'machine-left')).toMatchObject({
      reason: { kind: 'not-reading', ms: 10 },
    });
    expect(await linesOf(test, reason)).toEqual([`warn: closing: ${reason}`]);
    expect(test.server.sessionCount).toBe(0);
    slow.socket.destroy();
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

  it('goes on at the level it had', async () => {
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

describe('a port that cannot be opened', () => {
  const { logger } = createLog({ level: 'quiet', sink: () => undefined });
  const tryToStart = async (options: Partial<StratumOptions>): Promise<unknown> => {
    const result = await startStratumServer(
      { port: 0, mode: { kind: 'block' }, ...options },
      () => undefined,
      logger,
    );
    if (result.ok) await result.value.close();
    return result.ok ? null : result.error;
  };

  it('because another program has it is named, with what to do', async () => {
    const { port } = await startStratumTest();
    for (const name of ['127.0.0.1', '*', '!4']) {
      expect(await tryToStart({ port, interface: name })).toMatchObject({
        reason: 'in-use',
        port,
      });
    }
  });

  it('because the interface is not of this computer or is none', async () => {
    expect(await tryToStart({ interface: '192.0.2.1' })).toMatchObject({
      reason: 'no-such-address',
    });
    expect(await tryToStart({ interface: 'no.such.host.invalid' })).toMatchObject({
      reason: 'no-such-address',
    });
    expect(await tryToStart({ interface: '*5' })).toMatchObject({ reason: 'bad-interface' });
  });

  it.each(['*', '*4', '!4', '127.0.0.1', 'localhost'])('does not matter on %s', async (name) => {
    expect(await tryToStart({ interface: name })).toBeNull();
  });
});

describe('closing', () => {
  it('sends the machines the reason, ends their connections and frees the port', async () => {
    const { port, offer, server, event } = await startStratumTest();
    offer();
    const machine = await ScriptedMachine.start(port);
    await server.close();
    await machine.closed;
    expect(lastError(machine)).toBe('the server is closing');
    await event((e) => e.type === 'stratum-closed');
    const next = createServer();
    await new Promise<void>((resolve) => next.listen(port, '127.0.0.1', resolve));
    await new Promise((resolve) => next.close(resolve));
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
