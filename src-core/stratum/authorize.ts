/** Who may mine here: a function from what a machine says of itself to accept or refuse. */
import { timingSafeEqual, createHash } from 'node:crypto';

/** What is known of a machine that wants to be authorised. */
export interface AuthorizeRequest {
  /** As the machine sent it: an account or a rig's name, or both joined by a dot. */
  readonly user: string;
  /** The part after the first dot; the whole user where there is none. */
  readonly rig: string;
  readonly password: string;
  readonly peer: { readonly address: string; readonly agent: string | null };
}

export type AuthorizeVerdict =
  { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

/** May ask a person, hence the promise. A rejected promise refuses the machine. */
export type Authorize = (request: AuthorizeRequest) => AuthorizeVerdict | Promise<AuthorizeVerdict>;

const ACCEPTED: AuthorizeVerdict = { accepted: true };

/** Lets every machine in; it need not even ask. */
export const authorizeAll: Authorize = () => ACCEPTED;

export interface AuthorizeRules {
  /** Names of rigs that may mine; null: all. Upper and lower case are the same. */
  readonly allowedRigs: readonly string[] | null;
  /** What the machine must give as its password, besides options like `d=44`; null: anything. */
  readonly password: string | null;
  /** Asks a person about a rig seen for the first time; null: nobody is asked. */
  readonly askFirst: ((request: AuthorizeRequest) => Promise<boolean>) | null;
}

/** Answers remembered at most: far more rigs than anyone owns. */
const ANSWER_LIMIT = 10_000;

/** An {@link Authorize} by rules; all that are set must hold. An answer of a person is kept. */
export function authorizeByRules(rules: AuthorizeRules): Authorize {
  const allowed =
    rules.allowedRigs === null ? null : new Set(rules.allowedRigs.map((rig) => rig.toLowerCase()));
  const answers = new Map<string, Promise<boolean>>();

  return async (request) => {
    const rig = request.rig.toLowerCase();
    if (allowed !== null && !allowed.has(rig) && !allowed.has(request.user.toLowerCase())) {
      return refuse(`the rig name ${JSON.stringify(request.rig)} is not on the list`);
    }
    if (rules.password !== null && !passwordMatches(request.password, rules.password)) {
      return refuse('the password is wrong');
    }
    if (rules.askFirst === null) return ACCEPTED;
    const key = `${request.peer.address} ${rig}`;
    let answer = answers.get(key);
    if (answer === undefined) {
      if (answers.size >= ANSWER_LIMIT) return refuse('too many machines wait for an answer');
      answer = rules.askFirst(request);
      answers.set(key, answer);
      // A question that failed may be asked again.
      answer.catch(() => answers.delete(key));
    }
    return (await answer) ? ACCEPTED : refuse('it was turned down on this computer');
  };
}

/** Splits a user into account and rig at its first dot, as Kadena pools do. */
export function rigName(user: string): string {
  const dot = user.indexOf('.');
  return dot < 0 ? user : user.slice(dot + 1);
}

function passwordMatches(given: string, wanted: string): boolean {
  // Machines add options like d=44 to the password, separated by commas or semicolons.
  const candidates = [given, ...given.split(/[,;]/)].map((part) => part.trim());
  return candidates.some((candidate) => timingSafeEqual(digest(candidate), digest(wanted)));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function refuse(reason: string): AuthorizeVerdict {
  return { accepted: false, reason };
}
