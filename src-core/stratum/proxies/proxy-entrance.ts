/**
 * Connections of proxies that say who connected to them: their header is read before anything else
 * is decided, so that limits, lists, log and screen see the machine's own address.
 */
import { BlockList, isIPv6 } from 'node:net';
import type { Socket } from 'node:net';
import type { PeerAddress } from '../peer-address.ts';
import { readProxyHeader } from './proxy-header.ts';

/** Connections whose header is awaited; more are dropped. Proxies send it at once. */
const WAITING_LIMIT = 2_048;

interface ProxyEntranceOptions {
  /** Addresses of the proxies that send a header; it is read from no other. */
  readonly proxies: readonly string[];
  readonly timeoutMs: number;
  /** Takes a connection on, with its machine's address. What came after the header is unread. */
  readonly arrive: (socket: Socket, peer: PeerAddress) => void;
  /** Ends a connection whose proxy sent no header. */
  readonly refuse: (socket: Socket, proxy: PeerAddress) => void;
}

/** Takes connections and passes each on with the address of its machine. */
export class ProxyEntrance {
  readonly #options: ProxyEntranceOptions;
  readonly #proxies = new BlockList();
  readonly #waiting = new Set<Socket>();

  constructor(options: ProxyEntranceOptions) {
    this.#options = options;
    for (const address of options.proxies) this.#proxies.addAddress(address, familyOf(address));
  }

  /** A connection came from that address. */
  arrive(socket: Socket, peer: PeerAddress): void {
    const address = peer.address.replace(/%.*$/, '');
    if (!this.#proxies.check(address, familyOf(address))) this.#options.arrive(socket, peer);
    else if (this.#waiting.size >= WAITING_LIMIT) socket.destroy();
    else this.#awaitHeader(socket, peer);
  }

  /** Drops those whose header is awaited. */
  close(): void {
    for (const socket of this.#waiting) socket.destroy();
  }

  #awaitHeader(socket: Socket, proxy: PeerAddress): void {
    let bytes: Buffer = Buffer.alloc(0);
    const finish = (): void => {
      clearTimeout(timer);
      socket.off('readable', onReadable).off('close', finish);
      this.#waiting.delete(socket);
    };
    const refuse = (): void => {
      finish();
      this.#options.refuse(socket, proxy);
    };
    const onReadable = (): void => {
      const chunk = socket.read() as Buffer | null;
      if (chunk === null) return;
      bytes = Buffer.concat([bytes, chunk]);
      const header = readProxyHeader(bytes);
      if (header.kind === 'incomplete') return;
      if (header.kind === 'invalid') {
        refuse();
        return;
      }
      finish();
      if (bytes.length > header.length) socket.unshift(bytes.subarray(header.length));
      const { source } = header;
      this.#options.arrive(socket, source === null ? proxy : { ...source, isForwarded: true });
    };
    const timer = setTimeout(refuse, this.#options.timeoutMs);
    this.#waiting.add(socket);
    // Its end is all that matters, as that of a proxy's health check; an error is followed by close.
    socket
      .on('error', () => undefined)
      .on('close', finish)
      .on('readable', onReadable);
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
