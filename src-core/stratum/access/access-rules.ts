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
  /** Names of rigs that may mine without a question; null: none is refused. Upper and lower case are the same. */
  readonly allowedRigs: readonly string[] | null;
  /** What the machine must give as its password, besides options like `d=44`; null: anything. */
  readonly password: string | null;
  /** Asks the user about a rig seen for the first time that is not on the list; null: no question. */
  readonly askFirst: AskFirst | null;
  /** Whether it asks now; always if absent. While it does not, rigs that are not on the list are refused. */
  readonly isAsking?: () => boolean;
  /** Rigs that the user let in meanwhile, in lower case; the password is still asked for. */
  readonly letIn?: Pick<ReadonlySet<string>, 'has'>;
}

/**
 * An {@link Authorize} by rules; all that are set must hold. Answers at once unless the user has to
 * be asked, whose answer is kept.
 */
export function authorizeByRules(rules: AuthorizeRules): Authorize {
  const { allowedRigs, password, askFirst, isAsking = () => true, letIn } = rules;
  const allowed =
    allowedRigs === null ? null : new Set(allowedRigs.map((rig) => rig.toLowerCase()));
  const guard = password === null ? null : new PasswordGuard(password);
  const approvals = askFirst === null ? null : new PendingApprovals(askFirst);

  return (request) => {
    const { rig, user, peer } = request;
    const names = [rig.toLowerCase(), user.toLowerCase()] as const;
    const isKnown = letIn?.has(names[0]) === true || names.some((name) => allowed?.has(name));
    const unlisted = refuse({ kind: 'rig-not-listed', rig });
    const asks = isAsking() ? approvals : null;
    if (!isKnown && asks === null && allowed !== null) return unlisted;
    const refusal = guard?.check(request.password, peer.address, performance.now()) ?? null;
    if (refusal !== null) return refuse(refusal);
    const answer = isKnown || (asks?.about(request) ?? true);
    if (typeof answer === 'boolean') return verdictOf(answer);
    if ('kind' in answer) return refuse(answer);
    return answer.then((accepted) => (accepted === null ? unlisted : verdictOf(accepted)));
  };
}

function verdictOf(isAccepted: boolean): AuthorizeVerdict {
  return isAccepted ? ACCEPTED : refuse({ kind: 'declined' });
}

function refuse(refusal: AccessRefusal): AuthorizeVerdict {
  return { accepted: false, refusal };
}
