/** Machines as the screen names them: where they connect to, and which one is meant. */
import type { GivenLogin } from '../src-core/index.ts';

/** An address to type into a machine. */
export interface ConnectAddress {
  /** Name of the network interface, e.g. `eth0`. */
  readonly interfaceName: string;
  /** `stratum+tcp://192.168.1.20:1917` */
  readonly url: string;
  /** Not one that machines on the local network usually reach: a VPN, a bridge, a container. */
  readonly isVirtual: boolean;
}

/** One device, and the login to use where none is kept. */
export interface DeviceInput {
  readonly id: string;
  readonly login: GivenLogin | null;
}
