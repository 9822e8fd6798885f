import { execFileSync } from 'node:child_process';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeConfigError } from '../../command-line/texts/config-sentences.ts';
import { brokenName, writeFileAtomically } from './atomic-file.ts';
import { loadConfigFile, saveConfigFile } from './config-file.ts';
import { unwrap } from '../../result.ts';
import { DEFAULT_CONFIG } from '../miner-config.ts';

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

describe('a configuration file', () => {
  it('is read back as it was written, in YAML and in JSON', async () => {
    const config = {
      ...DEFAULT_CONFIG,
      threadCount: 7,
      hashRate: 1.25e7,
      fallbackNodes: ['[::1]:1848'],
      externalWorkerCommand: `./worker 'a: b' "c" # d`,
      externalWorkerEnvironment: { GPU: '0', MODE: 'yes' },
      stratumDifficulty: 'period:10',
      publicKey: '1234',
      account: 'n',
    };
    for (const name of ['heddle.yaml', 'heddle.json', 'heddle']) {
      const path = join(folder, name);
      expect(await saveConfigFile(path, config)).toEqual({ ok: true, value: { kept: null } });
      expect(unwrap(await loadConfigFile(path))?.config).toEqual(config);
      expect((await stat(path)).mode & 0o077).toBe(0);
    }
  });

  it('is null when it does not exist', async () => {
    expect(await loadConfigFile(join(folder, 'none.yaml'))).toEqual({ ok: true, value: null });
  });

  it('gets defaults for keys that it does not have', async () => {
    const path = await file('a.yaml', 'threadCount: 3\n');
    const loaded = unwrap(await loadConfigFile(path));
    expect(loaded?.config).toEqual({ ...DEFAULT_CONFIG, threadCount: 3 });
  });

  it.each(['', '# only a comment\n', 'null\n', '---\n', '\ufeff'])(
    'has no keys when it is %j',
    async (text) => {
      const path = await file('a.yaml', text);
      expect(unwrap(await loadConfigFile(path))?.config).toEqual(DEFAULT_CONFIG);
    },
  );

  it.each(['a.yaml', 'a.json'])('keeps keys of others when it is saved: %s', async (name) => {
    const text = '{"threadCount": 3, "tuning": {"depth": [1, 2]}, "note": "mine"}';
    const path = await file(name, text);
    await saveConfigFile(path, { ...DEFAULT_CONFIG, threadCount: 4 }, { brought: true });
    expect(
      unwrap(await loadConfigFile(path))
        ?.unknown.map(({ key }) => key)
        .sort(),
    ).toEqual(['brought', 'note', 'tuning']);
    const saved = await readFile(path, 'utf8');
    expect(saved).toMatch(/"?threadCount"?: 4/);
    expect(saved).toMatch(/"?depth"?:/);
    expect(saved).toMatch(/"?note"?: "?mine"?/);
  });

  it('keeps the last good version beside the new one', async () => {
    const path = join(folder, 'heddle.yaml');
    await saveConfigFile(path, { ...DEFAULT_CONFIG, threadCount: 4 });
    await saveConfigFile(path, { ...DEFAULT_CONFIG, threadCount: 5 });
    expect(await readFile(`${path}.last-good`, 'utf8')).toContain('threadCount: 4');
  });

  it.each(['broken: [', 'threadCount: many\n', 'worker: simulation\nhashRate: 0\n'])(
    'that cannot be read is kept under another name before it is written over: %j',
    async (broken) => {
      const path = join(folder, 'heddle.yaml');
      await saveConfigFile(path, { ...DEFAULT_CONFIG, threadCount: 4 });
      await saveConfigFile(path, { ...DEFAULT_CONFIG, threadCount: 5 });
      await writeFile(path, broken);
      const { kept } = unwrap(await saveConfigFile(path, { ...DEFAULT_CONFIG, threadCount: 6 }));
      expect(await readFile(kept ?? '', 'utf8')).toBe(broken);
      expect(kept?.startsWith(`${path}.broken-2`)).toBe(true);
      expect(await readFile(path, 'utf8')).toContain('threadCount: 6');
      expect(await readFile(`${path}.last-good`, 'utf8')).toContain('threadCount: 4');
    },
  );

  it('is left alone when it is no file, as a copy of it may have no end', async () => {
    const path = join(folder, 'heddle.yaml');
    await mkdir(join(path, 'inside'), { recursive: true });
    const saved = await saveConfigFile(path, DEFAULT_CONFIG);
    expect(!saved.ok && describeConfigError(saved.error)).toContain('it is a folder, not a file');
    expect(await readdir(folder)).toEqual(['heddle.yaml']);
  });

  it.skipIf(process.platform === 'win32')(
    'is neither read nor written when it is a pipe',
    async () => {
      const path = join(folder, 'heddle.yaml');
      execFileSync('mkfifo', [path]);
      for (const done of [await loadConfigFile(path), await saveConfigFile(path, DEFAULT_CONFIG)]) {
        expect(!done.ok && describeConfigError(done.error)).toContain('it is a pipe, not a file');
      }
      expect((await lstat(path)).isFIFO()).toBe(true);
      expect(await readdir(folder)).toEqual(['heddle.yaml']);
    },
  );

  it('is written where a symbolic link points to, and the link stays', async () => {
    const kept = join(folder, 'kept');
    await mkdir(kept);
    const link = join(folder, 'heddle.yaml');
    // Of a folder of settings that is shared by machines; the file is not there at first.
    await symlink('kept/shared.yaml', link);
    for (const threadCount of [4, 5]) {
      unwrap(await saveConfigFile(link, { ...DEFAULT_CONFIG, threadCount }));
      expect((await lstat(link)).isSymbolicLink()).toBe(true);
      const text = await readFile(join(kept, 'shared.yaml'), 'utf8');
      expect(text).toContain(`threadCount: ${threadCount}`);
    }
    expect(await readdir(kept)).toEqual(['shared.yaml']);
  });

  it('is not written where its link leads in a circle', async () => {
    const path = join(folder, 'heddle.yaml');
    await symlink('other.yaml', path);
    await symlink('heddle.yaml', join(folder, 'other.yaml'));
    // It cannot be read, so that it would be kept first.
    expect(await saveConfigFile(path, DEFAULT_CONFIG)).toMatchObject({
      error: { kind: 'not-kept', path, code: 'ELOOP' },
    });
    await expect(writeFileAtomically(path, '')).rejects.toMatchObject({ code: 'ELOOP' });
    expect((await readdir(folder)).sort()).toEqual(['heddle.yaml', 'other.yaml']);
  });

  it('makes the folders that it lies in', async () => {
    const path = join(folder, 'a', 'b', 'heddle.yaml');
    expect(await saveConfigFile(path, {})).toEqual({ ok: true, value: { kept: null } });
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['heddle.yaml']);
  });

  it('is called broken by the time at which that was found', () => {
    expect(brokenName('heddle.yaml', new Date('2026-11-23T06:30:00Z'))).toBe(
      'heddle.yaml.broken-2026-11-23T06-30-00-000Z',
    );
  });

  it('leaves no draft behind when it cannot be written', async () => {
    const path = join(folder, 'heddle.yaml');
    await symlink('.', path);
    expect((await saveConfigFile(path, DEFAULT_CONFIG)).ok).toBe(false);
    expect(await readdir(folder)).toEqual(['heddle.yaml']);
    // Nor where the draft was written, but cannot take the place of what is there.
    const inTheWay = join(folder, 'a', 'heddle.yaml');
    await mkdir(join(inTheWay, 'inside'), { recursive: true });
    await expect(writeFileAtomically(inTheWay, '')).rejects.toMatchObject({
      code: expect.stringMatching(/^E/),
    });
    expect(await readdir(join(folder, 'a'))).toEqual(['heddle.yaml']);
  });

  it('stays as it was where the last good version cannot be kept', async () => {
    const path = await file('heddle.yaml', 'threadCount: 3\n');
    const copy = `${path}.last-good`;
    await mkdir(copy);
    const saved = await saveConfigFile(path, DEFAULT_CONFIG);
    expect(saved).toMatchObject({ error: { kind: 'not-kept', path, copy } });
    expect(!saved.ok && saved.error).toMatchObject({
      ...{ code: expect.stringMatching(/^E/), detail: expect.stringContaining(copy) },
    });
    expect(await readFile(path, 'utf8')).toBe('threadCount: 3\n');
  });

  it('reports that it cannot be written', async () => {
    const path = join(await file('in-the-way', ''), 'heddle.yaml');
    expect(await loadConfigFile(path)).toEqual({ ok: true, value: null });
    const saved = await saveConfigFile(path, DEFAULT_CONFIG);
    expect(saved).toMatchObject({
      error: { kind: 'not-written', path, code: expect.stringMatching(/^E/) },
    });
    expect(!saved.ok && describeConfigError(saved.error)).toContain(`${path} cannot be written`);
  });
});

