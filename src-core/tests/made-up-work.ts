/** Work that no node gave, as easy or hard as a test wants it. */
import { mkChainId } from '../chainweb/chain-graph.ts';
import { encodeMiningWork, parseMiningWork } from '../chainweb/mining-work.ts';
import type { MiningWork } from '../chainweb/mining-work.ts';
import { MAX_TARGET, mkTargetLevel } from '../chainweb/target.ts';
import type { Target } from '../chainweb/target.ts';
import { encodeWorkHeader } from '../chainweb/work-header.ts';
import { unwrap } from '../result.ts';
import { mainnetFirst } from './known-headers.ts';

export interface WorkWish {
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

/** Work of 286 bytes like mainnet's; what is not wished for stays the same from call to call. */
export function madeUpWork(wish: WorkWish = {}): MiningWork {
  const header = {
    ...mainnetFirst,
    chain: mkChainId(wish.chain ?? 5),
    height: wish.height ?? 100,
    target: wish.target ?? (wish.level === undefined ? MAX_TARGET : mkTargetLevel(wish.level)),
    parent: namedHash(wish.parent ?? 'parent'),
    payloadHash: namedHash(wish.payload ?? 'payload'),
    creationTimeMicros: wish.creationTimeMicros ?? mainnetFirst.creationTimeMicros,
    nonce: 0n,
  };
  return unwrap(parseMiningWork(encodeMiningWork(header, encodeWorkHeader(header))));
}

function namedHash(name: string): Uint8Array {
  return Uint8Array.from(Buffer.alloc(32, `${name}|`));
}
