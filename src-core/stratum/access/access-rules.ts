/** Who may mine here: a function from what a machine says of itself to accept or refuse. */
import type { Authorize, AuthorizeVerdict } from './authorization.ts';
import { PendingApprovals } from './pending-approvals.ts';
import type { AskFirst } from './pending-approvals.ts';
import { PasswordGuard } from './password-guard.ts';

const ACCEPTED: AuthorizeVerdict = { accepted: true };

/** Lets every machine in; it need not even ask. */
export const authorizeAll: Authorize = () => ACCEPTED;

export interface AuthorizeRules {
  /** Names of rigs that may mine; null: all. Upper and lower case are the same. */
  readonly allowedRigs: readonly string[] | null;
  /** What the machine must give as its password, besides options like `d=44`; null: anything. */
  readonly password: string | null;
  /** Asks a person about a rig seen for the first time; null: nobody is asked. */
  readonly askFirst: AskFirst | null;
}

/**
 * An {@link Authorize} by rules; all that are set must hold. Answers at once unless a person has to
 * be asked, whose answer is kept.
 */
export function authorizeByRules(rules: AuthorizeRules): Authorize {
  const allowed =
    rules.allowedRigs === null ? null : new Set(rules.allowedRigs.map((rig) => rig.toLowerCase()));
  const guard = rules.password === null ? null : new PasswordGuard(rules.password);
  const questions = rules.askFirst === null ? null : new PendingApprovals(rules.askFirst);

  return (request) => {
    const rig = request.rig.toLowerCase();
    if (allowed !== null && !allowed.has(rig) && !allowed.has(request.user.toLowerCase())) {
      return refuse(`the rig name ${JSON.stringify(request.rig)} is not on the list`);
    }
    const fault = guard?.check(request.password, request.peer.address, performance.now()) ?? null;
    if (fault !== null) return refuse(fault);
    const answer = questions?.about(request) ?? true;
    if (typeof answer === 'boolean') return verdictOf(answer);
    return 'reason' in answer ? refuse(answer.reason) : answer.then(verdictOf);
  };
}

function verdictOf(isAccepted: boolean): AuthorizeVerdict {
  return isAccepted ? ACCEPTED : refuse('it was turned down on this computer');
}

function refuse(reason: string): AuthorizeVerdict {
  return { accepted: false, reason };
}
