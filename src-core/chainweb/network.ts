/**
 * Networks by name, with the version code in their headers (`Chainweb.Version`, its branches, and
 * StoaChain's fork). Codes do not identify a network: some are used twice, and node releases 2.20 to
 * 2.22 swapped those of the development networks. The name that a node returns is what counts; the
 * code is for building headers.
 */
const VERSION_CODES: Readonly<Record<string, number>> = {
  'recap-development': 0x0000_0001,
  development: 0x0000_0002,
  mainnet01: 0x0000_0005,
  testnet04: 0x0000_0007,
  testnet06: 0x0000_0008,
  'pact5-development': 0x0000_0008,
  testnet05: 0x0000_0009,
  // Ten chains in a petersen graph.
  stoa: 0x0000_000a,
  'evm-testnet': 0x0000_000a,
  'evm-development': 0x0000_000b,
};

/** The version code of a network, or null for a name not known here. */
export function versionCode(name: string): number | null {
  return Object.hasOwn(VERSION_CODES, name) ? (VERSION_CODES[name] ?? null) : null;
}
