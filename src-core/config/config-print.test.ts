import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { exportForHaskell } from './config-export.ts';
import { haskellNumber, printConfig } from './config-print.ts';
import { parseConfigText } from './config-text.ts';
import { HASKELL_KEYS } from './haskell-keys.ts';
import { DEFAULT_CONFIG, minerConfigSchema } from './miner-config.ts';
import type { MinerConfig } from './miner-config.ts';

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
    expect(unwrap(parseConfigText(printed, 'yaml'))).toMatchObject({ account: 'a\u2028b: c' });
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
  /** What that client reads (its FromJSON instances), and takes to mean what it means here. */
  function wouldRead(keys: Readonly<Record<string, unknown>>): boolean {
    const isHost = (value: unknown): boolean => typeof value === 'string' && !/[[\]]/.test(value);
    const natural = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
    const checks: Readonly<Record<(typeof HASKELL_KEYS)[number], (value: unknown) => boolean>> = {
      account: (value) => value === null || typeof value === 'string',
      constantDelayBlockTime: natural,
      defaultHTTPTimeout: natural,
      externalWorkerCommand: (value) => typeof value === 'string' && !value.includes('{thread}'),
      generateKey: (value) => typeof value === 'boolean',
      hashRate: (value) => typeof value === 'number',
      insecure: (value) => typeof value === 'boolean',
      logLevel: (value) => typeof value === 'string',
      node: (value) => typeof value === 'string',
      onDemandInterface: isHost,
      onDemandPort: (value) => natural(value) && Number(value) <= 65_535,
      publicKey: (value) => /^([0-9a-f]{64})?$/.test(String(value)),
      stratumDifficulty: (value) => value === 'block' || (natural(value) && Number(value) <= 256),
      stratumInterface: isHost,
      stratumPort: (value) => natural(value) && Number(value) <= 65_535,
      stratumRate: natural,
      threadCount: natural,
      useTls: (value) => typeof value === 'boolean',
      worker: (value) => typeof value === 'string',
    };
    return HASKELL_KEYS.every((key) => checks[key](keys[key]));
  }

  const key = 'ab'.repeat(32);
  const script = 'cd /opt # \u2028{thread}\n./w -d {thread}\n  publicKey: no';
  const ROWS: readonly [Partial<MinerConfig>, Partial<MinerConfig>][] = [
    [{ stratumDifficulty: 'period:10' }, { stratumDifficulty: 'block' }],
    [{ constantDelayBlockTime: 0.4 }, { constantDelayBlockTime: 1 }],
    [{ publicKey: `k:${key}` }, { publicKey: key }],
    [{ publicKey: ` ${key.toUpperCase()}` }, { publicKey: key }],
    [{ stratumInterface: '[::1]' }, { stratumInterface: '::1' }],
    [{ onDemandInterface: '[fe80::1%eth0]' }, { onDemandInterface: 'fe80::1%eth0' }],
    [
      { externalWorkerCommand: script },
      { externalWorkerCommand: script.replaceAll('{thread}', '0') },
    ],
    [{ externalWorkerCommands: ['a {thread}', 'b'] }, { externalWorkerCommand: 'a 0' }],
  ];

  it.each(ROWS)('replaces what it would misread: %j', (changes, written) => {
    const config = { ...DEFAULT_CONFIG, account: 'yes', hashRate: 0.25, ...changes };
    const given = { config, unknown: { theirs: 1 } };
    for (const format of ['yaml', 'json'] as const) {
      const { text, replaced } = exportForHaskell(given, format);
      const keys = unwrap(parseConfigText(text, format));
      expect(wouldRead(keys)).toBe(true);
      expect(keys).toEqual({ ...config, ...written, theirs: 1 });
      const [replacedKey] = Object.keys(written) as [keyof MinerConfig];
      expect(replaced).toEqual([
        {
          key: replacedKey,
          value: config[replacedKey],
          written: written[replacedKey],
          reason: expect.stringMatching(/^chainweb-mining-client [^\n]*\.$/),
        },
      ]);
    }
    // Where only the list differs, that client would read the one command, which is another one.
    const plain = unwrap(parseConfigText(printConfig(given, 'full'), 'yaml'));
    expect(wouldRead(plain) && changes.externalWorkerCommands === undefined).toBe(false);
  });

  it('names the originals in comments', () => {
    const config = { ...DEFAULT_CONFIG, publicKey: `k:${key}`, stratumDifficulty: 'period:10' };
    const { text } = exportForHaskell({ config });
    expect(text).toContain(
      `# In Heddle "k:${key}". chainweb-mining-client takes a key letter by letter.\npublicKey: ${key}\n`,
    );
    expect(text).toContain(
      '# In Heddle "period:10". chainweb-mining-client has no share period.\nstratumDifficulty: block\n',
    );
  });

  it('says that it does not practise but mines on a node', () => {
    const config = { ...DEFAULT_CONFIG, practice: true, node: 'mine:1848' };
    const { text, replaced } = exportForHaskell({ config });
    const reason = 'chainweb-mining-client has no practice network: it mines on mine:1848.';
    expect(replaced).toEqual([{ key: 'practice', value: true, written: true, reason }]);
    expect(text).toContain(`# ${reason}\npractice: true\n`);
  });

  it('is the plain text when nothing has to be replaced', () => {
    const { text, replaced } = exportForHaskell({ config: DEFAULT_CONFIG });
    expect(text).toBe(printConfig({ config: DEFAULT_CONFIG }, 'full'));
    expect(replaced).toEqual([]);
  });
});
