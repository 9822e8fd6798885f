/** Addresses of nodes, `host:port`. */

/** A host has no characters that have a meaning in URLs. */
const HOST_AND_PORT = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/[\]@?#\\]+):(\d{1,5})$/;
const LOWEST_PORT = 1;
const HIGHEST_PORT = 65_535;

/** The form of an address as data, for screens that check one while it is typed. */
export interface AddressForm {
  /** A regular expression; its first group is the port. */
  readonly pattern: string;
  readonly minPort: number;
  readonly maxPort: number;
  /** A valid one. */
  readonly example: string;
}

/** A node on this computer, at the default port of chainweb-node. */
export const LOCAL_NODE = 'localhost:1848';

export const HOST_ADDRESS_FORM: AddressForm = {
  pattern: HOST_AND_PORT.source,
  minPort: LOWEST_PORT,
  maxPort: HIGHEST_PORT,
  example: LOCAL_NODE,
};

/**
 * Whether requests can be sent to this address, as far as its text shows: `localhost:1848`,
 * `[::1]:1848`. A host that looks like an IPv4 address has to be one (https://url.spec.whatwg.org).
 */
export function isHostAddress(text: string): boolean {
  // No address has a port above the highest.
  return Number(HOST_AND_PORT.exec(text)?.[1]) >= LOWEST_PORT && URL.canParse(`http://${text}`);
}
