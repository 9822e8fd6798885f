import { describe, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import {
  describeAdapted,
  describeConfigError,
  describeUnknown,
} from '../command-line/texts/config-sentences.ts';
import { mergeConfig } from './config-merge.ts';
import type { ConfigSource } from './config-merge.ts';
import { DEFAULT_CONFIG, minerConfigSchema } from './miner-config.ts';
import { workersOf } from './workers-of.ts';

const file = (location: string, keys: ConfigSource['keys']): ConfigSource => ({
  origin: { kind: 'file', location },
  keys,
});
const line = (keys: ConfigSource['keys']): ConfigSource => ({
  origin: { kind: 'command-line' },
  keys,
});

describe('merging configurations', () => {
  it('gives the defaults when there is no source', () => {
    const { config, origins, unknown } = unwrap(mergeConfig([]));
    expect(config).toEqual(DEFAULT_CONFIG);
    expect(new Set(Object.values(origins).map(({ kind }) => kind))).toEqual(new Set(['default']));
    expect(Object.keys(origins)).toEqual(Object.keys(DEFAULT_CONFIG));
    expect(unknown).toEqual([]);
  });

  it('takes each key from the last source that has it, and names that source', () => {
    const { config, origins } = unwrap(
      mergeConfig([
        file('one.yaml', { threadCount: 3, node: 'a:1', useTls: true, account: 'me' }),
        file('two.yaml', { node: 'b:2', account: null }),
        line({ threadCount: 5 }),
      ]),
    );
    expect(config).toMatchObject({ threadCount: 5, node: 'b:2', useTls: true, account: null });
    expect(origins).toMatchObject({
      threadCount: { kind: 'command-line' },
      node: { kind: 'file', location: 'two.yaml' },
      useTls: { kind: 'file', location: 'one.yaml' },
      account: { kind: 'file', location: 'two.yaml' },
      insecure: { kind: 'default' },
    });
  });

  it('replaces lists and maps whole', () => {
    const { config } = unwrap(
      mergeConfig([
        file('one', { fallbackNodes: ['a:1', 'b:2'], externalWorkerEnvironment: { A: '1' } }),
        file('two', { fallbackNodes: ['c:3'], externalWorkerEnvironment: { B: '2' } }),
      ]),
    );
    expect(config.fallbackNodes).toEqual(['c:3']);
    expect(config.externalWorkerEnvironment).toEqual({ B: '2' });
  });

  it('lets a later command of the external worker end the list of an earlier source', () => {
    const list = file('list', { externalWorkerCommands: ['a', 'b'] });
    const { config, origins } = unwrap(
      mergeConfig([list, line({ externalWorkerCommand: './mine' })]),
    );
    expect(config).toMatchObject({ externalWorkerCommand: './mine', externalWorkerCommands: [] });
    expect(origins.externalWorkerCommands).toEqual({ kind: 'command-line' });
    const other = line({ worker: 'external' });
    expect(unwrap(mergeConfig([list, other])).config.externalWorkerCommands).toEqual(['a', 'b']);
    const both = { externalWorkerCommand: 'x', externalWorkerCommands: ['c'] };
    expect(unwrap(mergeConfig([list, file('both', both)])).config).toMatchObject(both);
  });

  it('lets a later worker end the set of an earlier source', () => {
    const set = file('set', { workers: ['stratum', 'CPU', 'cpu'] });
    expect(workersOf(unwrap(mergeConfig([set])).config)).toEqual(['stratum', 'cpu']);
    const { config, origins } = unwrap(mergeConfig([set, line({ worker: 'external' })]));
    expect(workersOf(config)).toEqual(['external']);
    expect(origins.workers).toEqual({ kind: 'command-line' });
    const both = file('both', { worker: 'external', workers: ['cpu', 'stratum'] });
    expect(workersOf(unwrap(mergeConfig([set, both])).config)).toEqual(['cpu', 'stratum']);
    expect(workersOf(unwrap(mergeConfig([])).config)).toEqual(['stratum']);
  });

  it('keeps unknown keys, the last value of each, and names the key that was probably meant', () => {
    const { unknown } = unwrap(
      mergeConfig([file('one', { theirs: 1, threadcount: 2 }), file('two', { theirs: [2] })]),
    );
    expect(unknown.map(({ key, value }) => [key, value])).toEqual([
      ['theirs', [2]],
      ['threadcount', 2],
    ]);
    expect(unknown.map(describeUnknown)).toEqual([
      'two: key "theirs" is not known and has no effect',
      'one: key "threadcount" is not known and has no effect; the key is called threadCount',
    ]);
  });

  it('names the sources of keys that they have more than once', () => {
    const twice = { ...file('one', {}), repeated: [{ key: 'node', line: 7 }] };
    expect(unwrap(mergeConfig([twice, line({})])).repeated).toEqual([
      { key: 'node', line: 7, origin: { kind: 'file', location: 'one' } },
    ]);
  });

  it.each([
    [{ fallbackNodes: 'a:1' }, [], '"a:1"', 'list'],
    [{ fallbackNodes: ['a:1', 'b'] }, ['1'], '"b"', 'node-address'],
    [{ fallbackNodes: [null] }, ['0'], 'null', 'node-address'],
    [{ externalWorkerEnvironment: { A: 1 } }, ['A'], null, 'variables'],
    [{ hashRate: Infinity }, [], 'Infinity', 'hash-rate'],
    [{ hashRate: NaN }, [], 'NaN', 'hash-rate'],
  ])('says what was expected where: %j', (keys, within, given, type) => {
    expect(mergeConfig([file('x', keys)])).toMatchObject({
      error: { kind: 'value', within, given, expected: { type } },
    });
  });

  it('is not confused by keys that every object has', () => {
    const keys: unknown = JSON.parse('{"__proto__": {"threadCount": 9}, "constructor": 1}');
    const { config, unknown } = unwrap(mergeConfig([file('x', keys as ConfigSource['keys'])]));
    expect(config.threadCount).toBe(2);
    expect(unknown.map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
  });

  it('names option or file with what is wrong, also when a later source would be right', () => {
    const late = mergeConfig([file('x.yaml', { threadCount: 'a' }), line({ threadCount: 1 })]);
    expect(!late.ok && describeConfigError(late.error)).toContain(
      'x.yaml: key threadCount is "a": expected',
    );
    const option = mergeConfig([line({ fallbackNodes: ['a'] })]);
    expect(!option.ok && describeConfigError(option.error)).toContain(
      'option --fallback-node is "a": expected',
    );
  });
});

describe('values that chainweb-mining-client reads but that cannot be used', () => {
  it.each([
    [{ threadCount: 5000 }, { threadCount: 1024 }],
    [{ defaultHTTPTimeout: 0 }, { defaultHTTPTimeout: 1000 }],
    [{ defaultHTTPTimeout: 86_400_000_000 }, { defaultHTTPTimeout: 3_600_000_000 }],
    [{ stratumRate: 0 }, { stratumRate: 1 }],
    [{ stratumRate: 3_000_000_000 }, { stratumRate: 2_147_483_647 }],
    [{ constantDelayBlockTime: 1e10 }, { constantDelayBlockTime: 1e9 }],
    [{ hashRate: 0 }, { hashRate: 1_000_000 }],
    [{ hashRate: -5 }, { hashRate: 1_000_000 }],
    [{ hashRate: 1e40 }, { hashRate: 1e30 }],
  ])('%j: the nearest usable one is used and reported', (given, used) => {
    const { config, adapted } = unwrap(mergeConfig([file('x.yaml', given)]));
    expect(config).toEqual({ ...DEFAULT_CONFIG, ...used });
    const [key = '', value] = Object.entries(given)[0] ?? [];
    expect(adapted.map(describeAdapted)).toEqual([
      `x.yaml: key ${key} is ${value}, which is out of range: ${Object.values(used)[0]} is used`,
    ]);
  });

  it('are reported only of the source whose value counts', () => {
    const { config, adapted } = unwrap(
      mergeConfig([
        file('x.yaml', { stratumRate: 0, threadCount: 2000 }),
        line({ stratumRate: 5 }),
      ]),
    );
    expect(config).toMatchObject({ stratumRate: 5, threadCount: 1024 });
    expect(adapted.map(({ key }) => key)).toEqual(['threadCount']);
  });

  it('are refused where they leave nothing to do', () => {
    const none = mergeConfig([file('x.yaml', { threadCount: 0 })]);
    expect(!none.ok && describeConfigError(none.error)).toContain(
      'x.yaml: key threadCount is 0: expected',
    );
    const slow = mergeConfig([file('x.yaml', { hashRate: 0 }), line({ worker: 'simulation' })]);
    expect(!slow.ok && describeConfigError(slow.error)).toBe(
      'x.yaml: key hashRate is 0: expected hashes per second, a number above 0',
    );
    const fast = mergeConfig([line({ hashRate: 1e40, worker: 'simulation' })]);
    expect(unwrap(fast).config.hashRate).toBe(1e30);
    const mended = mergeConfig([
      line({ worker: 'simulation', hashRate: 0 }),
      line({ hashRate: 5 }),
    ]);
    expect(unwrap(mended).config.hashRate).toBe(5);
  });

  it.each([
    { stratumPort: 70_000 },
    { threadCount: 5_000.5 },
    { stratumRate: 0.5 },
    { stratumRate: -1 },
    { stratumRate: '0' },
  ])('are not those that it refuses too: %j', (keys) => {
    expect(mergeConfig([file('x.yaml', keys)])).toMatchObject({ error: { kind: 'value' } });
  });

  it('are texts of any length too', () => {
    const long = 'x'.repeat(100_000);
    const keys = { account: long, publicKey: long, externalWorkerCommand: long, logLevel: long };
    expect(unwrap(mergeConfig([file('x.yaml', keys)])).config).toMatchObject(keys);
  });
});

describe('secrets', () => {
  it.each([
    [
      { stratumPassword: 'sesame'.repeat(100) },
      'x.yaml: key stratumPassword is (hidden): expected',
    ],
    [{ stratumPassword: ['sesame'] }, 'x.yaml: key stratumPassword is (hidden): expected'],
    [
      { externalWorkerEnvironment: { 'A B': 'sesame' } },
      'x.yaml: key externalWorkerEnvironment.A B is (hidden): expected',
    ],
    [
      { externalWorkerEnvironment: { A: { sesame: 1 } } },
      'x.yaml: key externalWorkerEnvironment.A is (hidden): expected',
    ],
    [{ node: 'http://me:sesame@a:1' }, 'x.yaml: key node is "http://…@a:1": expected'],
    [{ fallbackNodes: ['me:sesame@a:1'] }, 'x.yaml: key fallbackNodes.0 is "…@a:1": expected'],
    [
      { externalWorkerEnvironment: 'A=sesame' },
      'x.yaml: key externalWorkerEnvironment is (hidden): expected',
    ],
  ])('are not in messages: %j', (keys, said) => {
    const merged = mergeConfig([file('x.yaml', keys)]);
    expect(!merged.ok && describeConfigError(merged.error)).toContain(said);
    expect(!merged.ok && describeConfigError(merged.error)).not.toContain('sesame');
  });
});

it.each(['x', ':', 'a:', '@', 'a:b@', '/'])(
  'shows the beginning of a long wrong value: %s',
  (part) => {
    const merged = mergeConfig([file('x.yaml', { useTls: part.repeat(500_000) })]);
    expect(!merged.ok && describeConfigError(merged.error)).toMatch(
      /^x\.yaml: key useTls is "[^ ]{198,200}…: expected true or false$/,
    );
  },
);

describe('values of keys', () => {
  it.each([
    [
      { stratumDifficulty: 'period:0' },
      'key stratumDifficulty is "period:0": expected block, a level',
    ],
    [{ stratumDifficulty: 'period:3601' }, 'period, or period:<seconds> with 1 to 3600 seconds'],
    [{ stratumDifficulty: '50' }, 'key stratumDifficulty is "50": expected'],
    [{ stratumDifficulty: 'Block' }, 'key stratumDifficulty is "Block": expected'],
    [{ stratumInterface: 'a b' }, 'key stratumInterface is "a b": expected *, *4, !4, *6, !6 or'],
    [{ stratumInterface: '*5' }, 'key stratumInterface is "*5": expected'],
    [{ stratumInterface: '' }, 'key stratumInterface is "": expected'],
    [{ onDemandInterface: 'http://x' }, 'key onDemandInterface is "http://x": expected'],
    [{ metricsInterface: '1.2.3.4:5' }, 'key metricsInterface is "1.2.3.4:5": expected'],
    [{ stratumProxies: ['proxy'] }, 'key stratumProxies.0 is "proxy": expected'],
    [{ stratumProxies: ['fe80::1%e'] }, 'key stratumProxies.0 is "fe80::1%e": expected'],
    [{ notifyWebhook: 'ftp://host' }, 'key notifyWebhook is (hidden): expected'],
    [{ notifyWebhook: 'ftp://host/http://' }, 'key notifyWebhook is (hidden): expected'],
    [{ notifyWebhook: 'http://' }, 'key notifyWebhook is (hidden): expected'],
    [{ notifyQuietHours: '22-7' }, 'key notifyQuietHours is "22-7": expected'],
  ])('refuses %j', (keys, said) => {
    const merged = mergeConfig([file('x.yaml', keys)]);
    expect(!merged.ok && describeConfigError(merged.error)).toContain(said);
    expect(!merged.ok && describeConfigError(merged.error).startsWith('x.yaml: ')).toBe(true);
  });

  it.each([
    [{ worker: 'CPU' }, { worker: 'cpu' }],
    [{ worker: 'Constant-Delay' }, { worker: 'constant-delay' }],
    [{ logLevel: 'WARN' }, { logLevel: 'warn' }],
    [{ logLevel: ' Warn ' }, { logLevel: 'warn' }],
    [{ logLevel: ' chatty ' }, { logLevel: 'chatty' }],
    [{ stratumProxies: [' 10.0.0.1', '::1'] }, { stratumProxies: ['10.0.0.1', '::1'] }],
    [{ notifyWebhook: ' HTTPS://host/x ' }, { notifyWebhook: 'HTTPS://host/x' }],
    [{ notifyQuietHours: ' 22:00-07:00' }, { notifyQuietHours: '22:00-07:00' }],
    [{ publicKey: 'not a key' }, { publicKey: 'not a key' }],
    [{ account: '' }, { account: '' }],
    [{ stratumRate: 100_000 }, { stratumRate: 100_000 }],
    [{ stratumDifficulty: 256 }, { stratumDifficulty: 256 }],
    [{ stratumDifficulty: 'period' }, { stratumDifficulty: 'period' }],
    [{ node: '[::1]:1848' }, { node: '[::1]:1848' }],
  ])('takes %j', (given, taken) => {
    expect(minerConfigSchema.parse(given)).toMatchObject(taken);
  });
});
