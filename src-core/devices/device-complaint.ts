/** What is wrong with a machine by its own readings, as data. */

export type DeviceComplaint =
  /** A chip or board is hotter than the limit, °C. */
  | {
      readonly kind: 'too-hot';
      readonly part: 'chip' | 'board';
      readonly celsius: number;
      readonly limit: number;
    }
  /** Fans that stand still while others turn or it hashes; counted from 1. */
  | { readonly kind: 'fan-stopped'; readonly fans: readonly number[] }
  /** Fewer boards hash than the model has; `missing` are the numbers of those that do not, where these are known. */
  | {
      readonly kind: 'board-missing';
      readonly boards: number;
      readonly expected: number;
      readonly missing: readonly number[];
    }
  /** Below `share` (0 … 1) of what its label says, and warmed up. */
  | {
      readonly kind: 'slow';
      readonly hashesPerSecond: number;
      readonly nameplate: number;
      readonly share: number;
    }
  /** It is set up for us, from here or by hand, and hashes for another pool. */
  | { readonly kind: 'other-pool'; readonly url: string }
  /** What was written to it does not lead here any more: this computer has another address, or the server another port. */
  | { readonly kind: 'old-address'; readonly url: string }
  /** Many of its results are hardware errors: part, 0 … 1. */
  | { readonly kind: 'hardware-errors'; readonly share: number };
