/** A machine that asks to mine, and what it is answered. */
import type { AccessRefusal } from '../refusals.ts';

/** What is known of a machine that wants to be authorized. */
export interface AuthorizeRequest {
  /** As the machine sent it: an account or a rig's name, or both joined by a dot. */
  readonly user: string;
  /** The rig in it, see rig-name.ts. */
  readonly rig: string;
  readonly password: string;
  readonly peer: { readonly address: string; readonly agent: string | null };
  /** Aborted when the machine left before it got its answer. */
  readonly gone: AbortSignal;
}

export type AuthorizeVerdict =
  { readonly accepted: true } | { readonly accepted: false; readonly refusal: AccessRefusal };

/** Decides about a machine. May ask the user, hence the promise; a rejected one refuses the machine. */
export type Authorize = (request: AuthorizeRequest) => AuthorizeVerdict | Promise<AuthorizeVerdict>;
