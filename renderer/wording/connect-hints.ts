/** Why a machine may not reach this computer, and what helps. */
import type { AppState, ConnectAddress } from '../../contract/screen-contract.ts';

export interface Hint {
  readonly title: string;
  readonly words: string;
  /** Something to type into a terminal, if that helps. */
  readonly command: string | null;
}

/** The hint about the firewall of this computer's system. */
export function firewallHint(platform: AppState['platform'], port: number): Hint {
  const title = `Let port ${port} through the firewall`;
  switch (platform) {
    case 'win32':
      return {
        title,
        words:
          'Windows asks once whether Heddle may be reached: allow private networks. Later it is under Windows Security, Firewall & network protection, Allow an app through firewall.',
        command: null,
      };
    case 'darwin':
      return {
        title,
        words:
          'macOS asks once whether Heddle may accept incoming connections: allow it. Later it is under System Settings, Network, Firewall, Options.',
        command: null,
      };
    case 'linux':
      return {
        title,
        words: 'Where ufw is the firewall, this opens the port. With another one, open it for TCP.',
        command: `sudo ufw allow ${port}/tcp`,
      };
    case 'other':
      return {
        title,
        words: `Where a firewall runs on this computer, open port ${port} for TCP.`,
        command: null,
      };
  }
}

/** @param hasVirtual a VPN or the like is there */
export function vpnHint(hasVirtual: boolean): Hint {
  return {
    title: 'Mind a VPN',
    words: hasVirtual
      ? 'This computer also has virtual networks. If one is a VPN, it may hide the computer from your machines: allow the local network in it, or switch it off.'
      : 'A VPN on this computer may hide it from your machines: allow the local network in it, or switch it off.',
    command: null,
  };
}

/** What goes wrong on the machine's side. */
export const MACHINE_HINTS: readonly Hint[] = [
  {
    title: 'One pool only',
    words:
      'Remove the other pools from the machine: with several of them some firmware jumps to and fro, and most shares are refused.',
    command: null,
  },
  {
    title: 'The same network',
    words:
      'Machine and computer have to be in the same network: guest Wi-Fi often keeps devices apart. A fixed address for this computer, set in the router, spares you from typing a new one.',
    command: null,
  },
];

/** An interface's name, with what kind of thing it is where that matters. */
export function interfaceText({ interfaceName, isVirtual }: ConnectAddress): string {
  return isVirtual ? `${interfaceName} (VPN or virtual)` : interfaceName;
}

/** The address alone, without scheme and port. */
export function hostOf({ url }: ConnectAddress): string {
  return url.replace(/^stratum\+tcp:\/\//, '').replace(/:\d+$/, '');
}

/** Whether nobody but this computer itself reaches the address. */
export function isOwnComputer({ url }: ConnectAddress): boolean {
  return /^stratum\+tcp:\/\/(127\.|localhost|\[::1\])/.test(url);
}

/** The port of an address; 1917 while none is known. */
export function portOf(addresses: readonly ConnectAddress[] | null): number {
  return Number(/:(\d+)$/.exec(addresses?.[0]?.url ?? '')?.[1] ?? 1917);
}
