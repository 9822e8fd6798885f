/**
 * Why machines are refused and why they leave, as facts. stratum-errors.ts puts them into words for
 * the machine and the log; the screen has its own texts.
 */

/** Why a machine may not mine. */
export type AccessRefusal =
  | { readonly kind: 'rig-not-listed'; readonly rig: string }
  | { readonly kind: 'wrong-password' }
  /** Its address tried too many passwords; a later attempt is checked again. */
  | { readonly kind: 'too-many-passwords' }
  /** The user declined it. */
  | { readonly kind: 'declined' }
  /** Too many machines wait for the user's answer, in all or from its address. */
  | { readonly kind: 'too-many-waiting'; readonly where: 'server' | 'address' }
  /** The check itself failed; the log has the error. */
  | { readonly kind: 'check-failed' };

/** Why a share does not count. Text that the machine sent is an excerpt. */
export type ShareRefusal =
  | { readonly kind: 'not-subscribed' }
  | { readonly kind: 'not-authorized' }
  /** The chain moved on after the job was sent. */
  | { readonly kind: 'stale' }
  /** The job was dropped long ago, or never sent by this server. */
  | { readonly kind: 'unknown-job'; readonly jobId: string }
  | { readonly kind: 'duplicate' }
  /** Levels are log2 of the expected hashes: the share's own and the one the job asked for. */
  | { readonly kind: 'low-difficulty'; readonly level: number; readonly wantedLevel: number }
  | { readonly kind: 'nonce2-too-long'; readonly nonce2: string; readonly limitBytes: number }
  | { readonly kind: 'nonce2-not-hex'; readonly nonce2: string };

/** What a refused share counts as. */
export type ShareFault = 'stale' | 'duplicate' | 'low' | 'invalid';

/** What speaks to the port instead of Stratum. `proxy`: version 2 of the PROXY protocol. */
export type OtherProtocol = 'http' | 'tls' | 'proxy';

/** Why a connection ended. */
export type LeaveReason =
  | { readonly kind: 'closed-by-machine' }
  /** @param code that of the socket error, e.g. `ECONNRESET`; null without one */
  | { readonly kind: 'connection-lost'; readonly code: string | null }
  | { readonly kind: 'server-closing' }
  /** It was refused, and the user has let it in since: it has to ask again. */
  | { readonly kind: 'let-in' }
  /** No node has had work for this time: it may turn to its next pool. */
  | { readonly kind: 'no-node'; readonly ms: number }
  /** It did not subscribe within this time. */
  | { readonly kind: 'never-subscribed'; readonly ms: number }
  /** It did not read what was sent to it for longer than this. */
  | { readonly kind: 'not-reading'; readonly ms: number }
  /** It sent nothing for longer than this. */
  | { readonly kind: 'silent'; readonly ms: number }
  | { readonly kind: 'line-too-long'; readonly limitBytes: number }
  | { readonly kind: 'too-many-long-lines'; readonly longChars: number }
  | { readonly kind: 'too-many-invalid-lines' }
  /** It asked for another name or difficulty too often. */
  | { readonly kind: 'too-many-changes' }
  /** Every nonce range (nonce1) is in use. */
  | { readonly kind: 'no-nonce-range' }
  | { readonly kind: 'other-protocol'; readonly protocol: OtherProtocol }
  /** A bug of this program; the log has the error. */
  | { readonly kind: 'internal-error' };

/** Why a connection did not become a session. */
export type ConnectionRefusal =
  /** The server takes no more sessions than this. */
  | { readonly kind: 'server-full'; readonly limit: number }
  /** It takes no more sessions than this from one address. */
  | { readonly kind: 'address-full'; readonly limit: number }
  /** No node has work. */
  | { readonly kind: 'no-node' }
  /** Its address connects too often. */
  | { readonly kind: 'address-busy' }
  /** Too many invalid lines came from its address. */
  | { readonly kind: 'address-blocked' }
  /** It is a proxy of the settings, and sent no valid PROXY header in time. */
  | { readonly kind: 'no-proxy-header' };
