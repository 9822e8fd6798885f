import { expect, it } from 'vitest';
import { CONFIG_KEYS, settingOf } from '../../config/settings-table.ts';
import type { ConfigError } from '../../config/config-error.ts';
import type { SettingValue } from '../../config/settings/setting.ts';
import {
  describeAdapted,
  describeConfigError,
  describeRepeated,
  describeUnknown,
} from './config-sentences.ts';

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
  [
    { kind: 'not-written', path: 'a.yaml', code: null, detail: 'EROFS' },
    'a.yaml cannot be written: EROFS',
  ],
  [
    { kind: 'from-network', location: 'http://x', key: 'logFile' },
    'http://x: key logFile runs programs, writes files or sends reports, which needs a file on this computer, or the option --allow-remote-commands',
  ],
  ...(
    [
      [{ kind: 'system', code: 'EIO', detail: 'EIO: bad' }, 'EIO: bad'],
      [{ kind: 'not-a-file', found: 'folder' }, 'it is a folder, not a file'],
      [
        { kind: 'encoding', encoding: 'UTF-16', line: 3 },
        'it is not valid UTF-16 in line 3: save it as UTF-8',
      ],
      [{ kind: 'not-an-address' }, 'it is not an address'],
      [
        { kind: 'status', status: 404, statusText: 'Not Found' },
        'the server answered 404 Not Found',
      ],
      [{ kind: 'timeout', timeoutMs: 900 }, 'no complete answer within 900 ms'],
    ] as const
  ).map(
    ([fault, why]) =>
      [{ kind: 'unreadable', location: 'a', fault }, `a cannot be read: ${why}`] as const,
  ),
  ...(
    [
      [{ kind: 'no-keys' }, 'holds no keys: expected keys with values, such as "threadCount: 2"'],
      [
        { kind: 'too-much', of: 'levels', limit: 9 },
        'has more than 9 levels of lists and maps: no configuration needs that many',
      ],
      [
        { kind: 'syntax', format: 'yaml', place: null, detail: 'odd tab' },
        'is not valid YAML: odd tab',
      ],
    ] as const
  ).map(
    ([fault, what]) =>
      [{ kind: 'not-a-configuration', location: 'a', fault }, `a ${what}`] as const,
  ),
];

it.each(SENTENCES)('%j', (error, sentence) => {
  expect(describeConfigError(error)).toBe(sentence);
});

const WORDS = { type: 'choice', values: ['cpu', 'gpu'] } as const;
const SECONDS = { type: 'number', integer: true, min: 1, max: 9, unit: 'seconds' } as const;
const BARE = ' (a number or a word such as yes goes in quotes)';

