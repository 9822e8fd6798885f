/** Opens the port, and names what can go wrong with it together with the way out. */
import type { AddressInfo, Server } from 'node:net';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { parseListenAddress } from './listen-address.ts';
import type { ListenAddress } from './listen-address.ts';

export interface StratumStartError {
  readonly kind: 'port-taken' | 'no-permission' | 'no-such-interface' | 'bad-interface' | 'failed';
  /** What is wrong, a sentence. */
  readonly reason: string;
  /** What to do about it, a sentence. */
  readonly fix: string;
}

/** Connections the system may hold until they are accepted; it lowers this to its own limit. */
const BACKLOG = 4096;

/**
 * Listens on an interface (see listen-address.ts) and port (0: any free one).
 * Resolves with the address in use.
 * @param what whose port it is, for the sentences of an error
 */
export async function startListening(
  server: Server,
  interfaceName: string,
  port: number,
  what = 'Stratum',
): Promise<Result<AddressInfo, StratumStartError>> {
  const ways = parseListenAddress(interfaceName);
  if (!ways.ok) {
    return err({
      kind: 'bad-interface',
      reason: `The ${what} interface ${ways.error.reason}.`,
      fix: 'Use * to listen on all interfaces of this computer.',
    });
  }
  let failure: NodeJS.ErrnoException | null = null;
  for (const way of ways.value) {
    failure = await listen(server, way, port);
    if (failure === null) return ok(server.address() as AddressInfo);
    // Only a missing address family is a reason to try the next way.
    if (failure.code !== 'EAFNOSUPPORT' && failure.code !== 'EADDRNOTAVAIL') break;
  }
  return err(
    explain(failure?.code, failure?.message ?? 'no way to listen', interfaceName, port, what),
  );
}

function listen(
  server: Server,
  { host, ipv6Only }: ListenAddress,
  port: number,
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      server.off('listening', onListening);
      resolve(error);
    };
    const onListening = (): void => {
      server.off('error', onError);
      resolve(null);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen({ host, port, ipv6Only, backlog: BACKLOG });
  });
}

function explain(
  code: string | undefined,
  message: string,
  interfaceName: string,
  port: number,
  what: string,
): StratumStartError {
  switch (code) {
    case 'EADDRINUSE':
      return {
        kind: 'port-taken',
        reason: `Port ${port} is in use by another program.`,
        fix: `Close that program (another miner?) or choose another ${what} port.`,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        kind: 'no-permission',
        reason: `This user may not open port ${port}.`,
        fix: `Choose a ${what} port of 1024 or higher; 1917 is usual.`,
      };
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return {
        kind: 'no-such-interface',
        reason: `This computer has no address ${JSON.stringify(interfaceName)}.`,
        fix: 'Choose one of its own addresses, or * to listen on all of them.',
      };
    default:
      return {
        kind: 'failed',
        reason: `The ${what} port ${port} cannot be opened: ${message}.`,
        fix: `Choose another ${what} port or interface.`,
      };
  }
}
