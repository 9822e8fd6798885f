/** Requests that no miner sends to a practice node. */
import fc from 'fast-check';
import { anyText } from '../../tests/hostile/characters.ts';
import { hostileJson } from '../../tests/hostile/json-texts.ts';
import { KEY } from './mini-client.ts';

const value = fc.oneof(hostileJson, anyText(100)).map((text) => text.slice(0, 3_000));

/** Below `/chainweb/0.0/<network>/`. */
export const hostilePath: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('cut', 'mining/work', 'mining/solved', 'chain/0/header', 'chain/0/hash'),
  fc.constantFrom('chain/1/header/branch', 'chain/2/hash/branch', 'chain/9/header'),
  value.map((part) => `chain/0/header/${inPath(part)}`),
  value.map((part) => `chain/${inPath(part)}/hash`),
  fc.constantFrom('chain/%', 'chain/%00/%ff', '../../..', '//', '%2e%2e'),
);

const key = fc.constantFrom('limit', 'next', 'minheight', 'maxheight', 'chain', '__proto__');

export const hostileQuery: fc.Arbitrary<string> = fc
  .array(fc.tuple(key, value))
  .map((pairs) => new URLSearchParams(pairs).toString().slice(0, 8_000));

/** Bodies of requests for work, of branches and of solutions, with those values in one place. */
export function hostileBodyOf(values: fc.Arbitrary<string>): fc.Arbitrary<string | Uint8Array> {
  return fc.oneof(
    values,
    values.map((v) => `{"account":"k:${KEY}","predicate":"keys-all","public-keys":${v}}`),
    values.map((v) => `{"account":${v},"predicate":${v},"public-keys":["${KEY}"]}`),
    values.map((v) => `{"upper":${v},"lower":${v}}`),
    values.map((v) => `{"upper":[${v}],"lower":null}`),
    fc.uint8Array(),
  );
}

/** Half a surrogate pair cannot be written in a path. */
function inPath(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, '?'));
}
