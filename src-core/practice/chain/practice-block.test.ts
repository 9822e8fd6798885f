import { expect, it } from 'vitest';
import { chainGraph, mkChainId } from '../../chainweb/chain-graph.ts';
import { MAX_TARGET } from '../../chainweb/target.ts';
import { blockToJson, sealBlock } from './practice-block.ts';

const hash = new Uint8Array(32);

it.each([
  [0n, 0],
  [2n ** 53n - 1n, Number.MAX_SAFE_INTEGER],
  [(9_521_000n << 32n) | 1n, '40892383625216001'],
  [2n ** 64n - 1n, '18446744073709551615'],
])('puts the flags %s into JSON without rounding', (flags, shown) => {
  const header = {
    ...{ flags, creationTimeMicros: 1n, parent: hash, payloadHash: hash, target: MAX_TARGET },
    adjacents: chainGraph('pair')
      .adjacent(mkChainId(0))
      .map((chain) => ({ chain, hash })),
    ...{ chain: mkChainId(0), weight: 1n, height: 1, versionCode: 1 },
    ...{ epochStartMicros: 1n, nonce: 2n ** 64n - 1n },
  };
  const json = blockToJson(sealBlock(header), 'practice-pair');
  expect(JSON.parse(JSON.stringify(json))).toMatchObject({
    featureFlags: shown,
    adjacents: { 1: 'A'.repeat(43) },
    nonce: '18446744073709551615',
  });
});
