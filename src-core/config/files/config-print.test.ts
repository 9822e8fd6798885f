import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../result.ts';
import { anyCharacter } from '../../tests/hostile/characters.ts';
import { haskellNumber, printConfig } from './config-print.ts';
import { parseConfigText } from './config-text.ts';
import { DEFAULT_CONFIG, minerConfigSchema } from '../miner-config.ts';

/** The first ones were seen from chainweb-mining-client; the others follow from its libraries. */
const NUMBERS: readonly [number, string][] = [
  [5, '5'],
  [100, '100.0'],
  [1_000_000, '1000000.0'],
  [1e7, '1.0e7'],
  [10_240, '10240.0'],
  [12, '12'],
  [12.5, '12.5'],
  [1.5, '1.5'],
  [0.5, '0.5'],
  [0.05, '5.0e-2'],
  [1_234_567, '1234567'],
  [12_345_678, '12345678'],
  [123_456_780, '1.2345678e8'],
  [1e24, '1.0e24'],
];

describe('numbers of the hash rate', () => {
  it.each(NUMBERS)('prints %d as %s', (value, text) => {
    expect(haskellNumber(value)).toBe(text);
  });

  it('are read back exactly', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e30, noNaN: true }), (value) => {
        expect(Number(haskellNumber(value))).toBe(value);
      }),
    );
  });
});

describe('a printed configuration', () => {
  it('is read back as the same, whatever texts are in it', () => {
    const texts = fc.string({ unit: anyCharacter, maxLength: 40 });
    fc.assert(
      fc.property(texts, texts, texts, fc.boolean(), (command, account, password, full) => {
        const config = {
          ...DEFAULT_CONFIG,
          externalWorkerCommand: command,
          account,
          stratumPassword: password,
        };
        const text = printConfig({ config }, full ? 'full' : 'minimal');
        expect(minerConfigSchema.parse(unwrap(parseConfigText(text, 'yaml')).keys)).toEqual(config);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['./w -d 0', './w -d 0'],
    ["it's: x", "'it''s: x'"],
    ["it's", "it's"],
    ['*', "'*'"],
    ['', "''"],
    ['yes', "'yes'"],
    ['12', "'12'"],
    ["it's: \u0001", `"it's: \\x01"`],
    ["\u0001 it's: a", `"\\x01 it's: a"`],
  ])('quotes %j as the Haskell library does', (text, quoted) => {
    const config = { ...DEFAULT_CONFIG, externalWorkerCommand: text };
    expect(printConfig({ config }, 'full')).toContain(`\nexternalWorkerCommand: ${quoted}\n`);
  });

  it('escapes what ends a line for libyaml alone', () => {
    const config = {
      ...DEFAULT_CONFIG,
      account: 'a\u2028b: c',
      externalWorkerCommand: 'a\nb\u0085',
    };
    const printed = printConfig({ config, unknown: { 'k\u2029': '\ufeff' } }, 'minimal');
    expect(printed).toBe(
      'account: "a\\u2028b: c"\nexternalWorkerCommand: "a\\nb\\u0085"\n"k\\u2029": "\\ufeff"\n',
    );
    expect(unwrap(parseConfigText(printed, 'yaml')).keys).toMatchObject({ account: 'a\u2028b: c' });
  });

  it('is {} when nothing differs, which can be read back', () => {
    expect(printConfig({ config: DEFAULT_CONFIG }, 'minimal')).toBe('{}\n');
  });

  it('has unknown keys in their place', () => {
    const printed = printConfig(
      { config: { ...DEFAULT_CONFIG, threadCount: 3 }, unknown: { zeal: [1], bias: { a: null } } },
      'minimal',
    );
    expect(printed).toBe('bias:\n  a: null\nthreadCount: 3\nzeal:\n  - 1\n');
  });

  it('shows differences by their sides', () => {
    const printed = printConfig(
      {
        config: { ...DEFAULT_CONFIG, hashRate: 1e7, fallbackNodes: ['a:1'] },
        unknown: { zeal: 1 },
      },
      'diff',
    );
    expect(printed).toContain('hashRate:\n  $left: 1000000.0\n  $right: 1.0e7\n');
    expect(printed).toContain('fallbackNodes:\n  $left: []\n  $right:\n    - a:1\n');
    expect(printed).toContain('zeal:\n  $right: 1\n');
    expect(printed).toContain('useTls:\n  $both: false\n');
  });

  it('has each key that is there once, in the order of their letters', () => {
    const config = { useTls: true, hashRate: 5, fallbackNodes: [], account: null, threadCount: 10 };
    const unknown = { zeal: 1.5, Bias: 'a' };
    expect(printConfig({ config, unknown }, 'full')).toBe(
      'Bias: a\naccount: null\nfallbackNodes: []\nhashRate: 5\nthreadCount: 10\nuseTls: true\nzeal: 1.5\n',
    );
    expect(printConfig({ config, unknown }, 'minimal')).toBe(
      'Bias: a\nhashRate: 5\nthreadCount: 10\nuseTls: true\nzeal: 1.5\n',
    );
    expect(printConfig({ config, unknown }, 'diff')).toBe(
      `Bias:
  $right: a
account:
  $both: null
fallbackNodes:
  $both: []
hashRate:
  $left: 1000000.0
  $right: 5
threadCount:
  $left: ${DEFAULT_CONFIG.threadCount}
  $right: 10
useTls:
  $left: false
  $right: true
zeal:
  $right: 1.5
`,
    );
    expect(printConfig({ config: { useTls: false } }, 'diff')).toBe('$both:\n  useTls: false\n');
  });

  it('shows all under one $both when nothing differs', () => {
    const printed = printConfig({ config: DEFAULT_CONFIG }, 'diff');
    expect(printed.startsWith('$both:\n  account: null\n  allowSoftwareGpu: false\n')).toBe(true);
    expect(unwrap(parseConfigText(printed, 'yaml')).keys['$both']).toEqual(DEFAULT_CONFIG);
  });
});
