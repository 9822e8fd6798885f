import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unwrap } from '../../result.ts';
import { LOCK_FILE, takeDataLock } from '../../system/data-lock.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { onSystem } from '../../tests/other-system.ts';
import { defaultDataDirectory, openDataFolder } from './data-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-data-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

/** Opens and releases it: what was logged. */
async function opened(given: string | null): Promise<readonly string[]> {
  const { logger, logged } = collectedLog();
  const { path, release } = unwrap(await openDataFolder(given, logger));
  expect(path).toBe(given ?? defaultDataDirectory());
  release();
  return logged();
}

describe('the data folder of a miner in a terminal', () => {
  it('is created where it is missing, closed to others, and free once it was released', async () => {
    const path = join(folder, 'a', 'b');
    expect(await opened(path)).toEqual([]);
    expect(modeOf(path)).toBe(0o700);
    expect(await opened(path)).toEqual([]);
  });

  it('that cannot be created is named, with what to do', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { logger } = collectedLog();
    const path = join(file, 'data');
    expect(await openDataFolder(path, logger)).toMatchObject({
      ok: false,
      error: {
        message: expect.stringMatching(
          /^The folder \S+ cannot be created \(ENOTDIR.*\)\. Name another one with --data-dir\.$/,
        ) as unknown,
        code: 1,
      },
    });
  });

  it('that another program has is refused', async () => {
    const lock = unwrap(takeDataLock(join(folder, LOCK_FILE), 'app'));
    const { logger } = collectedLog();
    expect(await openDataFolder(folder, logger)).toMatchObject({
      ok: false,
      error: {
        message: expect.stringContaining('is in use by the Heddle app') as unknown,
        code: 3,
      },
    });
    lock();
    expect(await opened(folder)).toEqual([]);
  });

  it('is used without a lock where a folder has its name', async () => {
    const lock = join(folder, LOCK_FILE);
    mkdirSync(lock);
    const why = `${lock} is not a file. Delete or rename it, then start again`;
    expect(await opened(folder)).toEqual([`the folder ${folder} is not locked: ${why}`]);
  });

  it.skipIf(process.platform === 'win32')(
    'keeps its mode where it was named, which is said, and its files are closed',
    async () => {
      const file = join(folder, 'history.db');
      writeFileSync(file, '', { mode: 0o644 });
      const path = join(folder, 'shared');
      mkdirSync(path, { mode: 0o755 });
      writeFileSync(join(path, 'history.db'), '', { mode: 0o644 });
      expect(await opened(path)).toEqual([
        `other users can look into ${path}, but not into the files in it; chmod 700 closes it`,
      ]);
      expect(modeOf(path)).toBe(0o755);
      expect(modeOf(join(path, 'history.db'))).toBe(0o600);
    },
  );

  it.skipIf(process.platform !== 'linux')(
    'is closed where it is the usual one, without a word',
    async () => {
      vi.stubEnv('XDG_DATA_HOME', folder);
      const usual = join(folder, 'heddle-headless');
      mkdirSync(usual, { mode: 0o755 });
      expect(await opened(null)).toEqual([]);
      expect(modeOf(usual)).toBe(0o700);
    },
  );

  it.each([
    ['win32', { APPDATA: '/roaming' }, '/roaming/heddle-headless'],
    ['win32', { APPDATA: undefined }, `${homedir()}/heddle-headless`],
    ['darwin', {}, `${homedir()}/Library/Application Support/heddle-headless`],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/heddle-headless'],
    ['linux', { XDG_DATA_HOME: undefined }, `${homedir()}/.local/share/heddle-headless`],
  ] as const)('is on %s, with %j, %s', (platform, variables, path) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const found = onSystem(platform, defaultDataDirectory).replaceAll('\\', '/');
    expect(found).toBe(path.replaceAll('\\', '/'));
  });
});
