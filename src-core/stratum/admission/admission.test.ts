/** Who becomes a session, and what others read before they are let go, over real sockets. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { collectedLog } from '../../tests/collected-log.ts';
import { NoticeLimiter } from '../notice-limiter.ts';
import type { StratumEvent } from '../stratum-events.ts';
import { DEFAULT_LIMITS } from '../stratum-limits.ts';
import type { StratumLimits } from '../stratum-limits.ts';
import { AddressAllowances } from './address-allowances.ts';
import { Admission } from './admission.ts';
import { StandDown } from './stand-down.ts';

interface Visitor {
  /** The server's end of its connection. */
  readonly socket: Socket;
  readonly client: Socket;
  /** All that it read, once the connection is over. */
  readonly read: Promise<string>;
}

async function doorOf(some: Partial<StratumLimits>) {
  const limits = { ...DEFAULT_LIMITS, ...some };
  const events: StratumEvent[] = [];
  const { logger, logged } = collectedLog();
  const emit = (event: StratumEvent): void => void events.push(event);
  const addresses = new AddressAllowances(limits, true);
  const standDown = new StandDown({ sessions: new Set(), logger, emit });
  const notices = new NoticeLimiter();
  const admission = new Admission({ limits, addresses, standDown, notices, logger, emit });
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const visit = async (): Promise<Visitor> => {
    const arrived = once(server, 'connection') as Promise<[Socket]>;
    const client = connect({ port: (server.address() as AddressInfo).port, allowHalfOpen: true });
    const [socket] = await arrived;
    for (const end of [socket, client]) end.on('error', () => undefined);
    onTestFinished(() => {
      for (const end of [socket, client]) end.destroy();
    });
    let text = '';
    client.on('data', (chunk: Buffer) => (text += chunk.toString()));
    return { socket, client, read: once(client, 'close').then(() => text) };
  };
  /** Whether a peer of that address becomes a session; if not, what it read. */
  const arrive = async (address: string): Promise<string | true> => {
    const { socket, client, read } = await visit();
    if (admission.admit(socket, { address, port: 1 })) return true;
    client.end();
    return read;
  };
  const left = (address: string): void => admission.left({ address, port: 1 });
  return { admission, addresses, standDown, visit, arrive, left, events, logged };
}

const refused = (reason: string): string =>
  `{"id":null,"result":null,"error":[20,"${reason}",null]}\n`;
const FULL = refused('the server is full (18 sessions)');

describe('a connection', () => {
  it('becomes a session until the server is full, whose last tenth is for addresses that mine', async () => {
    const { arrive, addresses, left, events, logged } = await doorOf({ maxSessions: 20 });
    for (let i = 1; i <= 18; i++) expect(await arrive(`192.0.2.${i}`)).toBe(true);
    expect([await arrive('192.0.2.19'), await arrive('192.0.2.20')]).toEqual([FULL, FULL]);
    addresses.mines('192.0.2.20', performance.now());
    const mining: (string | true)[] = [];
    for (let i = 0; i < 3; i++) mining.push(await arrive('192.0.2.20'));
    expect(mining).toEqual([true, true, refused('the server is full (20 sessions)')]);
    left('192.0.2.20');
    expect(await arrive('192.0.2.19')).toBe(FULL);
    for (const host of [1, 2]) left(`192.0.2.${host}`);
    expect([await arrive('192.0.2.19'), await arrive('192.0.2.21')]).toEqual([true, FULL]);
    expect(await logged()).toEqual([
      'refused a connection from 192.0.2.19: the server is full (18 sessions)',
    ]);
    expect(events).toEqual([
      {
        ...{ type: 'connection-refused', address: '192.0.2.19', alsoRefused: 0 },
        refusal: { kind: 'server-full', limit: 18 },
      },
    ]);
  });

  it('becomes none where its network has enough of them, until one ends', async () => {
    const { arrive, left, logged } = await doorOf({ maxSessionsPerAddress: 2 });
    const full = refused('too many sessions from this address (2)');
    const of = (host: number): Promise<string | true> => arrive(`2001:db8::${host}`);
    expect([await of(1), await of(2), await of(3)]).toEqual([true, true, full]);
    expect([await arrive('2001:db8:0:1::1'), await arrive('192.0.2.1')]).toEqual([true, true]);
    left('2001:db8::2');
    expect([await of(3), await of(4)]).toEqual([true, full]);
    for (const host of [1, 3]) left(`2001:db8::${host}`);
    expect([await of(1), await of(2), await of(3)]).toEqual([true, true, full]);
    expect((await logged()).length).toBe(1);
  });

  it('of this computer counts without limit, one that a proxy names so does not', async () => {
    const { admission, visit, arrive } = await doorOf({ maxSessionsPerAddress: 1 });
    expect([await arrive('127.0.0.1'), await arrive('127.0.0.1')]).toEqual([true, true]);
    const admitted: boolean[] = [];
    for (let i = 0; i < 2; i++) {
      const { socket } = await visit();
      admitted.push(admission.admit(socket, { address: '127.0.0.1', port: 1, isForwarded: true }));
    }
    expect(admitted).toEqual([true, false]);
  });

  it('is refused after too many bad lines, and while no node has work', async () => {
    const { arrive, addresses, standDown } = await doorOf({ maxBadLinesPerAddress: 1 });
    const nowMs = performance.now();
    for (let i = 0; i < 2; i++) addresses.spendBadLine('192.0.2.1', nowMs);
    expect([await arrive('192.0.2.1'), await arrive('192.0.2.2')]).toEqual([
      refused('too many invalid lines from this address'),
      true,
    ]);
    standDown.begin(60_000);
    expect(await arrive('192.0.2.2')).toBe(refused('no node has work'));
    standDown.end();
    expect(await arrive('192.0.2.2')).toBe(true);
  });
});

