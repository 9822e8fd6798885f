/**
 * The rigs one session works for: the one its machine named, or several where more workers were
 * authorized on one connection (as proxies do).
 */
import type { RigRates } from './rig-rates.ts';
import { USER_LIMIT, cleanName } from '../peer-text.ts';
import { rigName } from '../rig-name.ts';

/** Workers of one connection whose shares are counted apart; more take the place of the oldest. */
const MAX_RIGS = 256;

/** One for each session. */
export class SessionRigs {
  readonly #rates: RigRates;
  readonly #address: string;
  /** In the order in which they were named; the address stands in until the first one is. */
  readonly #names: Set<string>;
  /** The one named last. */
  #own: string;
  #isNamed = false;
  #isOpen = false;

  constructor(rates: RigRates, address: string) {
    this.#rates = rates;
    this.#address = address;
    this.#own = address;
    this.#names = new Set([address]);
  }

  /** Names of the rigs in the order in which they came; the address until the first is named. */
  get names(): Iterable<string> {
    return this.#names;
  }

  /** The machine subscribed: it counts from now on. */
  open(nowMs: number): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    for (const name of this.#names) this.#rates.join(name, nowMs);
  }

  /** A worker was authorized, or named by a share. */
  add(user: string, nowMs: number): void {
    const name = rigName(user) || this.#address;
    this.#own = name;
    if (this.#names.delete(name)) {
      this.#names.add(name);
    } else {
      this.#names.add(name);
      if (this.#isOpen) this.#rates.join(name, nowMs);
    }
    if (!this.#isNamed && name !== this.#address) this.#drop(this.#address, nowMs);
    this.#isNamed = true;
    for (const oldest of this.#names) {
      if (this.#names.size <= MAX_RIGS) break;
      this.#drop(oldest, nowMs);
    }
  }

  /** The rig that a share of `user` is counted for. */
  of(user: string): string {
    if (this.#names.size === 1) return this.#own;
    const name = rigName(cleanName(user, USER_LIMIT));
    return this.#names.has(name) ? name : this.#own;
  }

  /** The session is over. */
  close(nowMs: number): void {
    for (const name of [...this.#names]) this.#drop(name, nowMs);
    this.#isOpen = false;
  }

  #drop(name: string, nowMs: number): void {
    this.#names.delete(name);
    if (this.#isOpen) this.#rates.leave(name, nowMs);
  }
}
