/** How many invalid lines, changes and names one session is allowed, each refilled once a second. */
import { Budget } from '../budget.ts';
import type { StratumRequest } from '../stratum-messages.ts';
import type { SessionHost } from './session-host.ts';

/** Invalid lines longer than this count as several. */
const LONG_GARBAGE = 512;

/**
 * The budgets of one session; invalid lines count for its address too. Times are ms of a monotonic
 * clock.
 */
export class SessionBudgets {
  readonly #addresses: SessionHost['addresses'];
  readonly #address: string;
  readonly #badLines: Budget;
  readonly #changes: Budget;
  readonly #names: Budget;

  constructor(
    { limits, addresses }: Pick<SessionHost, 'limits' | 'addresses'>,
    address: string,
    nowMs: number,
  ) {
    this.#addresses = addresses;
    this.#address = address;
    this.#badLines = new Budget(limits.maxBadLines, 1, nowMs);
    this.#changes = new Budget(limits.maxChanges, 1, nowMs);
    this.#names = new Budget(limits.maxNames, 1, nowMs);
  }

  /** Whether the session and its address may send one more line that is too long. */
  spendLongLine(nowMs: number): boolean {
    return this.#spendBadLines(nowMs, 1);
  }

  /** Whether they may send one more line of `length` characters that is no request. */
  spendGarbage(length: number, nowMs: number): boolean {
    return this.#spendBadLines(nowMs, Math.ceil(length / LONG_GARBAGE));
  }

  /**
   * Whether the session may make a request. Those for another name or difficulty are limited; the
   * names of a proxy are many, once each.
   *
   * @param knows whether a user was authorized before
   */
  spendChange(request: StratumRequest, knows: (user: string) => boolean, nowMs: number): boolean {
    if (request.method === 'suggest') return this.#changes.spend(nowMs);
    if (request.method !== 'authorize') return true;
    return (knows(request.user) ? this.#changes : this.#names).spend(nowMs);
  }

  #spendBadLines(nowMs: number, count: number): boolean {
    return this.#badLines.spend(nowMs, count) && this.#addresses.spendBadLine(this.#address, nowMs);
  }
}
