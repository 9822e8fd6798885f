/** What YAML means: merges, aliases, keys; and where it is refused, with which words. */
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../result.ts';
import { parseConfigText } from './config-text.ts';

const keysIn = (text: string): unknown => unwrap(parseConfigText(text, 'yaml')).keys;
const repeatedIn = (text: string): unknown => unwrap(parseConfigText(text, 'yaml')).repeated;

describe('a YAML text', () => {
  it.each<[string, unknown]>([
    ['', {}],
    ['{}', {}],
    ['a:\nb: ~\nc: []\n', { a: null, b: null, c: [] }],
    ['1: a\ntrue: b\n', { '1': 'a', true: 'b' }],
    // Anchors of all kinds of values, each complete before it is used.
    ['a: &a 1\nb: *a\n', { a: 1, b: 1 }],
    ['a: &a [1]\nb: [*a, *a]\n', { a: [1], b: [[1], [1]] }],
    ['a: &a {x: 1}\nb: {y: *a}\n', { a: { x: 1 }, b: { y: { x: 1 } } }],
    ['a: &a 1\nb: &a 2\nc: *a\n', { a: 1, b: 2, c: 2 }],
  ])('has the values of %j', (text, keys) => {
    expect(keysIn(text)).toEqual(keys);
  });

  it.each<[string, unknown]>([
    // Of several maps the first is the strongest, and a key of the map itself is stronger.
    ['<<: [{a: 1, b: 1}, {a: 2, c: 2}]\nb: 3', { a: 1, b: 3, c: 2 }],
    ['b: 3\n<<: [{a: 1, b: 1}, {a: 2, c: 2}]', { a: 1, b: 3, c: 2 }],
    ['<<: {a: 1}\n<<: {a: 2, b: 2}', { a: 1, b: 2 }],
    // What is no map merges nothing.
    ['<<: [1, {a: 1}]', { a: 1 }],
    ['<<: 1', { '<<': 1 }],
    ['x: {<<: {a: 1}, a: 2}', { x: { a: 2 } }],
  ])('merges what << names: %j', (text, keys) => {
    expect(keysIn(text)).toStrictEqual(keys);
    expect(repeatedIn(text)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a: 1\na: 2\na: 3', ['a 2', 'a 3']],
    ['<<: {a: 1}\na: 2\na: 3', ['a 3']],
    ['x:\n - y:\n    a: 1\n    a: 2', ['x.y.a 4']],
  ])('reports keys that are there twice: %j', (text, found) => {
    const { repeated } = unwrap(parseConfigText(text, 'yaml'));
    expect(repeated.map(({ key, line }) => `${key} ${line}`)).toEqual(found);
  });

  it.each([
    ['a: b\n--- c', 'more than one document', 2, 1],
    ['x:\n  ? [a]\n  : b', 'all keys must be strings', 2, 5],
    ['x: &x y\nz:\n  *x : 1', 'all keys must be strings', 3, 3],
    ['x: 1\ny: *z', null, 2, 4],
    ['x: [1\ny: 2', 'Flow sequence', 2, 1],
    ['a: "b', 'Missing closing "quote', 1, 6],
  ])('is refused at the place of its fault: %j', (text, detail, line, column) => {
    const fault = { kind: 'syntax', format: 'yaml', place: { line, column } };
    expect(parseConfigText(text, 'yaml')).toMatchObject({
      error: { ...fault, detail: detail === null ? null : expect.stringContaining(detail) },
    });
  });

  it.each(['[]', '- a', 'a', '1', 'yes'])('has no keys when it is %j', (text) => {
    expect(parseConfigText(text, 'yaml')).toEqual({ ok: false, error: { kind: 'no-keys' } });
  });
});

it.each(['[]', '"a"', '1', 'true'])('a JSON text has no keys when it is %j', (text) => {
  expect(parseConfigText(text, 'json')).toEqual({ ok: false, error: { kind: 'no-keys' } });
});
