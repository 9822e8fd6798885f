import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { exportForHaskell } from './config-export.ts';
import { haskellNumber, printConfig } from './config-print.ts';
import { parseConfigText } from './config-text.ts';
import { HASKELL_KEYS } from './haskell-keys.ts';
import { DEFAULT_CONFIG, minerConfigSchema } from './miner-config.ts';

/** The first ones were seen from chainweb-mining-client; the others follow from its libraries. */
const NUMBERS: readonly [number, string][] = [
  [5, '5'],
  [100, '100.0'],
  [1_000_000, '1000000.0'],
  [1e7, '1.0e7'],
  [10_240, '10240.0'],
  [12, '12'],
  [12.5, '12.5'],
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
    const texts = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(texts, texts, texts, fc.boolean(), (command, account, password, full) => {
        const config = {
          ...DEFAULT_CONFIG,
          externalWorkerCommand: command,
          account,
          stratumPassword: password,
        };
        const text = printConfig({ config }, full ? 'full' : 'minimal');
        expect(minerConfigSchema.parse(unwrap(parseConfigText(text, 'yaml')))).toEqual(config);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['./w -d 0', './w -d 0'],
    ["it's: x", "'it''s: x'"],
    ['*', "'*'"],
    ['', "''"],
    ['yes', "'yes'"],
    ['12', "'12'"],
  ])('quotes %j as the Haskell library does', (text, quoted) => {
    const config = { ...DEFAULT_CONFIG, externalWorkerCommand: text };
    expect(printConfig({ config }, 'full')).toContain(`\nexternalWorkerCommand: ${quoted}\n`);
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

  it('shows all under one $both when nothing differs', () => {
    const printed = printConfig({ config: DEFAULT_CONFIG }, 'diff');
    expect(printed.startsWith('$both:\n  account: null\n  constantDelayBlockTime: 30\n')).toBe(
      true,
    );
    expect(unwrap(parseConfigText(printed, 'yaml'))['$both']).toEqual(DEFAULT_CONFIG);
  });
});

describe('a configuration for chainweb-mining-client', () => {
  /** Types and ranges that client reads (its FromJSON instances). */
  function wouldRead(keys: Readonly<Record<string, unknown>>): boolean {
    const natural = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
    const checks: Readonly<Record<(typeof HASKELL_KEYS)[number], (value: unknown) => boolean>> = {
      account: (value) => value === null || typeof value === 'string',
      constantDelayBlockTime: natural,
      defaultHTTPTimeout: natural,
      externalWorkerCommand: (value) => typeof value === 'string',
      generateKey: (value) => typeof value === 'boolean',
      hashRate: (value) => typeof value === 'number',
      insecure: (value) => typeof value === 'boolean',
      logLevel: (value) => typeof value === 'string',
      node: (value) => typeof value === 'string',
      onDemandInterface: (value) => typeof value === 'string',
      onDemandPort: (value) => natural(value) && Number(value) <= 65_535,
      publicKey: (value) => typeof value === 'string',
      stratumDifficulty: (value) => value === 'block' || (natural(value) && Number(value) <= 256),
      stratumInterface: (value) => typeof value === 'string',
      stratumPort: (value) => natural(value) && Number(value) <= 65_535,
      stratumRate: natural,
      threadCount: natural,
      useTls: (value) => typeof value === 'boolean',
      worker: (value) => typeof value === 'string',
    };
    return HASKELL_KEYS.every((key) => checks[key](keys[key]));
  }

  it('has nothing under its keys that it would misread', () => {
    const config = {
      ...DEFAULT_CONFIG,
      stratumDifficulty: 'period:10',
      constantDelayBlockTime: 0.4,
      hashRate: 0.25,
      account: 'yes',
    };
    const { text, replaced } = exportForHaskell({ config, unknown: { theirs: 1 } });
    const keys = unwrap(parseConfigText(text, 'yaml'));
    expect(wouldRead(keys)).toBe(true);
    expect(wouldRead(unwrap(parseConfigText(printConfig({ config }, 'full'), 'yaml')))).toBe(false);
    expect(replaced).toEqual([
      { key: 'stratumDifficulty', value: 'period:10', written: 'block' },
      { key: 'constantDelayBlockTime', value: 0.4, written: 1 },
    ]);
    expect(text).toContain('stratumDifficulty: block # in Heddle period:10\n');
    expect(text).toContain('constantDelayBlockTime: 1 # in Heddle 0.4\n');
    expect(text).toContain('theirs: 1\n');
  });

  it('is the same in JSON', () => {
    const config = { ...DEFAULT_CONFIG, stratumDifficulty: 'period', constantDelayBlockTime: 2.6 };
    const { text, replaced } = exportForHaskell({ config, unknown: { theirs: 1 } }, 'json');
    const keys = unwrap(parseConfigText(text, 'json'));
    expect(wouldRead(keys)).toBe(true);
    expect(keys).toEqual({
      ...config,
      stratumDifficulty: 'block',
      constantDelayBlockTime: 3,
      theirs: 1,
    });
    expect(replaced).toHaveLength(2);
  });

  it('is the plain text when nothing has to be replaced', () => {
    const { text, replaced } = exportForHaskell({ config: DEFAULT_CONFIG });
    expect(text).toBe(printConfig({ config: DEFAULT_CONFIG }, 'full'));
    expect(replaced).toEqual([]);
  });
});
