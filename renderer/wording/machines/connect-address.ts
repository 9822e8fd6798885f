/** The parts of an address by which machines reach this computer: `stratum+tcp://host:port`. */
import type { ConnectAddress } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';

/** The name of the network interface, and whether it is a virtual one. */
export function interfaceText(
  { t }: Translation,
  { interfaceName, isVirtual }: ConnectAddress,
): string {
  return isVirtual ? t('connect.address.virtual', { name: interfaceName }) : interfaceName;
}

/** The host alone, without scheme and port. */
export function hostOf({ url }: ConnectAddress): string {
  return url.replace(/^stratum\+tcp:\/\//, '').replace(/:\d+$/, '');
}

export function portOf({ url }: ConnectAddress): number {
  return Number(/:(\d+)$/.exec(url)?.[1]);
}

/** Whether this computer alone can reach the address. */
export function isOwnComputer({ url }: ConnectAddress): boolean {
  return /^stratum\+tcp:\/\/(127\.|localhost|\[::1\])/.test(url);
}
