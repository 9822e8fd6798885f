/** How one peer's lines are handled, and how its connection ends, over a real socket. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { LeaveReason } from '../refusals.ts';
import { PeerConnection } from './peer-connection.ts';
import type { PeerHandlers } from './peer-connection.ts';

const SHARE = '{"id":1,"method":"mining.submit","params":[]}';
const nextRound = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Peer {
  readonly server: PeerConnection;
  /** The server's end. */
  readonly socket: Socket;
  readonly client: Socket;
  /** What the handlers were called with, in order. */
  readonly calls: unknown[];
  /** Resolves with why it is over, once the handlers know. */
  readonly over: Promise<LeaveReason>;
  /** All that the client got, once it ended. */
  readonly read: Promise<string>;
}

async function peer(handlers: Partial<PeerHandlers> = {}): Promise<Peer> {
  const listener = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const accepted = once(listener, 'connection') as Promise<[Socket]>;
  const client = connect({
    ...{ port: (listener.address() as AddressInfo).port, allowHalfOpen: true, noDelay: true },
  });
  const [socket] = await accepted;
  onTestFinished(() => {
    client.destroy();
    socket.destroy();
    listener.close();
  });
  let text = '';
  client.on('error', () => undefined).on('data', (chunk: Buffer) => (text += chunk.toString()));
  const read = Promise.race([once(client, 'end'), once(client, 'close')]).then(() => text);
  const calls: unknown[] = [];
  let end: (reason: LeaveReason) => void = () => undefined;
  const over = new Promise<LeaveReason>((resolve) => (end = resolve));
  const server = new PeerConnection(socket, 8_192, {
    onLine: (line) => {
      calls.push(line);
      return 'continue';
    },
    onLateLine: (line) => void calls.push(`late ${line}`),
    onWritable: () => undefined,
    onLineTooLong: () => void calls.push('too long'),
    onOtherProtocol: (protocol) => void calls.push(protocol),
    onFault: (error) => void calls.push(error),
    ...handlers,
    onClosed: end,
  });
  return { server, socket, client, calls, over, read };
}

/** Waits until that number of bytes came. */
async function arrived(socket: Socket, bytes: number): Promise<void> {
  while (socket.bytesRead < bytes && !socket.destroyed) await nextRound();
  await nextRound();
}

describe('lines', () => {
  it('are sixteen at once, then 256 in a turn, a long one for several', async () => {
    const { client, calls, server } = await peer();
    const counts: number[] = [];
    vi.spyOn(server, 'flush').mockImplementation(() => void counts.push(calls.length));
    const long = `{"a":"${'x'.repeat(1_280)}"}`;
    client.write(`${SHARE}\n`.repeat(600) + `${long}\n`.repeat(3));
    while (calls.length < 603) await nextRound();
    // Those that are not over yet are answered with the next ones, unless they are many.
    expect([calls.length, counts[0]]).toEqual([603, 272]);
    expect(counts.slice(0, 2)).toEqual([272, 528]);
  });

  it('wait for the others after one that yields, and answers leave before what is sent', async () => {
    const answers: string[] = [];
    const { client, server, read } = await peer({
      onLine: (line) => {
        answers.push(line);
        server.answer(`${line} `);
        if (line === 'b') server.send('job ');
        return 'yield';
      },
    });
    client.write('a\nb\nc\n');
    while (answers.length < 3) await nextRound();
    server.answer('answer ');
    server.close({ kind: 'server-closing' }, 'bye');
    server.close({ kind: 'silent', ms: 1 }, 'twice');
    server.send('never');
    expect(await read).toBe('a b job c answer bye');
  });

  it('of another protocol are named by the first packet, and only there', async () => {
    for (const [text, protocol] of [
      ['GET / HTTP/1.1\r\n', 'http'],
      [Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), 'tls'],
      [Buffer.from('\r\n\r\n\0\r\nQUIT\n'), 'proxy'],
    ] as const) {
      const first = await peer();
      first.client.write(text);
      await arrived(first.socket, text.length);
      expect(first.calls).toEqual([protocol]);
    }
    const later = await peer();
    later.client.write('one\n');
    await arrived(later.socket, 4);
    later.client.write('GET / HTTP/1.1\r\n');
    await arrived(later.socket, 20);
    expect(later.calls).toEqual(['one', 'GET / HTTP/1.1']);
  });
});

describe('a connection ends', () => {
  const useClock = (): void => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
  };

  it('with what the peer, the network or a fault of ours is the reason of', async () => {
    const closed = await peer();
    closed.client.end();
    expect(await closed.over).toEqual({ kind: 'closed-by-machine' });
    const lost = await peer();
    lost.client.resetAndDestroy();
    expect(await lost.over).toEqual({ kind: 'connection-lost', code: 'ECONNRESET' });
    const dropped = await peer();
    dropped.socket.destroy();
    expect(await dropped.over).toEqual({ kind: 'connection-lost', code: null });
    const error = new Error('a bug');
    const faulty = await peer({
      onLine: () => {
        throw error;
      },
    });
    faulty.client.write('a\n');
    expect(await faulty.over).toEqual({ kind: 'internal-error' });
    expect(faulty.calls).toEqual([error]);
  });

  it('after the shares that came before it, and without anything else', async () => {
    const { server, client, calls, socket } = await peer({ onLine: () => 'continue' });
    server.close({ kind: 'server-closing' });
    client.write('{"id":1,"method":"mining.ping"}\n');
    await arrived(socket, 32);
    client.write(`{"id":2,"method":"mining.ping"}\n${SHARE}\n`);
    await arrived(socket, 32 + 33 + SHARE.length);
    expect(calls).toEqual(['late {"id":2,"method":"mining.ping"}', `late ${SHARE}`]);
  });

  it('after two seconds in which the peer did not end it too', async () => {
    useClock();
    const { server, socket, read, over } = await peer();
    server.close({ kind: 'server-closing' }, 'bye');
    expect(await read).toBe('bye');
    vi.advanceTimersByTime(1_999);
    expect(socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect(socket.destroyed).toBe(true);
    expect(await over).toEqual({ kind: 'server-closing' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('after 128 KiB that the peer sent in spite of it', async () => {
    useClock();
    const { server, socket, client, over } = await peer();
    server.close({ kind: 'server-closing' });
    client.write(Buffer.alloc(131_072));
    await arrived(socket, 131_072);
    for (let i = 0; i < 10; i++) await nextRound();
    expect(socket.destroyed).toBe(false);
    client.write('x');
    await over;
    expect(socket.destroyed).toBe(true);
  });

  it('at once where the peer does not read', async () => {
    const { server, socket, client } = await peer();
    client.pause();
    while (server.blockedSinceMs === null) server.send('x'.repeat(65_536));
    server.close({ kind: 'server-closing' }, 'bye');
    expect([socket.destroyed, server.isClosing, server.canTakeJob()]).toEqual([true, true, false]);
  });
});
