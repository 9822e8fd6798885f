/** Peers that send nothing, or do not read, over real sockets. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ScriptedMachine } from '../../tests/scripted-machine.ts';
import { startStratumTest } from '../../tests/stratum-test.ts';
import { DEFAULT_LIMITS, allowedSilenceMs } from '../stratum-limits.ts';
import { linesOf } from './given-reasons.ts';

/** Megabytes go through the socket first: seconds on a busy machine, whatever limit other tests have. */
const FILLING = { timeout: 20_000 };

describe('silence', () => {
  it('is allowed for as long as a slow machine needs for a share', () => {
    const limits = { ...DEFAULT_LIMITS, idleTimeoutMs: 1000 };
    expect(allowedSilenceMs(limits, 1)).toBe(1000);
    expect(allowedSilenceMs(limits, 1e12)).toBe(3_000_000);
  });
});

describe('a peer that does not read', FILLING, () => {
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
    // Still in order.
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
