/** Where exactly the bounds of a text are, and what counts towards them. */
import { describe, expect, it } from 'vitest';
import { parseConfigText } from '../config-text.ts';

const times = (count: number, text: string | ((index: number) => string)): string =>
  Array.from({ length: count }, (_, i) => (typeof text === 'string' ? text : text(i))).join('');

/** What there is too much of; null when the text is read. */
function tooMuchOf(text: string, format: 'yaml' | 'json' = 'yaml'): unknown {
  const read = parseConfigText(text, format);
  if (read.ok) return null;
  const { error } = read;
  return error.kind === 'too-much' ? [error.of, error.limit] : error;
}

describe('a text with as much as is allowed', () => {
  const lists = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const indented = (count: number): string =>
    `${times(count, (i) => `${' '.repeat(i)}a:\n`)}${' '.repeat(count)}1\n`;

  it.each<[string, 'yaml' | 'json', (count: number) => string, number]>([
    ['lists in brackets', 'json', (count) => `{"a": ${lists(count - 1)}}`, 32],
    ['maps in braces', 'json', (count) => `${times(count, '{"a":')}1${times(count, '}')}`, 32],
    ['lists in brackets', 'yaml', (count) => `a: ${lists(count)}`, 32],
    ['maps in braces', 'yaml', (count) => `${times(count, '{a: ')}1${times(count, '}')}`, 32],
    ['lists in one line', 'yaml', (count) => `a:\n  ${times(count, '- ')}1`, 31],
    ['maps in a line each', 'yaml', indented, 32],
  ])('of levels is read: %s in %s', (_, format, text, most) => {
    expect(tooMuchOf(text(most), format)).toBeNull();
    expect(tooMuchOf(text(most + 1), format)).toEqual(['levels', 32]);
  });

  it.each([
    ['lists that are closed', `a: [${times(100, '[[]], ')}]`],
    ['lists in lines of their own', `a:\n${times(100, '- - 1\n')}`],
    ['lists after Windows’ ends of lines', `a:\r\n${times(100, '- 1\r\n')}`],
    ['brackets in texts', `a: [${times(100, '"[", "- -", ')}]`],
    ['brackets that are texts', times(100, (i) => `a${i}: |-\n [`.replaceAll('\n [', '\n [\n'))],
  ])('of levels is read: %s', (_, text) => {
    expect(tooMuchOf(text)).toBeNull();
  });

  it('of keys is read', () => {
    const json = (count: number): string => `{${times(count, (i) => `"k${i}": 1,`)}"z": 1}`;
    expect(tooMuchOf(json(999), 'json')).toBeNull();
    expect(tooMuchOf(json(1_000), 'json')).toEqual(['keys', 1_000]);
  });

  it('of values is read, in JSON', () => {
    // The map and the list count, too.
    const json = (count: number): string => `{"a": [${times(count - 1, '1,')}1]}`;
    expect(tooMuchOf(json(49_998), 'json')).toBeNull();
    expect(tooMuchOf(json(49_999), 'json')).toEqual(['values', 50_000]);
  });

  it.each<[string, string, string, number]>([
    // The map, the farm of 1,000 and the list of 48 of them, before what comes in this list.
    ['aliases of a list', `[${times(999, '1,')}]`, '*f', 1 + 1_000 + 1 + 48 * 1_000],
    // 500 values in maps of maps; each merging adds the values, and its own map.
    [
      'aliases of a map',
      `{${times(333, (i) => `k${i}: {a: 1},`)}b: 1}`,
      '*f',
      1 + 668 + 1 + 48 * 668,
    ],
    [
      'maps that are merged',
      `{${times(500, (i) => `k${i}: 1,`)}}`,
      '{<<: *f}',
      1 + 501 + 1 + 48 * 1_002,
    ],
  ])('of values is read, in YAML, counting %s', (_, farm, repeated, counted) => {
    const text = (more: number): string =>
      `f: &f ${farm}\nl: [${times(48, `${repeated},`)}]\nm: [${times(more - 1, '1,')}]\n`;
    const room = 50_000 - counted;
    expect(tooMuchOf(text(room))).toBeNull();
    expect(tooMuchOf(text(room + 1))).toEqual(['values', 50_000]);
  });

  it.each([
    ['1', 0],
    ['[1, 2]', 1],
    ['[[[1]], [1], 1]', 3],
    ['{a: [1], b: [[1]], c: 1}', 3],
  ])('of levels is read, counting those of an alias of %s', (farm, levels) => {
    const text = (deep: number): string =>
      `f: &f ${farm}\nl: ${times(deep, '[')}*f${times(deep, ']')}`;
    expect(tooMuchOf(text(31 - levels))).toBeNull();
    expect(tooMuchOf(text(32 - levels))).toEqual(['levels', 32]);
  });
});

describe('a text with far more, read in this thread', () => {
  it.each([
    ['lists in brackets', '['.repeat(500_000)],
    ['maps in braces', '{a: '.repeat(200_000)],
    ['lists in one line', '- '.repeat(500_000)],
    ['keys in one line', '? '.repeat(500_000)],
  ])('is refused as soon as it is too deep: %s', (_, text) => {
    expect(tooMuchOf(text)).toEqual(['levels', 32]);
  });

  it.each([']', '"a"\n', '[]'])('is refused at its first fault: %j', (part) => {
    expect(tooMuchOf(part.repeat(500_000))).toMatchObject({ kind: 'syntax' });
  });
});
