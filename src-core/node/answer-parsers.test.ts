import { describe, expect, it } from 'vitest';
import { blockHash, toBase64Url } from '../chainweb/block-hash.ts';
import { encodeWorkHeader } from '../chainweb/work-header.ts';
import { unwrap } from '../result.ts';
import { mainnetFirst, mainnetLast } from '../tests/known-headers.ts';
import { parseCut, parseHeaderPage, parseInfo } from './answer-parsers.ts';
import { LAST_DATE_MICROS } from './node-limits.ts';

const body = (answer: unknown): Buffer => Buffer.from(JSON.stringify(answer));
const HASH = 'a'.repeat(43);
/** A graph whose chains build on nothing. */
const loose = (...chains: readonly number[]) => chains.map((chain) => [chain, []] as const);

describe('the network of a node', () => {
  const graphOf = (answer: object) =>
    unwrap(parseInfo(body({ nodeVersion: 'x', ...answer }))).graph.map(({ chain }) => chain);

  it('has the graph of as many chains as it has now, whatever comes later', () => {
    const nodeGraphHistory = [
      [900, loose(0, 2, 1)],
      [5, loose(1, 0)],
      [0, loose(0)],
    ];
    expect(graphOf({ nodeChains: ['0', '1'], nodeGraphHistory })).toEqual([0, 1]);
    expect(graphOf({ nodeChains: ['0'], nodeGraphHistory })).toEqual([0]);
    // The newest where it does not say which chains it has.
    expect(graphOf({ nodeGraphHistory })).toEqual([0, 1, 2]);
  });

  it('has its chains in order, with their neighbours in order', () => {
    const graph = [
      [10, [9, 11]],
      [9, [11, 10]],
      [11, [10, 9]],
    ];
    const info = { nodeVersion: 'x', nodeGraphHistory: [[0, graph]] };
    expect(unwrap(parseInfo(body(info))).graph).toEqual([
      { chain: 9, adjacent: [10, 11] },
      { chain: 10, adjacent: [9, 11] },
      { chain: 11, adjacent: [9, 10] },
    ]);
  });

  it('has chains without neighbours where no graph has as many', () => {
    const nodeGraphHistory = [[0, loose(0, 1, 2)]];
    expect(graphOf({ nodeChains: ['10', '9'], nodeGraphHistory })).toEqual([9, 10]);
  });

  it.each([
    ['no name', { nodeVersion: '' }],
    ['a long name', { nodeVersion: 'x'.repeat(257) }],
    ['a long version', { nodeVersion: 'x', nodePackageVersion: 'x'.repeat(257) }],
    ['no delay', { nodeVersion: 'x', nodeBlockDelay: 0 }],
    ['an empty graph', { nodeVersion: 'x', nodeGraphHistory: [[0, []]] }],
    ['a chain below 0', { nodeVersion: 'x', nodeGraphHistory: [[0, loose(-1)]] }],
    ['a chain beyond 32 bits', { nodeVersion: 'x', nodeChains: [String(2 ** 32)] }],
    ['a chain that is no number', { nodeVersion: 'x', nodeChains: ['one'] }],
    ['too many chains', { nodeVersion: 'x', nodeChains: Array<string>(513).fill('1') }],
  ])('is not known of an answer with %s', (_, answer) => {
    expect(parseInfo(body(answer))).toMatchObject({ ok: false, error: { kind: 'wrong-address' } });
  });
});

describe('a cut', () => {
  const tip = { height: 7, hash: HASH };

  it('has its chains in order of their numbers', () => {
    const cut = unwrap(parseCut(body({ hashes: { 10: tip, 9: { ...tip, height: 0 } } })));
    expect(cut).toEqual([
      { chain: 9, height: 0, hash: HASH },
      { chain: 10, height: 7, hash: HASH },
    ]);
  });

  it.each([
    ['a height below 0', { 0: { ...tip, height: -1 } }],
    ['half a height', { 0: { ...tip, height: 0.5 } }],
    ['a hash of another length', { 0: { ...tip, hash: 'a' } }],
    ['more than 512 chains', Object.fromEntries(Array.from({ length: 513 }, (_, at) => [at, tip]))],
  ])('makes no sense with %s', (_, hashes) => {
    expect(parseCut(body({ hashes }))).toMatchObject({ error: { kind: 'nonsense-answer' } });
  });

  it('says what was answered where it is no JSON', () => {
    const { error } = parseCut(Buffer.from('Not Found')) as { error: { detail: string } };
    expect(error.detail).toMatch(/^not JSON .*: Not Found$/);
  });
});

describe('a page of headers', () => {
  const item = (header: typeof mainnetFirst): string =>
    Buffer.concat([encodeWorkHeader(header), Buffer.alloc(32)]).toString('base64url');
  const page = (...items: readonly string[]): Buffer => body({ items });

  it('is read as far as it was asked for, with hashes of our own', () => {
    const both = page(item(mainnetFirst), item(mainnetLast));
    const hashed = [mainnetFirst, mainnetLast].map((header) => ({
      ...{ header, hash: toBase64Url(blockHash(header)) },
    }));
    expect(unwrap(parseHeaderPage(both, 2))).toEqual(hashed);
    expect(unwrap(parseHeaderPage(both, 1))).toEqual(hashed.slice(0, 1));
    expect(unwrap(parseHeaderPage(page(item(mainnetFirst), 'AAAA'), 1))).toHaveLength(1);
  });

  it('may have times from 1970 to the last date', () => {
    const at = (creationTimeMicros: bigint) =>
      parseHeaderPage(page(item({ ...mainnetFirst, creationTimeMicros })), 1);
    expect([at(0n).ok, at(LAST_DATE_MICROS).ok]).toEqual([true, true]);
    for (const time of [-1n, LAST_DATE_MICROS + 1n]) {
      const error = { kind: 'nonsense-answer', detail: `creation time ${time} µs` };
      expect(at(time)).toEqual({ ok: false, error });
    }
  });

  it('makes no sense with an item that is no header', () => {
    const error = { kind: 'nonsense-answer', detail: 'a work header cannot have 0 bytes' };
    expect(parseHeaderPage(page(item(mainnetFirst), 'AAAA'), 2)).toEqual({ ok: false, error });
    expect(parseHeaderPage(body({}), 2)).toMatchObject({ error: { kind: 'nonsense-answer' } });
  });
});