/** What follows "expected". */
const EXPECTED: readonly (readonly [SettingValue, string])[] = [
  [{ type: 'flag' }, 'true or false'],
  [SECONDS, 'a whole number from 1 to 9 seconds'],
  [{ ...SECONDS, integer: false, unit: null }, 'a number from 1 to 9'],
  [{ ...SECONDS, unit: 'port' }, 'a whole number from 1 to 9'],
  [{ ...SECONDS, unit: 'celsius' }, 'a whole number from 1 to 9 °C'],
  [{ type: 'hash-rate', max: 9, unit: 'hashes-per-second' }, 'hashes per second, a number above 0'],
  [WORDS, 'one of cpu, gpu'],
  [{ type: 'log-level', values: ['info', 'warn'] }, 'text, such as info, warn'],
  [{ type: 'text', maxLength: null }, `text${BARE}`],
  [
    { type: 'text', maxLength: 5, filled: true },
    `text that is not blank of at most 5 characters${BARE}`,
  ],
  [
    { type: 'path', maxLength: 5, filled: true },
    `text that is not blank of at most 5 characters${BARE}`,
  ],
  [
    { type: 'pattern', maxLength: 5 },
    'a regular expression with a group, such as (\\d+) H/s, of at most 5 characters',
  ],
  [{ type: 'node-address' }, 'host:port, e.g. localhost:1848, where a port is from 1 to 65535'],
  [{ type: 'ip-address' }, 'an IP address'],
  [{ type: 'web-address', maxLength: 5 }, 'an http:// or https:// address of at most 5 characters'],
  [{ type: 'hours' }, 'hours of the day, as 22:00-07:00'],
  [
    { type: 'week-hours', maxLength: 5 },
    'days with hours, as mon-fri 22:00-07:00, sat-sun 00:00-24:00',
  ],
  [{ type: 'currency' }, 'a currency code of three letters, such as USD'],
  [{ type: 'interface' }, '*, *4, !4, *6, !6 or a host name or address'],
  [
    {
      ...{ type: 'share-difficulty', values: [], min: 0, max: 9 },
      period: { min: 1, max: 60, default: 10 },
    },
    'block, a level from 0 to 9, period, or period:<seconds> with 1 to 60 seconds',
  ],
  [{ type: 'list', item: { type: 'node-address' }, maxItems: 2 }, 'a list of host:port, at most 2'],
  [
    { type: 'list', item: { type: 'ip-address' }, maxItems: 2 },
    'a list of IP addresses, as 192.168.1.5, at most 2',
  ],
  [{ type: 'list', item: WORDS, maxItems: 2 }, 'a list of words out of cpu, gpu, at most 2'],
  [
    { type: 'list', item: { type: 'text', maxLength: 5 }, maxItems: 2 },
    'a list of texts, at most 2',
  ],
  [
    { type: 'variables', maxLength: 5 },
    'names of letters, digits and _, each with a text of at most 5 characters',
  ],
];

it.each(EXPECTED)('says what is expected of %j', (value, expected) => {
  const fault = {
    kind: 'value',
    origin: file,
    key: 'node',
    within: [],
    given: 'x',
    expected: value,
  } as const;
  expect(describeConfigError(fault)).toBe(`a.yaml: key node is x: expected ${expected}`);
});

it('names the part of a long value that is wrong', () => {
  const fault = {
    kind: 'value',
    origin: line,
    key: 'mineSchedule',
    within: [],
    expected: settingOf('mineSchedule').value,
  } as const;
  const said = (given: string | null): string => describeConfigError({ ...fault, given });
  const expected = 'expected days with hours, as mon-fri 22:00-07:00, sat-sun 00:00-24:00';
  expect(said('"mon 1:00-2:00, noon"')).toBe(
    `option --mine-schedule is "mon 1:00-2:00, noon": "mon 1:00-2:00" is wrong, ${expected}`,
  );
  // Of one part, the whole is wrong.
  expect(said('"noon"')).toBe(`option --mine-schedule is "noon": ${expected}`);
  expect(said('["a, b"]')).toBe(`option --mine-schedule is ["a, b"]: ${expected}`);
  expect(said(null)).toBe(`option --mine-schedule is (hidden): ${expected}`);
  expect(said('[1, 2]')).toBe(`option --mine-schedule is [1, 2]: ${expected}`);
});

it('has a text for every setting, in one line', () => {
  for (const key of CONFIG_KEYS) {
    const expected = settingOf(key).value;
    const fault = { kind: 'value', origin: file, key, within: [], given: 'x', expected } as const;
    expect(describeConfigError(fault)).not.toMatch(
      /\n|undefined|null|Infinity|\[object|expected $/,
    );
  }
});

it('reports keys without effect and values out of range', () => {
  const unknown = { key: 'threadcount', value: 1, origin: file, meant: 'threadCount' } as const;
  expect(describeUnknown(unknown)).toBe(
    'a.yaml: key "threadcount" is not known and has no effect; the key is called threadCount',
  );
  expect(describeUnknown({ ...unknown, origin: line, meant: null })).toBe(
    'key "threadcount" is not known and has no effect',
  );
  expect(describeRepeated({ key: 'node', line: 4, origin: file })).toBe(
    'a.yaml: key node is given again in line 4: the last value counts',
  );
  expect(describeAdapted({ key: 'stratumRate', value: 0, used: 1, origin: line })).toBe(
    'option --stratum-rate is 0, which is out of range: 1 is used',
  );
});
