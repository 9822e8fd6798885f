import { describe, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { describeUnknown, mergeConfig } from './config-merge.ts';
import type { ConfigSource } from './config-merge.ts';
import { DEFAULT_CONFIG, minerConfigSchema } from './miner-config.ts';

const file = (location: string, keys: ConfigSource['keys']): ConfigSource => ({
  origin: { kind: 'file', location },
  keys,
});
const line = (keys: ConfigSource['keys']): ConfigSource => ({
  origin: { kind: 'command-line' },
  keys,
});

describe('merging configurations', () => {
  it('is the defaults when nothing is said', () => {
    const { config, origins, unknown } = unwrap(mergeConfig([]));
    expect(config).toEqual(DEFAULT_CONFIG);
    expect(new Set(Object.values(origins).map(({ kind }) => kind))).toEqual(new Set(['default']));
    expect(Object.keys(origins)).toEqual(Object.keys(DEFAULT_CONFIG));
    expect(unknown).toEqual([]);
  });

  it('takes each key from the last source that has it, and tells which that was', () => {
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
    const both = { externalWorkerCommand: 'x', externalWorkerCommands: ['c'] };
    expect(unwrap(mergeConfig([list, file('both', both)])).config).toMatchObject(both);
  });

  it('keeps unknown keys, the last value of each, and says what was probably meant', () => {
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

  it('is not led astray by keys that objects have anyway', () => {
    const keys: unknown = JSON.parse('{"__proto__": {"threadCount": 9}, "constructor": 1}');
    const { config, unknown } = unwrap(mergeConfig([file('x', keys as ConfigSource['keys'])]));
    expect(config.threadCount).toBe(2);
    expect(unknown.map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
  });

  it('names option or file with what is wrong, also when a later source would be right', () => {
    const late = mergeConfig([file('x.yaml', { threadCount: 'a' }), line({ threadCount: 1 })]);
    expect(!late.ok && late.error.message).toContain('x.yaml: key threadCount is "a": expected');
    const option = mergeConfig([line({ fallbackNodes: ['a'] })]);
    expect(!option.ok && option.error.message).toContain('option --fallback-node is "a": expected');
  });
});

describe('values of keys', () => {
  it.each([
    [{ worker: 'CPU' }, { worker: 'cpu' }],
    [{ worker: 'Constant-Delay' }, { worker: 'constant-delay' }],
    [{ logLevel: 'WARN' }, { logLevel: 'warn' }],
    [{ logLevel: 'chatty' }, { logLevel: 'chatty' }],
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
