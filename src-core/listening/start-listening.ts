/** Opens a port for any server of this program: Stratum, metrics, on-demand, practice node. */
import type { AddressInfo, Server } from 'node:net';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { parseListenAddress } from './listen-address.ts';
import type { ListenAddress } from './listen-address.ts';
import { listenReason } from './listen-error.ts';
import type { ListenError } from './listen-error.ts';

/** Connections the system may hold until they are accepted; it lowers this to its own limit. */
const BACKLOG = 4096;

/**
 * Listens on an interface (see listen-address.ts) and port (0 takes a free one).
 * Resolves with the address in use.
 */
export async function startListening(
  server: Server,
  interfaceName: string,
  port: number,
): Promise<Result<AddressInfo, ListenError>> {
  const ways = parseListenAddress(interfaceName);
  if (!ways.ok) {
    const { reason: detail } = ways.error;
    return err({ reason: 'bad-interface', interfaceName, port, detail });
  }
  let failure: NodeJS.ErrnoException | null = null;
  for (const way of ways.value) {
    failure = await listen(server, way, port);
    if (failure === null) return ok(server.address() as AddressInfo);
    // Only a missing address family is a reason to try the next way.
    if (failure.code !== 'EAFNOSUPPORT' && failure.code !== 'EADDRNOTAVAIL') break;
  }
  const { code, message: detail = 'there is no way to listen' } = failure ?? {};
  return err({ reason: listenReason(code), interfaceName, port, detail });
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
