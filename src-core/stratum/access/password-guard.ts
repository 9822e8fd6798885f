/**
 * Holds back an address that tries one password after another. A machine that keeps sending the
 * same wrong one is only set up wrong: it costs nothing, and others behind its address still get
 * in.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { AccessRefusal } from '../refusals.ts';
import { Budget } from '../stratum-limits.ts';

const GUESSES_AT_ONCE = 10;
/** One more guess every ten seconds. */
const GUESSES_PER_SECOND = 0.1;
/** Wrong passwords of one address known again. */
const KNOWN_WRONG = 8;
const ADDRESS_LIMIT = 1_000;

interface Guesser {
  readonly budget: Budget;
  readonly wrong: string[];
}

/** Compares passwords, and counts the different wrong ones of each address. */
export class PasswordGuard {
  readonly #wanted: Buffer;
  readonly #guessers = new Map<string, Guesser>();

  constructor(password: string) {
    this.#wanted = digest(password);
  }

  /** Checks the password of a machine at `address`; null when it is right. */
  check(given: string, address: string, nowMs: number): AccessRefusal | null {
    const guesser = this.#guessers.get(address);
    const known = digest(given).toString('base64');
    if (guesser?.wrong.includes(known) === true) return WRONG;
    // Looked at before the password: a guesser learns nothing more, not even from the right one.
    if (guesser !== undefined && !guesser.budget.spend(nowMs)) return TOO_MANY;
    if (this.#isRight(given)) {
      guesser?.budget.refill();
      return null;
    }
    this.#remember(address, known, nowMs);
    return WRONG;
  }

  #isRight(given: string): boolean {
    // Machines add options like d=44 to the password, separated by commas or semicolons.
    const candidates = [given, ...given.split(/[,;]/)].map((part) => part.trim());
    return candidates.some((candidate) => timingSafeEqual(digest(candidate), this.#wanted));
  }

  #remember(address: string, wrong: string, nowMs: number): void {
    let guesser = this.#guessers.get(address);
    if (guesser === undefined) {
      for (const oldest of this.#guessers.keys()) {
        if (this.#guessers.size < ADDRESS_LIMIT) break;
        this.#guessers.delete(oldest);
      }
      guesser = { budget: new Budget(GUESSES_AT_ONCE - 1, GUESSES_PER_SECOND, nowMs), wrong: [] };
      this.#guessers.set(address, guesser);
    }
    guesser.wrong.push(wrong);
    if (guesser.wrong.length > KNOWN_WRONG) guesser.wrong.shift();
  }
}

const WRONG: AccessRefusal = { kind: 'wrong-password' };
const TOO_MANY: AccessRefusal = { kind: 'too-many-passwords' };

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
