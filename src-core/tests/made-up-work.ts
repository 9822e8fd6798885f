/** Work that no node gave, as easy or hard as a test wants it. */
import { mkChainId } from '../chainweb/chain-graph.ts';
import { encodeMiningWork, parseMiningWork } from '../chainweb/mining-work.ts';
import type { MiningWork } from '../chainweb/mining-work.ts';
import { MAX_TARGET, mkTargetLevel } from '../chainweb/target.ts';
import type { Target } from '../chainweb/target.ts';
import { encodeWorkHeader } from '../chainweb/work-header.ts';
import { unwrap } from '../result.ts';
import { mainnetFirst } from './known-headers.ts';

export interface WorkOptions {
  /** Difficulty of the block as a level; 0: every hash solves it. */
  readonly level?: number;
  readonly target?: Target;
  readonly chain?: number;
  readonly height?: number;
  /** Parents of different names differ. */
  readonly parent?: string;
  readonly payload?: string;
  readonly creationTimeMicros?: bigint;
}

/** Work of 286 bytes like mainnet's; what is not given stays the same from call to call. */
export function madeUpWork(work: WorkOptions = {}): MiningWork {
  const header = {
    ...mainnetFirst,
    chain: mkChainId(work.chain ?? 5),
    height: work.height ?? 100,
    target: work.target ?? (work.level === undefined ? MAX_TARGET : mkTargetLevel(work.level)),
    parent: namedHash(work.parent ?? 'parent'),
    payloadHash: namedHash(work.payload ?? 'payload'),
    creationTimeMicros: work.creationTimeMicros ?? mainnetFirst.creationTimeMicros,
    nonce: 0n,
  };
  return unwrap(parseMiningWork(encodeMiningWork(header, encodeWorkHeader(header))));
}

function namedHash(name: string): Uint8Array {
  return Uint8Array.from(Buffer.alloc(32, `${name}|`));
}
