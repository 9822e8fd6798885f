/** Who may connect: limits in all and for one address. Others get the reason and are disconnected. */
import type { Socket } from 'node:net';
import { peerNetwork } from '../../listening/peer-network.ts';
import type { Logger } from '../../logging/logger.ts';
import type { AddressAllowances } from './address-allowances.ts';
import { countedAs } from '../peer-address.ts';
import type { PeerAddress } from '../peer-address.ts';
import type { ConnectionRefusal } from '../refusals.ts';
import { connectionRefusalText, otherError } from '../stratum-errors.ts';
import type { StandDown } from './stand-down.ts';
import type { StratumEvent } from '../stratum-events.ts';
import { heldBackText } from '../notice-limiter.ts';
import type { NoticeLimiter } from '../notice-limiter.ts';
import type { StratumLimits } from '../stratum-limits.ts';
import { refusalLine } from '../stratum-messages.ts';

/** The part of all sessions that only addresses which mine can have. */
const RESERVED_PART = 10;
/**
 * How long one that connects too often waits for its answer: it would be back at once, and even
 * refusing it costs.
 */
const HOLD_MS = 1_000;
/** Refused peers that still read the reason; further ones are dropped without an answer. */
const MAX_TURNED_AWAY = 256;
const GOODBYE_MS = 2_000;
/** What they may still send meanwhile: reading a flood would cost more than to refuse it. */
const GOODBYE_BYTES = 16_384;

interface AdmissionOptions {
  readonly limits: StratumLimits;
  readonly addresses: AddressAllowances;
  readonly standDown: StandDown;
  readonly notices: NoticeLimiter;
  readonly logger: Logger;
  readonly emit: (event: StratumEvent) => void;
}

/** Counts the connections that are open. */
export class Admission {
  readonly #options: AdmissionOptions;
  /** Open sessions by network, see peer-network.ts. */
  readonly #perNetwork = new Map<string, number>();
  #sessions = 0;
  #turnedAway = 0;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  /** Whether a connection becomes a session; if not, it is being ended. */
  admit(socket: Socket, peer: PeerAddress): boolean {
    const { addresses, limits, standDown } = this.#options;
    const { maxSessions } = limits;
    const nowMs = performance.now();
    const { address } = peer;
    const counted = countedAs(peer);
    const network = peerNetwork(counted);
    const fromNetwork = this.#perNetwork.get(network) ?? 0;
    if (standDown.isOn) {
      this.#turnAway(socket, address, { kind: 'no-node' }, 'no node');
      return false;
    }
    const reserved = addresses.isMining(counted, nowMs)
      ? 0
      : Math.floor(maxSessions / RESERVED_PART);
    if (this.#sessions >= maxSessions - reserved) {
      this.#turnAway(
        socket,
        address,
        { kind: 'server-full', limit: maxSessions - reserved },
        'full',
      );
      return false;
    }
    const limit = addresses.maxSessions(counted, nowMs);
    if (fromNetwork >= limit) {
      this.#turnAway(socket, address, { kind: 'address-full', limit }, network);
      return false;
    }
    if (addresses.isBlocked(counted, nowMs)) {
      this.#turnAway(socket, address, { kind: 'address-blocked' }, `blocked ${network}`);
      return false;
    }
    if (!addresses.spendConnection(counted, nowMs)) {
      this.#turnAway(socket, address, { kind: 'address-busy' }, `busy ${network}`, HOLD_MS);
      return false;
    }
    this.#perNetwork.set(network, fromNetwork + 1);
    this.#sessions += 1;
    return true;
  }

  /** Ends a connection whose proxy sent no header. */
  refuseProxy(socket: Socket, address: string): void {
    this.#turnAway(socket, address, { kind: 'no-proxy-header' }, `proxy ${peerNetwork(address)}`);
  }

  /** A session of that peer is over. */
  left(peer: PeerAddress): void {
    this.#sessions -= 1;
    const network = peerNetwork(countedAs(peer));
    const others = (this.#perNetwork.get(network) ?? 1) - 1;
    if (others > 0) this.#perNetwork.set(network, others);
    else this.#perNetwork.delete(network);
  }

  #turnAway(
    socket: Socket,
    address: string,
    refusal: ConnectionRefusal,
    cause: string,
    holdMs = 0,
  ): void {
    const reason = connectionRefusalText(refusal);
    const { notices, logger, emit } = this.#options;
    const alsoRefused = notices.report(cause, performance.now());
    if (alsoRefused !== null) {
      logger.warn(`refused a connection from ${address}: ${reason}${heldBackText(alsoRefused)}`);
      emit({ type: 'connection-refused', address, refusal, alsoRefused });
    }
    if (this.#turnedAway >= MAX_TURNED_AWAY) {
      socket.destroy();
      return;
    }
    this.#turnedAway += 1;
    const timers = [setTimeout(() => socket.destroy(), holdMs + GOODBYE_MS)];
    socket.on('close', () => {
      for (const timer of timers) clearTimeout(timer);
      this.#turnedAway -= 1;
    });
    const tell = (): void => {
      readUpTo(socket, GOODBYE_BYTES);
      socket.end(refusalLine('null', otherError(reason)));
    };
    if (holdMs === 0) tell();
    else timers.push(setTimeout(tell, holdMs));
  }
}

/** Reads what a peer sends, so that it gets the last message; ends one that sends more. */
function readUpTo(socket: Socket, maxBytes: number): void {
  let read = 0;
  socket.on('data', ({ length }: Buffer) => {
    read += length;
    if (read > maxBytes) socket.destroy();
  });
}
