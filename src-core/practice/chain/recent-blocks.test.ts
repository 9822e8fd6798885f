import { queryObjects } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../chainweb/block-hash.ts';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { openPracticeChain } from './practice-chain.ts';
import { FIRST_DIFFICULTY, practiceNetwork } from './practice-network.ts';
import { newPayload } from './payload.ts';
import type { Payload } from './payload.ts';
import { sealBlock } from './practice-block.ts';
import type { PracticeBlock } from './practice-block.ts';
import { createRecentBlocks } from './recent-blocks.ts';
import { openStoreIn } from './practice-store.ts';
import { unwrap } from '../../result.ts';

const network = practiceNetwork('pair', null, FIRST_DIFFICULTY);
const [left, right] = [mkChainId(0), mkChainId(1)];
const MINER = { account: 'k:miner', predicate: 'keys-all', publicKeys: ['ab'.repeat(32)] };

/** A payload on a parent that differs for each number. */
const payloadAt = (number: number): Payload => newPayload(MINER, `parent ${number}`, 0, 2);

/** A block that would follow the first of its chain, different for each nonce. */
function blockOf(chain: typeof left, nonce: number, payload: Payload): PracticeBlock {
  const store = unwrap(openStoreIn(null, network.versionName, false));
  const opened = openPracticeChain(network, store, 1_000n);
  const header = opened.extend(chain, payload.payloadHash, 2_000n);
  store.close();
  return sealBlock({ ...header!, nonce: BigInt(nonce) });
}

describe('recent blocks', () => {
  it('answers what was put in, whole', () => {
    const recent = createRecentBlocks();
    const payload = payloadAt(1);
    const block = blockOf(left, 1, payload);
    const orphan = blockOf(left, 2, payload);
    const other = blockOf(right, 3, payload);
    recent.keepPayload(payload);
    recent.append(orphan, false);
    recent.append(block, true);
    recent.append(other, true);

    expect(recent.payload(payload.payloadHash)).toEqual(payload);
    expect(recent.payload(block.hash)).toBeNull();
    expect(recent.find(left, block.hash)).toEqual({ block, onChain: true });
    expect(recent.find(left, orphan.hash)).toEqual({ block: orphan, onChain: false });
    expect(recent.find(right, block.hash)).toBeNull();
    expect(recent.atHeight(left, block.header.height)).toEqual(block);
    const whole = { from: null, minHeight: 0, maxHeight: 9, limit: 9 };
    expect(recent.range(left, whole)).toEqual(
      [block, orphan].sort((a, b) => Buffer.compare(a.hash, b.hash)),
    );
  });

  it('answers a range from a block on, or after it', () => {
    const recent = createRecentBlocks();
    const blocks = [1, 2, 3]
      .map((nonce) => blockOf(left, nonce, payloadAt(1)))
      .sort((a, b) => Buffer.compare(a.hash, b.hash));
    for (const block of blocks.toReversed()) recent.append(block, true);
    const [, second, third] = blocks;
    const bounds = { minHeight: 1, maxHeight: 1, limit: 9 };
    const from = (inclusive: boolean) => ({ ...bounds, from: { block: second!, inclusive } });
    expect(recent.range(left, from(true))).toEqual([second, third]);
    expect(recent.range(left, from(false))).toEqual([third]);
    expect(recent.range(left, { ...bounds, from: null })).toEqual(blocks);
    expect(recent.range(left, { ...bounds, minHeight: 2, maxHeight: 9, from: null })).toEqual([]);
    expect(recent.range(left, { ...bounds, minHeight: 0, maxHeight: 0, from: null })).toEqual([]);
  });

  it('keeps a block that was put in twice as it was first, and drops the oldest', () => {
    const recent = createRecentBlocks();
    const first = blockOf(left, 0, payloadAt(0));
    // Its hash alone makes it another block: to compute thousands takes seconds.
    const at = (number: number): PracticeBlock => {
      const hash = Buffer.alloc(32);
      hash.writeUInt32LE(number);
      return { ...first, hash, hashText: toBase64Url(hash) };
    };
    recent.append(first, true);
    recent.append(first, false);
    expect(recent.find(left, first.hash)?.onChain).toBe(true);
    for (let nonce = 1; nonce < 4_096; nonce++) recent.append(at(nonce), false);
    expect(recent.find(left, first.hash)).not.toBeNull();
    recent.append(at(4_096), false);
    expect(recent.find(left, first.hash)).toBeNull();
    expect(recent.find(left, at(1).hash)).not.toBeNull();
    recent.clear();
    expect(recent.find(left, at(1).hash)).toBeNull();
  });

  it('keeps one array for a block and one for its payload, of a dozen that they consist of', () => {
    const recent = createRecentBlocks();
    const first = blockOf(left, 0, payloadAt(0));
    const count = 200;
    function add(number: number): void {
      const payload = payloadAt(number);
      recent.keepPayload(payload);
      recent.append(
        sealBlock({ ...first.header, payloadHash: payload.payloadHash, parent: unshared(number) }),
        true,
      );
    }
    // An array of its own for each block, as when a header is read.
    const unshared = (number: number): Uint8Array => new Uint8Array(32).fill(number);
    add(0);
    const before = arrays();
    for (let number = 1; number <= count; number++) add(number);
    expect(arrays() - before).toBeLessThanOrEqual(2 * count);
    expect(recent.payload(payloadAt(count).payloadHash)).not.toBeNull();
    // What it counts are the arrays of all tests in this process.
  }, 20_000);
});

/** Arrays of bytes that are held anywhere in this process. */
function arrays(): number {
  return queryObjects(Uint8Array, { format: 'count' });
}
