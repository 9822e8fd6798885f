/** Why a machine's management interface did not do what was asked, as data. */

export type DeviceError =
  /** Nothing answers at its address: switched off, restarting, or it has a new address. */
  | {
      readonly kind: 'unreachable';
      readonly detail: string;
      /** The system's code of the failed connection, if there was one, e.g. `EHOSTUNREACH`. */
      readonly code?: string;
    }
  /** Connected, but no answer in time. */
  | { readonly kind: 'timeout'; readonly limitMs: number }
  /** It needs a password, and none was given. */
  | { readonly kind: 'password-needed' }
  /** It refused the password. `answer` is its own text, cleaned; null where it gave none. */
  | { readonly kind: 'password-wrong'; readonly answer: string | null }
  /** It answered that it will not: its own text, cleaned and cut. */
  | { readonly kind: 'refused'; readonly status: number | null; readonly answer: string }
  /** It answered something that cannot be read: its beginning, cleaned. */
  | { readonly kind: 'nonsense'; readonly answer: string }
  /** Another machine answers at this address now; it may have a new address. */
  | { readonly kind: 'another-machine'; readonly model: string | null }
  /** This model or family cannot do that. */
  | { readonly kind: 'unsupported' }
  /** What was written is not what it has now: these are the addresses of its pools. */
  | { readonly kind: 'not-kept'; readonly urls: readonly string[] }
  /** The pools in its settings are longer or more than could be kept and put back. */
  | { readonly kind: 'pools-too-long' }
  /** Its pools are being changed: anything else has to wait. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'cancelled' };
