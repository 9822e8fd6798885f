/** What a machine is called. */
import type { MachineSnapshot } from '../../../contract/screen-contract.ts';

/** The name of its rig, or its address until it has sent a name. */
export function machineName({ rig, address }: Pick<MachineSnapshot, 'rig' | 'address'>): string {
  return rig === null || rig === '' ? addressText(address) : rig;
}

/** An address as users know it: IPv4 peers of an IPv6 socket have a prefix. */
export function addressText(address: string): string {
  return address.replace(/^::ffff:/i, '');
}
