import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { mainnetFirst, mainnetLast, triangleHeader } from '../tests/known-headers.ts';
import { blockHash, genesisParentHash, toBase64Url } from './block-hash.ts';
import { chainGraph, mkChainId } from './chain-graph.ts';
import { encodeMiningWork, parseMiningWork, withTimeAndNonce } from './mining-work.ts';
import { isSolved, powHash } from './pow-hash.ts';
import { targetFromLe, targetToHexBe } from './target.ts';
import { decodeWorkHeader, encodeWorkHeader, workLength } from './work-header.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const powHex = (bytes: Uint8Array): string => targetToHexBe(targetFromLe(powHash(bytes)));

describe('the first known mainnet header', () => {
  const bytes = encodeWorkHeader(mainnetFirst);

  it('encodes to the 286 bytes the network saw', () => {
    expect(bytes.length).toBe(286);
    expect(sha256(bytes)).toBe('2603f2985e34823d0bb9774123b17ac49f75a5130e97205fb45cdfc512171535');
    expect(decodeWorkHeader(bytes)).toEqual({ ok: true, value: mainnetFirst });
  });

  it('has the known block hash and PoW hash, and is solved', () => {
    expect(toBase64Url(blockHash(mainnetFirst))).toBe(
      '6o5XvJ0YV3KIqhttqxAkjAvEw_L8KK7-tMbMhquhIA4',
    );
    expect(powHex(bytes)).toBe('0000000000000112b8b8e1416bd9663c2aff1b4c6fdf1a2d4301f3921a99ea07');
    expect(isSolved(bytes, mainnetFirst.target)).toBe(true);
  });

  it('is not solved with nonce 0', () => {
    const other = withTimeAndNonce(bytes, mainnetFirst.creationTimeMicros, 0n);
    expect(powHex(other)).toBe('67a4627d630040f7a00c66867ea5a730bb089ebb4165ca4c6ffe5ae62629cdd8');
    expect(isSolved(other, mainnetFirst.target)).toBe(false);
  });

  it('makes the known body of a work request, which parses back', () => {
    const body = encodeMiningWork(mainnetFirst, bytes);
    expect(body.length).toBe(322);
    expect(sha256(body)).toBe('d3e4cee6cbf76a7588036fbf8887ce72867ee67063c9810cd6d54140f8a67bb8');
    const work = unwrap(parseMiningWork(body));
    expect(work.chain).toBe(5);
    expect(work.bytes).toEqual(bytes);
    expect(work.target).toBe(mainnetFirst.target);
  });

  it('refuses bodies that are cut, padded or contradict themselves', () => {
    const body = encodeMiningWork(mainnetFirst, bytes);
    expect(parseMiningWork(body.subarray(0, 321)).ok).toBe(false);
    expect(parseMiningWork(body.subarray(0, 20)).ok).toBe(false);
    expect(parseMiningWork(new Uint8Array([...body, 0])).ok).toBe(false);
    // 36 bytes more is the length of a graph with four neighbours, but the header says three.
    expect(parseMiningWork(new Uint8Array([...body, ...new Uint8Array(36)])).ok).toBe(false);
    for (const offset of [0, 4]) {
      const wrong = body.slice();
      wrong[offset] = (wrong[offset] ?? 0) ^ 1;
      expect(parseMiningWork(wrong).ok).toBe(false);
    }
  });
});

describe('the last known mainnet header', () => {
  it('has the known block hash and PoW hash, and is solved', () => {
    const bytes = encodeWorkHeader(mainnetLast);
    expect(toBase64Url(blockHash(mainnetLast))).toBe('JcoghbVFbUxXz9oLfoOOxgL1w7DiAzxITUGcCQT0M4w');
    expect(powHex(bytes)).toBe('000000000000001fd18457ca180a815695408ac23cf0eff00cd5e84b82d39210');
    expect(isSolved(bytes, mainnetLast.target)).toBe(true);
  });
});

describe('a header with two adjacent chains', () => {
  const bytes = encodeWorkHeader(triangleHeader);

  it('has 250 bytes and the known hashes', () => {
    expect(bytes.length).toBe(250);
    expect(workLength(2)).toBe(250);
    expect(powHex(bytes)).toBe('4f2455ddefebc605b6ba586e4888d2b5c02a405c7fd39692b687d1313484ff83');
    expect(toBase64Url(blockHash(triangleHeader))).toBe(
      'LSjuJESQJFNUNlOFt3Lch_97c7KkBBcsTGbq5T-54m4',
    );
  });

  it('is first solved by nonce 13507', () => {
    const solved = withTimeAndNonce(bytes, triangleHeader.creationTimeMicros, 13507n);
    expect(powHex(solved)).toBe('000053de75b37fda80338904e81077496957112486ecf87c1385f912f685dfb2');
    expect(isSolved(solved, triangleHeader.target)).toBe(true);
    const hash = blockHash(unwrap(decodeWorkHeader(solved)));
    expect(toBase64Url(hash)).toBe('YtFrqCVpWGDhcTRQ7KBPBzrENq7vv5FDecWQV2WntF0');
    for (let nonce = 0n; nonce < 13507n; nonce += 1n) {
      const tried = withTimeAndNonce(bytes, triangleHeader.creationTimeMicros, nonce);
      expect(isSolved(tried, triangleHeader.target)).toBe(false);
    }
  });
});

describe('hash primitives', () => {
  it('names the parents of genesis blocks', () => {
    const parent = (code: number, chain: number): string =>
      toBase64Url(genesisParentHash(code, mkChainId(chain)));
    expect(parent(5, 0)).toBe('wJ6fVF6_vrzfemqQsWB6nCzfrMwznbZscn53-0DpAcI');
    expect(parent(5, 5)).toBe('dTLm0UrocvMNjjz_TMUbWqpZhuBBht_JoNqZpCliaS8');
    expect(parent(2, 0)).toBe('0_wArwHesJQAwgCTtQkgwFBQHumPheK5MnzjX7qbYEw');
    expect(parent(1, 0)).toBe('hkY3tAJOaRSSTG5DUYBEMRjNlZr2jEyA_8d0_NJ76ow');
  });

  it('uses BLAKE2s-256 for proof of work', () => {
    expect(Buffer.from(powHash(new TextEncoder().encode('abc'))).toString('hex')).toBe(
      '508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982',
    );
  });
});

describe('chain graphs', () => {
  it.each([
    ['singleton', 1, 0, 0],
    ['pair', 2, 1, 1],
    ['triangle', 3, 2, 1],
    ['petersen', 10, 3, 2],
    ['twenty', 20, 3, 3],
  ] as const)('%s has order %i, degree %i, diameter %i', (name, order, degree, diameter) => {
    const graph = chainGraph(name);
    expect(graph).toMatchObject({ order, degree, diameter });
    for (const chain of graph.chains) {
      expect(graph.adjacent(chain)).toHaveLength(degree);
      for (const other of graph.adjacent(chain)) {
        expect(graph.adjacent(other)).toContain(chain);
      }
    }
  });

  it('has the neighbours that mainnet headers carry', () => {
    expect(chainGraph('twenty').adjacent(mkChainId(5))).toEqual(
      mainnetFirst.adjacents.map((adjacent) => adjacent.chain),
    );
  });
});
