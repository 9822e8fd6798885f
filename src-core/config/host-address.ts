/** Addresses of nodes, `host:port`. */

/** Characters that URLs give a meaning of their own are no part of a host. */
const HOST_AND_PORT = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/[\]@?#\\]+):(\d{1,5})$/;
const HIGHEST_PORT = 65_535;

/**
 * Whether requests can be sent to this address, as far as its text shows: `localhost:1848`,
 * `[::1]:1848`. A host that looks like an IPv4 address has to be one (https://url.spec.whatwg.org).
 */
export function isHostAddress(text: string): boolean {
  const port = HOST_AND_PORT.exec(text)?.[1];
  if (port === undefined || Number(port) > HIGHEST_PORT) return false;
  return URL.canParse(`http://${text}`);
}
