/** Why a server cannot listen: facts, for a sentence that is made elsewhere. */

/**
 * - `bad-interface`: the text names no interface, see listen-address.ts
 * - `in-use`: another socket listens on this port
 * - `no-permission`: the system does not let this user open the port
 * - `no-such-address`: this computer does not have the address
 * - `other`: see `detail`
 */
type ListenReason = 'bad-interface' | 'in-use' | 'no-permission' | 'no-such-address' | 'other';

export interface ListenError {
  readonly reason: ListenReason;
  /** As configured, e.g. `*`. */
  readonly interfaceName: string;
  readonly port: number;
  /** What the system or the parser says, in English. */
  readonly detail: string;
}

/** A listen error with the server it is about and the setting that can fix it; null where none can. */
export interface ListenFailure<
  Server extends string,
  Setting extends string | null,
> extends ListenError {
  readonly kind: 'listen';
  readonly server: Server;
  readonly setting: Setting;
}

/** Adds the server and, of its two settings, the one to correct. */
export function listenFailure<Server extends string, Setting extends string | null>(
  error: ListenError,
  server: Server,
  settings: { readonly interfaceName: Setting; readonly port: Setting },
): ListenFailure<Server, Setting> {
  const isAddress = error.reason === 'bad-interface' || error.reason === 'no-such-address';
  return {
    kind: 'listen',
    server,
    setting: isAddress ? settings.interfaceName : settings.port,
    ...error,
  };
}

/** The reason behind an error code of the system. */
export function listenReason(code: string | undefined): ListenReason {
  switch (code) {
    case 'EADDRINUSE':
      return 'in-use';
    case 'EACCES':
    case 'EPERM':
      return 'no-permission';
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return 'no-such-address';
    default:
      return 'other';
  }
}
