/** Reaching machines: asking an address what it is, and the driver of a machine. */
import type { DeviceAddress, DeviceDriver, DeviceIdentity } from './device.ts';

/** What an address is. */
export type Identified =
  | { readonly kind: 'device'; readonly identity: DeviceIdentity }
  /** Something else: what it answered, cleaned. */
  | { readonly kind: 'other'; readonly answered: string }
  | { readonly kind: 'nothing' };

export interface DeviceAccess {
  /** Takes `limitMs` at most for an address that does not answer. */
  identify(address: DeviceAddress, limitMs: number, signal: AbortSignal): Promise<Identified>;
  open(identity: DeviceIdentity): DeviceDriver;
  /** Ends what is going on. */
  close(): void;
}
