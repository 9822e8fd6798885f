import { describe, expect, it } from 'vitest';
import { unwrap } from '../../result.ts';
import { exportForHaskell } from './config-export.ts';
import { printConfig } from './config-print.ts';
import { parseConfigText } from './config-text.ts';
import { DEFAULT_CONFIG } from '../miner-config.ts';
import type { MinerConfig } from '../miner-config.ts';

describe('a configuration for chainweb-mining-client', () => {
  /** What that client reads (its FromJSON instances) with the same meaning as here. */
  function wouldRead(keys: Readonly<Record<string, unknown>>): boolean {
    const isHost = (value: unknown): boolean => typeof value === 'string' && !/[[\]]/.test(value);
    const natural = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
    const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
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
    return Object.entries(checks).every(([key, isRead]) => isRead(keys[key]));
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
      const { keys } = unwrap(parseConfigText(text, format));
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
    // Where only the list differs, that client would read the single command, which is a different
    // one.
    const plain = unwrap(parseConfigText(printConfig(given, 'full'), 'yaml')).keys;
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

  it('names originals in one line of ASCII', () => {
    const config = { ...DEFAULT_CONFIG, externalWorkerCommand: './ü\n{thread}' };
    expect(exportForHaskell({ config }).text).toContain(
      '# In Heddle "./\\u00fc\\n{thread}". chainweb-mining-client runs one command, the same in every thread.\n',
    );
  });

  it('replaces nothing that it reads as it stands', () => {
    for (const constantDelayBlockTime of [0, 30]) {
      const config = { ...DEFAULT_CONFIG, stratumDifficulty: 50, constantDelayBlockTime };
      expect(exportForHaskell({ config }).replaced).toEqual([]);
    }
  });

  it.each([
    ['gpu', 'cpu', 'chainweb-mining-client does not mine on graphics cards by itself.'],
    ['external', 'external', undefined],
  ] as const)('has a worker for %s: %s', (worker, written, reason) => {
    const { text, replaced } = exportForHaskell({ config: { ...DEFAULT_CONFIG, worker } });
    expect(text).toContain(`\nworker: ${written}\n`);
    expect(replaced[0]?.reason).toBe(reason);
  });

  it('reports that it mines on a node instead of the practice network', () => {
    const config = { ...DEFAULT_CONFIG, practice: true, node: 'mine:1848' };
    const { text, replaced } = exportForHaskell({ config });
    const reason = 'chainweb-mining-client has no practice network: it mines on mine:1848.';
    expect(replaced).toEqual([{ key: 'practice', value: true, written: true, reason }]);
    expect(text).toContain(`# ${reason}\npractice: true\n`);
  });

  it('has one of a set of workers, and reports that', () => {
    const config: MinerConfig = { ...DEFAULT_CONFIG, workers: ['cpu', 'stratum'] };
    const { text, replaced } = exportForHaskell({ config });
    expect(replaced.map(({ key: each, written, reason }) => [each, written, reason])).toEqual([
      ['worker', 'cpu', 'chainweb-mining-client mines with one kind of worker.'],
      ['workers', config.workers, 'chainweb-mining-client mines with one kind of worker: cpu.'],
    ]);
    expect(text).toContain(
      '# chainweb-mining-client mines with one kind of worker: cpu.\nworkers:',
    );
    const one = exportForHaskell({ config: { ...DEFAULT_CONFIG, workers: ['cpu'] } });
    expect(one.replaced.map(({ key: each }) => each)).toEqual(['worker']);
  });

  it('has another worker than graphics cards, and says why', () => {
    const { text } = exportForHaskell({ config: { ...DEFAULT_CONFIG, worker: 'gpu' } });
    expect(text).toContain(
      '# In Heddle "gpu". chainweb-mining-client does not mine on graphics cards by itself.\nworker: cpu\n',
    );
  });

  it('is the plain text when nothing has to be replaced', () => {
    const { text, replaced } = exportForHaskell({ config: DEFAULT_CONFIG });
    expect(text).toBe(printConfig({ config: DEFAULT_CONFIG }, 'full'));
    expect(replaced).toEqual([]);
  });
});
