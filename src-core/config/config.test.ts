import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';
import type { Command } from './command-line.ts';
import { loadConfigFile, saveConfigFile } from './config-file.ts';
import { DEFAULT_CONFIG } from './miner-config.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-config-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const told = (...words: string[]): Promise<Command> => parseCommandLine(words);

describe('a configuration file', () => {
  it('is read back as it was written, in YAML and in JSON', async () => {
    const config = { ...DEFAULT_CONFIG, threadCount: 7, fallbackNodes: ['[::1]:1848'] };
    for (const name of ['heddle.yaml', 'heddle.json']) {
      const path = join(folder, name);
      expect(await saveConfigFile(path, config)).toEqual({ ok: true, value: null });
      expect(await loadConfigFile(path)).toEqual({ ok: true, value: config });
    }
  });

  it('is nothing when it is not there', async () => {
    expect(await loadConfigFile(join(folder, 'none.yaml'))).toEqual({ ok: true, value: null });
  });

  it('gets defaults for what it does not say, and may say more than we know', async () => {
    const path = await file('a.yaml', 'threadCount: 3\nonDemandPort: 1917\n');
    expect(await loadConfigFile(path)).toEqual({
      ok: true,
      value: { ...DEFAULT_CONFIG, threadCount: 3 },
    });
  });

  it.each([
    ['threadCount: many', 'key threadCount is "many"'],
    ['node: localhost', 'key node is "localhost": expected host:port'],
    ['node: localhost:99999', 'a port is at most 65535'],
    ['fallbackNodes: [a:1, b]', 'key fallbackNodes.1 is "b"'],
    ['useTls: [', 'is not valid YAML'],
    ['just text', 'expected keys with values'],
  ])('is refused with the place and the expectation: %s', async (text, message) => {
    const path = await file('a.yaml', text);
    const loaded = await loadConfigFile(path);
    expect(!loaded.ok && loaded.error.message).toContain(message);
    expect(!loaded.ok && loaded.error.message).toContain(path);
  });

  it('keeps the last good version beside the new one', async () => {
    const path = join(folder, 'heddle.yaml');
    await saveConfigFile(path, { ...DEFAULT_CONFIG, threadCount: 4 });
    await saveConfigFile(path, { ...DEFAULT_CONFIG, threadCount: 5 });
    expect(await readFile(`${path}.last-good`, 'utf8')).toContain('threadCount: 4');
    await writeFile(path, 'broken: [');
    await saveConfigFile(path, { ...DEFAULT_CONFIG, threadCount: 6 });
    expect(await readFile(`${path}.last-good`, 'utf8')).toContain('threadCount: 4');
  });
});

describe('the command line', () => {
  it('starts from the defaults', async () => {
    expect(await told()).toEqual({ kind: 'mine', config: DEFAULT_CONFIG, dataDirectory: null });
  });

  it('applies files in order and options last', async () => {
    const one = await file('one.yaml', 'threadCount: 3\nnode: a:1\nuseTls: true\n');
    const two = await file('two.json', '{"node": "b:2", "account": null}');
    const command = await told('--config-file', one, '--config-file', two, '-c', '5', '--no-tls');
    expect(command).toMatchObject({
      config: { threadCount: 5, node: 'b:2', useTls: false, account: null },
    });
  });

  it('knows the short names', async () => {
    const key = 'AB'.repeat(32);
    const command = await told(
      '-n',
      'h:1',
      '-t',
      '-x',
      '-k',
      key,
      '-a',
      'me',
      '-w',
      'cpu',
      '-l',
      'debug',
    );
    expect(command).toMatchObject({
      config: {
        node: 'h:1',
        useTls: true,
        insecure: true,
        publicKey: key.toLowerCase(),
        account: 'me',
        worker: 'cpu',
        logLevel: 'debug',
      },
    });
  });

  it.each([
    [['--worker', 'gpu'], 'gpu'],
    [['--thread-count', 'two'], 'threadCount'],
    [['--thread-count', '0'], 'threadCount'],
    [['--public-key', 'abc'], '64 hex digits'],
    [['--no-such-option'], 'unknown option'],
    [['--config-file', '/no/such/file.yaml'], '/no/such/file.yaml cannot be read'],
    [['stray'], 'too many arguments'],
  ])('refuses %j with a reason', async (words, reason) => {
    const command = await told(...words);
    expect(command.kind).toBe('refuse');
    expect(command.kind === 'refuse' && command.message).toContain(reason);
  });

  it('prints help and version instead of mining', async () => {
    expect(await told('--help')).toMatchObject({ kind: 'print' });
    const version = await told('--version');
    expect(version.kind === 'print' && version.text.trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
