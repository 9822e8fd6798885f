/** Who asks for work, and who may have it. */
import { describe, expect, it } from 'vitest';
import { mayMine, parseMiner } from './miner-record.ts';

const KEY = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const MINER = { account: `k:${KEY}`, predicate: 'keys-all', publicKeys: [KEY] };
const SENT = { account: 'a', predicate: 'p', 'public-keys': [KEY] };

const parsed = (value: unknown) => parseMiner(Buffer.from(JSON.stringify(value)));

describe('the record of a miner', () => {
  it('is read as it was sent', () => {
    const value = { account: 'a', predicate: 'p', publicKeys: [KEY] };
    expect(parsed({ ...SENT, more: 1 })).toEqual({ ok: true, value });
    expect(parsed({ ...SENT, 'public-keys': [] })).toMatchObject({ ok: true });
  });

  it.each([
    [[], 'Error in $: parsing Miner failed, expected Object'],
    [null, 'Error in $: parsing Miner failed, expected Object'],
    ['a', 'Error in $: parsing Miner failed, expected Object'],
    [{}, 'Error in $: key "account" not found'],
    [{ account: 'a' }, 'Error in $: key "predicate" not found'],
    [{ account: 'a', predicate: 'p' }, 'Error in $: key "public-keys" not found'],
    [{ ...SENT, account: 1 }, 'Error in $.account: expected String'],
    [{ ...SENT, predicate: 1 }, 'Error in $.predicate: expected String'],
    [{ ...SENT, 'public-keys': KEY }, "Error in $['public-keys']: expected Array of String"],
    [{ ...SENT, 'public-keys': [KEY, 1] }, "Error in $['public-keys']: expected Array of String"],
  ])('is wrong in %j', (value, reason) => {
    expect(parsed(value)).toEqual({ ok: false, error: { reason } });
  });

  it('is JSON', () => {
    const error = { reason: 'Error in $: not a valid json value' };
    expect(parseMiner(Buffer.from('{'))).toEqual({ ok: false, error });
  });
});

describe('any miner', () => {
  const keys = (count: number): string[] => Array.from({ length: count }, () => KEY);

  it.each([
    [{}, true],
    [{ account: '' }, false],
    [{ account: 'a'.repeat(256) }, true],
    [{ account: 'a'.repeat(257) }, false],
    [{ predicate: '' }, false],
    [{ predicate: 'p'.repeat(257) }, false],
    [{ publicKeys: [] }, false],
    [{ publicKeys: keys(64) }, true],
    [{ publicKeys: keys(65) }, false],
    [{ publicKeys: [KEY, KEY.slice(1)] }, false],
    [{ publicKeys: [`${KEY}a`] }, false],
    [{ publicKeys: [`x${KEY}`] }, false],
    [{ publicKeys: [KEY.toUpperCase()] }, false],
  ])('with %j may mine: %s', (changes, may) => {
    expect(mayMine({ ...MINER, ...changes }, 'any')).toBe(may);
  });
});

it.each([
  [{}, true],
  [{ publicKeys: [KEY, KEY] }, true],
  [{ account: 'other' }, false],
  [{ predicate: 'keys-any' }, false],
  [{ publicKeys: [OTHER] }, false],
  [{ publicKeys: [KEY, OTHER] }, false],
])('of a list, one with %j may mine: %s', (changes, may) => {
  const others = { ...MINER, account: 'first' };
  expect(mayMine({ ...MINER, ...changes }, [others, MINER])).toBe(may);
});

it('of a list, keys are compared one by one', () => {
  const split = { ...MINER, publicKeys: ['ab', 'c'] };
  expect(mayMine({ ...MINER, publicKeys: ['a', 'bc'] }, [split])).toBe(false);
});

it('of a list, keys may come in any order', () => {
  const both = { ...MINER, publicKeys: [OTHER, KEY] };
  expect(mayMine({ ...MINER, publicKeys: [KEY, OTHER] }, [both])).toBe(true);
  expect(mayMine(MINER, [])).toBe(false);
});
