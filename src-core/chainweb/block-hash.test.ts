import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { mainnetFirst, mainnetLast, triangleHeader } from '../tests/known-headers.ts';
import { blockHash, genesisParentHash, toBase64Url } from './block-hash.ts';
import { mkChainId } from './chain-graph.ts';
import { encodeMiningWork, parseMiningWork, withTimeAndNonce } from './mining-work.ts';
import { merkleRoot } from './merkle.ts';
import { isSolved, powHash } from './pow-hash.ts';
import { hashWithNonce, meetsTargetWords, prepareHeader, toWords } from './header-hash.ts';
import { mkTarget, targetFromLe, targetToHexBe, targetToLe } from './target.ts';
import { decodeWorkHeader, encodeWorkHeader, workLength, workLengthDegree } from './work-header.ts';

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

  it('is solved for a target of exactly its PoW hash, and for none below', () => {
    const hash = targetFromLe(powHash(bytes));
    expect(isSolved(bytes, hash)).toBe(true);
    expect(isSolved(bytes, mkTarget(hash - 1n))).toBe(false);
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
    const refused = (wrong: Uint8Array): string => {
      const work = parseMiningWork(wrong);
      return work.ok ? 'none' : work.error.reason;
    };
    expect(refused(body.subarray(0, 321))).toMatch('work of 321 bytes');
    expect(refused(body.subarray(0, 20))).toMatch('work of 20 bytes');
    expect(refused(new Uint8Array([...body, 0]))).toMatch('work of 323 bytes');
    // 36 bytes more is the length of a graph with four neighbours, but the header says three.
    const padded = new Uint8Array([...body, ...new Uint8Array(36)]);
    expect(refused(padded)).toBe('header of 322 bytes claims 3 adjacent chains');
    const changed = (offset: number) => body.map((byte, at) => (at === offset ? byte ^ 1 : byte));
    expect(refused(changed(0))).toMatch("chain 4 differs from the header's chain 5");
    expect(refused(changed(4))).toMatch('target');
  });

  it('is parsed from the middle of a buffer, and keeps none of it', () => {
    const body = encodeMiningWork(mainnetFirst, bytes);
    const buffer = Buffer.from([1, 2, 3, ...body]);
    const { header, bytes: copy, chain } = unwrap(parseMiningWork(buffer.subarray(3)));
    const again = unwrap(decodeWorkHeader(buffer.subarray(3 + 36)));
    buffer.fill(0);
    expect({ header, copy, chain }).toEqual({ header: mainnetFirst, copy: bytes, chain: 5 });
    expect(again).toEqual(mainnetFirst);
  });

  it('cannot be decoded with a height beyond exact numbers', () => {
    const highest = Number.MAX_SAFE_INTEGER;
    const high = encodeWorkHeader({ ...mainnetFirst, height: highest });
    expect(unwrap(decodeWorkHeader(high)).height).toBe(highest);
    new DataView(high.buffer).setBigUint64(36 * 3 + 150, BigInt(highest) + 1n, true);
    const error = { reason: `height ${BigInt(highest) + 1n}` };
    expect(decodeWorkHeader(high)).toEqual({ ok: false, error });
    const cut = { reason: 'a work header cannot have 285 bytes' };
    expect(decodeWorkHeader(high.subarray(1))).toEqual({ ok: false, error: cut });
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
    // Hashed word by word: with whole headers this takes most of a second.
    const [prepared, target] = [prepareHeader(bytes), toWords(targetToLe(triangleHeader.target))];
    const digest = new Uint32Array(8);
    const solves = (nonce: number): boolean => {
      hashWithNonce(prepared, nonce, 0, digest);
      return meetsTargetWords(digest, target);
    };
    expect(Array.from({ length: 13508 }, (_, nonce) => nonce).filter(solves)).toEqual([13507]);
  });
});

describe('the length of a header', () => {
  it.each([
    [178, 0],
    [286, 3],
    [178 + 36 * 64, 64],
    [178 + 36 * 65, null],
    [177, null],
    [178 - 36, null],
  ])('of %d bytes belongs to a degree of %d', (length, degree) => {
    expect(workLengthDegree(length)).toBe(degree);
  });
});

describe('hash primitives', () => {
  it('have no root of nothing', () => {
    expect(() => merkleRoot([])).toThrow('leaf');
  });

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
