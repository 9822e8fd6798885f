/** Who may mine here, by the rules of the configuration: listed rigs, a password, the user's approval. */
import type { Authorize, AuthorizeVerdict } from './authorization.ts';
import { PendingApprovals } from './pending-approvals.ts';
import type { AskFirst } from './pending-approvals.ts';
import { PasswordGuard } from './password-guard.ts';
import type { AccessRefusal } from '../refusals.ts';

const ACCEPTED: AuthorizeVerdict = { accepted: true };

/** Accepts every machine. */
export const authorizeAll: Authorize = () => ACCEPTED;

export interface AuthorizeRules {
  /** Names of rigs that may mine; null: all. Upper and lower case are the same. */
  readonly allowedRigs: readonly string[] | null;
  /** What the machine must give as its password, besides options like `d=44`; null: anything. */
  readonly password: string | null;
  /** Asks the user about a rig seen for the first time; null: no question. */
  readonly askFirst: AskFirst | null;
  /** Rigs that the user let in meanwhile, in lower case; the password is still asked for. */
  readonly letIn?: Pick<ReadonlySet<string>, 'has'>;
}

/**
 * An {@link Authorize} by rules; all that are set must hold. Answers at once unless the user has to
 * be asked, whose answer is kept.
 */
export function authorizeByRules(rules: AuthorizeRules): Authorize {
  const allowed =
    rules.allowedRigs === null ? null : new Set(rules.allowedRigs.map((rig) => rig.toLowerCase()));
  const guard = rules.password === null ? null : new PasswordGuard(rules.password);
  const approvals = rules.askFirst === null ? null : new PendingApprovals(rules.askFirst);

  return (request) => {
    const rig = request.rig.toLowerCase();
    const isLetIn = rules.letIn?.has(rig) ?? false;
    if (
      !isLetIn &&
      allowed !== null &&
      !allowed.has(rig) &&
      !allowed.has(request.user.toLowerCase())
    ) {
      return refuse({ kind: 'rig-not-listed', rig: request.rig });
    }
    const refusal = guard?.check(request.password, request.peer.address, performance.now()) ?? null;
    if (refusal !== null) return refuse(refusal);
    const answer = isLetIn || (approvals?.about(request) ?? true);
    if (typeof answer === 'boolean') return verdictOf(answer);
    return 'kind' in answer ? refuse(answer) : answer.then(verdictOf);
  };
}

function verdictOf(isAccepted: boolean): AuthorizeVerdict {
  return isAccepted ? ACCEPTED : refuse({ kind: 'declined' });
}

function refuse(refusal: AccessRefusal): AuthorizeVerdict {
  return { accepted: false, refusal };
}