describe('a refused connection', () => {
  const useClock = (): void => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
  };

  it('waits a second for its answer where it came too often', async () => {
    useClock();
    const { admission, visit } = await doorOf({ connectionsAtOnce: 1, connectionsPerSecond: 1e-9 });
    const peer = { address: '192.0.2.1', port: 1 };
    expect(admission.admit((await visit()).socket, peer)).toBe(true);
    const { socket, client, read } = await visit();
    expect(admission.admit(socket, peer)).toBe(false);
    vi.advanceTimersByTime(999);
    expect(socket.writableEnded).toBe(false);
    vi.advanceTimersByTime(1);
    expect(socket.writableEnded).toBe(true);
    client.end();
    expect(await read).toBe(refused('too many new connections from this address, try again later'));
    if (!socket.destroyed) await once(socket, 'close');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('has two seconds to read it, and may send 16 KiB meanwhile', async () => {
    useClock();
    const { admission, visit } = await doorOf({});
    const [silent, chatty, loud] = [await visit(), await visit(), await visit()];
    for (const { socket } of [silent, chatty, loud]) admission.refuseProxy(socket, '192.0.2.1');
    chatty.client.write(Buffer.alloc(16_384));
    loud.client.write(Buffer.alloc(16_385));
    await once(loud.socket, 'close');
    while (chatty.socket.bytesRead < 16_384) await once(chatty.socket, 'data');
    expect([silent.socket.destroyed, chatty.socket.destroyed]).toEqual([false, false]);
    vi.advanceTimersByTime(1_999);
    expect(silent.socket.destroyed).toBe(false);
    vi.advanceTimersByTime(1);
    expect([silent.socket.destroyed, chatty.socket.destroyed]).toEqual([true, true]);
    silent.client.end();
    expect(await silent.read).toContain('sent no valid PROXY header');
  });

  it('is dropped without an answer where 256 others are being answered', async () => {
    const { admission, visit, logged } = await doorOf({});
    const many: Visitor[] = [];
    for (let i = 0; i < 257; i++) many.push(await visit());
    for (const { socket } of many) admission.refuseProxy(socket, '192.0.2.1');
    expect(many.map(({ socket }) => socket.destroyed).lastIndexOf(false)).toBe(255);
    expect(many[256]!.socket.destroyed).toBe(true);
    const [first] = many;
    first!.client.end();
    await first!.read;
    if (!first!.socket.destroyed) await once(first!.socket, 'close');
    const next = await visit();
    admission.refuseProxy(next.socket, '192.0.2.1');
    expect(next.socket.destroyed).toBe(false);
    expect(await logged()).toHaveLength(1);
  });
});
