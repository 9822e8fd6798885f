/**
 * Where to listen, in the syntax of chainweb-mining-client's `stratumInterface` (the `HostPreference`
 * of the Haskell library streaming-commons): `*` any address, `*4` / `*6` any, IPv4 / IPv6
 * preferred, `!4` / `!6` that family only, otherwise a host name or address.
 */
import { isIP } from 'node:net';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** One way to listen; see `net.Server.listen`. */
export interface ListenAddress {
  readonly host: string;
  /** Refuse IPv4 on an IPv6 socket. */
  readonly ipv6Only: boolean;
}

const ANY_IPV4: ListenAddress = { host: '0.0.0.0', ipv6Only: false };
/** `::` takes IPv4 peers too, where the system has IPv6 at all. */
const ANY_IPV6: ListenAddress = { host: '::', ipv6Only: false };

const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?$/i;

/**
 * The ways to listen, best first; the next one is for systems that lack the family of the one
 * before it. Never empty.
 */
export function parseListenAddress(
  text: string,
): Result<readonly ListenAddress[], { readonly reason: string }> {
  switch (text) {
    case '*':
    case '*6':
      return ok([ANY_IPV6, ANY_IPV4]);
    case '*4':
      return ok([ANY_IPV4, ANY_IPV6]);
    case '!4':
      return ok([ANY_IPV4]);
    case '!6':
      return ok([{ host: '::', ipv6Only: true }]);
    default: {
      const host = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
      // A zone may follow a link-local address: fe80::1%eth0.
      if (isIP(host.replace(/%.*/, '')) === 0 && !HOST_NAME.test(host)) {
        return err({
          reason: `${JSON.stringify(text)} is neither *, *4, !4, *6, !6 nor a host name or address`,
        });
      }
      return ok([{ host, ipv6Only: false }]);
    }
  }
}
