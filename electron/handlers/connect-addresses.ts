/** The addresses at which machines of the local network reach this computer. Pure. */
import type { NetworkInterfaceInfo } from 'node:os';
import { isVirtualInterface } from '../../src-core/index.ts';
import type { ConnectAddress } from '../../contract/screen-contract.ts';

/** As `os.networkInterfaces()` gives them. */
type Interfaces = Readonly<Partial<Record<string, readonly NetworkInterfaceInfo[]>>>;

/**
 * One address for each interface that a server with `stratumInterface: listenAt` listens on, real
 * interfaces first. Machines speak IPv4, so that IPv6 addresses
 * are only given where nothing else is listened to or there is nothing else.
 */
export function connectAddresses(
  interfaces: Interfaces,
  listenAt: string,
  port: number,
): ConnectAddress[] {
  const all = reachable(interfaces);
  const ipv4 = all.filter(({ family }) => family === 'IPv4');
  const ipv6 = all.filter(({ family }) => family === 'IPv6');
  const found = choose();
  const addresses = found.map(({ name, family, address }) => ({
    interfaceName: name,
    url: `stratum+tcp://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    isVirtual: isVirtualInterface(name),
  }));
  return addresses.sort((a, b) => Number(a.isVirtual) - Number(b.isVirtual));

  function choose(): readonly Reachable[] {
    switch (listenAt) {
      case '!4':
      case '0.0.0.0':
        return ipv4;
      case '!6':
        return ipv6;
      case '*':
      case '*4':
      case '*6':
      case '::':
      case '[::]':
        return ipv4.length > 0 ? ipv4 : ipv6;
      default: {
        const host = listenAt.replace(/^\[(.*)\]$/, '$1');
        const own = all.filter(({ address }) => address === host);
        const family = host.includes(':') ? 'IPv6' : 'IPv4';
        return own.length > 0 ? own : [{ name: host, family, address: host }];
      }
    }
  }
}

interface Reachable {
  readonly name: string;
  readonly family: 'IPv4' | 'IPv6';
  readonly address: string;
}

/** Without loopback, and without link-local addresses: those change or need a zone. */
function reachable(interfaces: Interfaces): Reachable[] {
  return Object.entries(interfaces).flatMap(([name, infos = []]) =>
    infos
      .filter(
        ({ internal, address }) => !internal && !/^(169\.254\.|fe[89ab][0-9a-f]:)/i.test(address),
      )
      .map(({ family, address }) => ({ name, family, address })),
  );
}
