/**
 * Networks by name and by the version code in their headers (`Chainweb.Version` and its
 * branches). Node releases 2.20 to 2.22 swapped the meaning of codes 1 and 2, so the name that
 * a node returns is what counts; the code is for building headers.
 */
const VERSION_CODES: Readonly<Record<string, number>> = {
  'recap-development': 0x0000_0001,
  development: 0x0000_0002,
  mainnet01: 0x0000_0005,
  testnet04: 0x0000_0007,
  'pact5-development': 0x0000_0008,
  testnet05: 0x0000_0009,
  'evm-testnet': 0x0000_000a,
  'evm-development': 0x0000_000b,
};

/** The version code of a network, or null for a name not known here. */
export function versionCode(name: string): number | null {
  return VERSION_CODES[name] ?? null;
}
