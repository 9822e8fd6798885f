/** Parameters of listings, and what is wrong with them in the words of the node. */
import { describe, expect, it } from 'vitest';
import { parseBranchBounds, parseHash, parseHashes, parseNatural, parsePaging } from './paging.ts';

const HASH = Uint8Array.from({ length: 32 }, (_, index) => index);
const TEXT = Buffer.from(HASH).toString('base64url');
const OTHER = Buffer.alloc(32, 7).toString('base64url');

const query = (text: string) => new URLSearchParams(text);
const wrong = (reason: string) => ({ ok: false, error: { reason } });
const right = (value: unknown) => ({ ok: true, value });

describe('paging', () => {
  const ALL = { limit: 9, next: null, minHeight: 0, maxHeight: null };

  it.each([
    ['', ALL],
    ['limit=5', { ...ALL, limit: 5 }],
    ['limit=10', ALL],
    ['limit=0', { ...ALL, limit: 0 }],
    ['minheight=3&maxheight=7', { ...ALL, minHeight: 3, maxHeight: 7 }],
    [`next=inclusive:${TEXT}`, { ...ALL, next: { hash: HASH, inclusive: true } }],
    [`next=exclusive:${TEXT}%3D`, { ...ALL, next: { hash: HASH, inclusive: false } }],
  ])('of %j', (text, paging) => {
    expect(parsePaging(query(text), 9)).toEqual(right(paging));
  });

  const failed = 'Error parsing query parameter';

  it.each([
    ['limit=x', `${failed} limit failed: could not parse: \`x'`],
    ['minheight=-1', `${failed} minheight failed: could not parse: \`-1'`],
    ['maxheight=', `${failed} maxheight failed: could not parse: \`'`],
    [
      `maxheight=${'9'.repeat(16)}`,
      `${failed} maxheight failed: could not parse: \`${'9'.repeat(16)}'`,
    ],
    ['next=x', `${failed} next failed: missing ':' in next item: "x".`],
    [`next=at:${TEXT}`, `${failed} next failed: unrecognized next item: "at:${TEXT}".`],
    ['next=inclusive:a:b', `${failed} next failed: not a block hash: "a:b"`],
  ])('is wrong in %j', (text, reason) => {
    expect(parsePaging(query(text), 9)).toEqual(wrong(reason));
  });
});

it.each([
  ['0', 0],
  ['9'.repeat(15), 999_999_999_999_999],
])('the number %s is %d', (text, number) => {
  expect(parseNatural(query(`a=${text}`), 'a')).toEqual(right(number));
});

it.each(['1x', 'x1', '1.5', ' 1'])('%j is no number', (text) => {
  expect(parseNatural(query(`a=${text}`), 'a')).toMatchObject({ ok: false });
});

it.each([TEXT.slice(1), `${TEXT}==`, `${TEXT}a`, `x${TEXT}`, TEXT.replace('A', '+')])(
  '%s is no hash',
  (text) => {
    expect(parseHash(text)).toEqual(wrong(`not a block hash: "${text.slice(0, 64)}"`));
  },
);

it('quotes no more than the beginning of what is no hash', () => {
  expect(parseHash('x'.repeat(70))).toEqual(wrong(`not a block hash: "${'x'.repeat(64)}"`));
});

describe('the bounds of a branch', () => {
  const bounds = (text: string) => parseBranchBounds(Buffer.from(text));

  it.each([
    ['{}', [], []],
    ['{"upper":null,"lower":null}', [], []],
    [`{"upper":["${TEXT}"],"lower":[]}`, [HASH], []],
    [`{"upper":["${TEXT}","${TEXT}="],"lower":["${OTHER}"]}`, [HASH], [new Uint8Array(32).fill(7)]],
  ])('are those of %s', (text, upper, lower) => {
    expect(bounds(text)).toEqual(right({ upper, lower }));
  });

  it.each([
    ['', 'Error in $: not enough input'],
    ['[]', 'Error in $: parsing BranchBounds failed, expected Object'],
    ['null', 'Error in $: parsing BranchBounds failed, expected Object'],
    ['5', 'Error in $: parsing BranchBounds failed, expected Object'],
    ['{"upper":5}', 'Error in $.upper: expected Array'],
    ['{"lower":{}}', 'Error in $.lower: expected Array'],
    ['{"upper":["x"]}', 'Error in $.upper: not a block hash: "x"'],
    ['{"lower":[5]}', 'Error in $.lower: expected String'],
  ])('are wrong in %j', (text, reason) => {
    expect(bounds(text)).toEqual(wrong(reason));
  });

  it('are each there once, in their order', () => {
    const hashes = parseHashes([OTHER, TEXT, OTHER], '');
    expect(hashes).toEqual(right([new Uint8Array(32).fill(7), HASH]));
    expect(parseHashes(undefined, '')).toEqual(right([]));
  });
});
