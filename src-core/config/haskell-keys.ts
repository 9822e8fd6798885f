/** The keys that chainweb-mining-client (0.5 and later) has; it ignores all others. */
import type { ConfigKey } from './miner-config.ts';

export const HASKELL_KEYS = [
  'account',
  'constantDelayBlockTime',
  'defaultHTTPTimeout',
  'externalWorkerCommand',
  'generateKey',
  'hashRate',
  'insecure',
  'logLevel',
  'node',
  'onDemandInterface',
  'onDemandPort',
  'publicKey',
  'stratumDifficulty',
  'stratumInterface',
  'stratumPort',
  'stratumRate',
  'threadCount',
  'useTls',
  'worker',
] as const satisfies readonly ConfigKey[];

export function isHaskellKey(key: string): boolean {
  return HASKELL_KEYS.some((each) => each === key);
}
