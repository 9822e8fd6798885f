/**
 * What the peers of one address may send together, however often they reconnect: a peer that was
 * cut off for invalid lines would otherwise come back with a new allowance. Addresses whose
 * machines mine are exempt: there the limits of each session are enough. All addresses of an IPv6
 * network count as one (see peer-network.ts). Time is an argument.
 */
import { hasManyAddresses, peerNetwork } from '../../listening/peer-network.ts';
import { isLoopback } from '../../listening/loopback.ts';
import { Budget } from '../budget.ts';
import type { StratumLimits } from '../stratum-limits.ts';

/** How long an address counts as mining after its last machine that mined. */
const MINING_MEMORY_MS = 600_000;
const ADDRESS_LIMIT = 10_000;
/** How many times faster an address that mines, or is this computer's own, may connect. */
const TRUSTED_PACE = 8;
/** How many times the sessions of one address an IPv6 network that mines may have: it may be a whole farm. */
const FARM_SESSIONS = 8;

/** The allowances of all addresses, each as `countedAs` names it. Times are ms of a monotonic clock. */
export class AddressAllowances {
  readonly #limits: StratumLimits;
  readonly #isLoopbackExempt: boolean;
  /** By network; those that sent bad lines last stand last. */
  readonly #badLines = new Map<string, Budget>();
  /** New connections by network; those that connected last stand last. */
  readonly #connections = new Map<string, Budget>();
  /** The same of addresses that are trusted: what a flood used up is not theirs. */
  readonly #trusted = new Map<string, Budget>();
  /** When a machine of the address was last seen mining; the latest stand last. */
  readonly #minedAtMs = new Map<string, number>();

  /**
   * @param isLoopbackExempt whether this computer itself may send bad lines and hold sessions
   *   without limit (proxies, tests)
   */
  constructor(limits: StratumLimits, isLoopbackExempt: boolean) {
    this.#limits = limits;
    this.#isLoopbackExempt = isLoopbackExempt;
  }

  /** Whether an address has no limits but its pace: this computer itself, by default. */
  isExempt(address: string): boolean {
    return this.#isLoopbackExempt && isLoopback(address);
  }

  /** A machine of the address has accepted shares. To be called every few seconds while it does. */
  mines(address: string, nowMs: number): void {
    putLast(this.#minedAtMs, peerNetwork(address), nowMs);
  }

  /** Counts an invalid or very long line. False when the address sent too many of them. */
  spendBadLine(address: string, nowMs: number): boolean {
    if (this.isExempt(address) || this.isMining(address, nowMs)) return true;
    const { maxBadLinesPerAddress } = this.#limits;
    const network = peerNetwork(address);
    const budget = this.#badLines.get(network) ?? new Budget(maxBadLinesPerAddress, 1, nowMs);
    putLast(this.#badLines, network, budget);
    return budget.spend(nowMs);
  }

  /** Whether new connections of the address are refused, until it may send a bad line again. */
  isBlocked(address: string, nowMs: number): boolean {
    const budget = this.#badLines.get(peerNetwork(address));
    return budget !== undefined && !budget.hasLeft(nowMs) && !this.isMining(address, nowMs);
  }

  /**
   * Counts a new connection. False when the address connects too fast: each connection may take a
   * nonce1, which then rests for a while, and their number is limited.
   */
  spendConnection(address: string, nowMs: number): boolean {
    const isTrusted = this.isExempt(address) || this.isMining(address, nowMs);
    const budgets = isTrusted ? this.#trusted : this.#connections;
    const factor = isTrusted ? TRUSTED_PACE : 1;
    const { connectionsAtOnce, connectionsPerSecond } = this.#limits;
    const network = peerNetwork(address);
    const budget =
      budgets.get(network) ??
      new Budget(factor * connectionsAtOnce, factor * connectionsPerSecond, nowMs);
    putLast(budgets, network, budget);
    return budget.spend(nowMs);
  }

  /** Whether a machine of the address mines, or did lately. */
  isMining(address: string, nowMs: number): boolean {
    return nowMs - (this.#minedAtMs.get(peerNetwork(address)) ?? -Infinity) <= MINING_MEMORY_MS;
  }

  /** How many sessions the address may have, together with the others of its network. */
  maxSessions(address: string, nowMs: number): number {
    if (this.isExempt(address)) return Infinity;
    const isFarm = hasManyAddresses(peerNetwork(address)) && this.isMining(address, nowMs);
    return (isFarm ? FARM_SESSIONS : 1) * this.#limits.maxSessionsPerAddress;
  }
}

/** Sets an entry as the last one, and forgets the first ones beyond the limit. */
function putLast<Value>(map: Map<string, Value>, network: string, value: Value): void {
  map.delete(network);
  map.set(network, value);
  if (map.size <= ADDRESS_LIMIT) return;
  const first = map.keys().next();
  if (first.done !== true) map.delete(first.value);
}
