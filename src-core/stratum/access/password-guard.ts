/**
 * Holds back an address that tries one password after another, together with the others of its
 * network (see peer-network.ts): a guesser may have many. A machine that keeps sending the
 * same wrong one is only set up wrong: it costs nothing, and others behind its address still get
 * in.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { peerNetwork } from '../../listening/peer-network.ts';
import { withoutOptions } from '../password-options.ts';
import type { AccessRefusal } from '../refusals.ts';
import { Budget } from '../budget.ts';

const GUESSES_AT_ONCE = 10;
/** One more guess every ten seconds. */
const GUESSES_PER_SECOND = 0.1;
/** Wrong passwords of one network known again. */
const KNOWN_WRONG = 8;
const NETWORK_LIMIT = 1_000;

interface Guesser {
  readonly budget: Budget;
  readonly wrong: string[];
}

/** Compares passwords, and counts the different wrong ones of each network. */
export class PasswordGuard {
  readonly #wanted: Buffer;
  readonly #guessers = new Map<string, Guesser>();

  constructor(password: string) {
    this.#wanted = digest(plain(password));
  }

  /** Checks the password of a machine at `address`; null when it is right. */
  check(given: string, address: string, nowMs: number): AccessRefusal | null {
    const network = peerNetwork(address);
    const guesser = this.#guessers.get(network);
    const known = digest(given).toString('base64');
    if (guesser?.wrong.includes(known) === true) return WRONG;
    // Looked at before the password: a guesser learns nothing more, not even from the right one.
    if (guesser !== undefined && !guesser.budget.spend(nowMs)) return TOO_MANY;
    if (this.#isRight(given)) {
      guesser?.budget.refill();
      return null;
    }
    this.#remember(network, known, nowMs);
    return WRONG;
  }

  /** Every candidate is compared, in constant time: how long it takes says nothing of which fits. */
  #isRight(given: string): boolean {
    let isRight = false;
    for (const candidate of candidatesIn(given)) {
      if (timingSafeEqual(digest(candidate), this.#wanted)) isRight = true;
    }
    return isRight;
  }

  #remember(network: string, wrong: string, nowMs: number): void {
    let guesser = this.#guessers.get(network);
    if (guesser === undefined) {
      for (const oldest of this.#guessers.keys()) {
        if (this.#guessers.size < NETWORK_LIMIT) break;
        this.#guessers.delete(oldest);
      }
      guesser = { budget: new Budget(GUESSES_AT_ONCE - 1, GUESSES_PER_SECOND, nowMs), wrong: [] };
      this.#guessers.set(network, guesser);
    }
    guesser.wrong.push(wrong);
    if (guesser.wrong.length > KNOWN_WRONG) guesser.wrong.shift();
  }
}

const WRONG: AccessRefusal = { kind: 'wrong-password' };
const TOO_MANY: AccessRefusal = { kind: 'too-many-passwords' };

/** Ends of what may be the password tried in one that has many separators. */
const MOST_ENDS = 16;

/**
 * What a machine's password field may mean: all of it, all but its options (`secret d=44`), its parts
 * between commas and semicolons, and each beginning of it that ends at a separator (`secret,1,d=44`,
 * also where the password has a comma or blank itself).
 */
function candidatesIn(given: string): Set<string> {
  const ends = [...given.matchAll(/[\s,;&|]+/g)].slice(0, MOST_ENDS).map(({ index }) => index);
  const beginnings = ends.map((end) => given.slice(0, end));
  const parts = [given, withoutOptions(given), ...beginnings, ...given.split(/[,;]/)];
  return new Set(parts.map(plain));
}

/** Without blanks and separators around it, and the control characters of some firmware. */
function plain(text: string): string {
  const cleaned = text.normalize('NFC').replace(/\p{Cc}/gu, '');
  return cleaned.replace(/^[\s,;&|]+|[\s,;&|]+$/g, '') || cleaned;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
