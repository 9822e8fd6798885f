import { expect, it } from 'vitest';
import { CONFIG_KEYS, settingOf } from '../../config/settings-table.ts';
import type { ConfigError } from '../../config/config-error.ts';
import { describeAdapted, describeConfigError, describeUnknown } from './config-sentences.ts';

const file = { kind: 'file', location: 'a.yaml' } as const;
const line = { kind: 'command-line' } as const;

const SENTENCES: readonly (readonly [ConfigError, string])[] = [
  [
    { kind: 'unreadable', location: 'a.yaml', fault: { kind: 'too-long', limitBytes: 5 } },
    'a.yaml cannot be read: it is longer than 5 bytes',
  ],
  [
    {
      kind: 'unreadable',
      location: 'http://x',
      fault: { kind: 'status', status: 503, statusText: '' },
    },
    'http://x cannot be read: the server answered 503',
  ],
  [
    {
      kind: 'not-a-configuration',
      location: 'a.json',
      fault: {
        kind: 'syntax',
        format: 'json',
        place: { line: 2, column: 7 },
        detail: null,
      },
    },
    'a.json is not valid JSON: syntax error at line 2, column 7',
  ],
  [
    {
      kind: 'value',
      origin: file,
      key: 'fallbackNodes',
      within: ['1'],
      given: '"b"',
      expected: { type: 'node-address' },
    },
    'a.yaml: key fallbackNodes.1 is "b": expected host:port, e.g. localhost:1848, where a port is from 1 to 65535',
  ],
  [
    {
      kind: 'value',
      origin: line,
      key: 'stratumPassword',
      within: [],
      given: null,
      expected: { type: 'text', maxLength: 256 },
    },
    'option --stratum-password is (hidden): expected text of at most 256 characters (a number or a word such as yes goes in quotes)',
  ],
  [
    {
      kind: 'not-kept',
      path: 'a.yaml',
      copy: 'a.yaml.last-good',
      code: null,
      detail: 'ENOSPC: disk full',
    },
    'a.yaml cannot be kept as a.yaml.last-good: ENOSPC: disk full',
  ],
];

it.each(SENTENCES)('%j', (error, sentence) => {
  expect(describeConfigError(error)).toBe(sentence);
});

it('says what is expected of every setting, in one line', () => {
  for (const key of CONFIG_KEYS) {
    const expected = settingOf(key).value;
    const fault = { kind: 'value', origin: file, key, within: [], given: 'x', expected } as const;
    const sentence = describeConfigError(fault);
    expect(sentence).toMatch(new RegExp(`^a\\.yaml: key ${key} is x: expected (\\w|\\*)`));
    expect(sentence).not.toMatch(/\n|undefined|null|Infinity|\[object/);
  }
});

it('reports keys without effect and values out of range', () => {
  const unknown = { key: 'threadcount', value: 1, origin: file, meant: 'threadCount' } as const;
  expect(describeUnknown(unknown)).toBe(
    'a.yaml: key "threadcount" is not known and has no effect; the key is called threadCount',
  );
  expect(describeAdapted({ key: 'stratumRate', value: 0, used: 1, origin: line })).toBe(
    'option --stratum-rate is 0, which is out of range: 1 is used',
  );
});