describe('a configuration file that cannot be used', () => {
  it.each([
    ['threadCount: many', 'key threadCount is "many": expected a whole number from 1 to 1024'],
    ['threadCount: 0', 'key threadCount is 0: expected a whole number from 1 to 1024'],
    ['threadCount: 1.5', 'key threadCount is 1.5: expected a whole number'],
    ['stratumPassword: [a]', 'key stratumPassword is (hidden): expected text'],
    ['threadCount: null', 'key threadCount is null: expected a whole number'],
    ['node: localhost', 'key node is "localhost": expected host:port'],
    ['node: localhost:99999', 'a port is from 1 to 65535'],
    ['fallbackNodes: [a:1, b]', 'key fallbackNodes.1 is "b": expected host:port'],
    ['fallbackNodes: a:1', 'key fallbackNodes is "a:1": expected a list of host:port'],
    ['useTls: 1', 'key useTls is 1: expected true or false'],
    ['publicKey: 1234', 'key publicKey is 1234: expected text'],
    ['hashRate: 10M', 'key hashRate is "10M": expected hashes per second, a number above 0'],
    ['hashRate: .inf', 'key hashRate is Infinity: expected hashes per second'],
    ['worker: asic', 'key worker is "asic": expected one of stratum, cpu, gpu'],
    ['stratumDifficulty: "50"', 'key stratumDifficulty is "50": expected block, a level from 0'],
    ['stratumDifficulty: 300', 'key stratumDifficulty is 300: expected block, a level from 0'],
    ['stratumPort: 70000', 'key stratumPort is 70000: expected a whole number from 0 to 65535'],
    ['logLevel: 3', 'key logLevel is 3: expected text'],
    ['externalWorkerEnvironment: {"a b": x}', 'key externalWorkerEnvironment.a b is (hidden): exp'],
    ['useTls: [', 'is not valid YAML: Flow sequence'],
    ['just text', 'holds no keys: expected keys with values'],
    ['- a\n- b', 'holds no keys: expected keys with values'],
  ])('is refused with the place and the expectation: %s', async (text, message) => {
    const path = await file('a.yaml', text);
    const loaded = await loadConfigFile(path);
    expect(!loaded.ok && describeConfigError(loaded.error)).toContain(message);
    expect(!loaded.ok && describeConfigError(loaded.error).startsWith(`${path}`)).toBe(true);
    expect(!loaded.ok && describeConfigError(loaded.error)).not.toContain('\n');
  });

  it('is refused as JSON when its ending says so', async () => {
    const loaded = await loadConfigFile(await file('a.json', 'threadCount: 2'));
    expect(!loaded.ok && describeConfigError(loaded.error)).toContain('a.json is not valid JSON');
  });

  it('is refused when it is a folder or far too long', async () => {
    const asFolder = await loadConfigFile(folder);
    expect(!asFolder.ok && describeConfigError(asFolder.error)).toContain(
      `${folder} cannot be read: it is a folder, not a file`,
    );
    const longest = await loadConfigFile(await file('longest.yaml', '#'.repeat(1024 * 1024)));
    expect(longest.ok).toBe(true);
    const long = await loadConfigFile(await file('long.yaml', '#'.repeat(1024 * 1024 + 1)));
    expect(!long.ok && describeConfigError(long.error)).toContain(
      'it is longer than 1048576 bytes',
    );
  });
});
