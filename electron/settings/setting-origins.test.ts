import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog, DEFAULT_CONFIG } from '../../src-core/index.ts';
import { openSettingOrigins } from './setting-origins.ts';

const { logger } = createLog({ level: 'quiet', sink: () => undefined });
let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-origins-'));
  path = join(folder, 'origins.json');
});
afterEach(() => rm(folder, { recursive: true }));

it('remembers which file brought what, the latest for each setting', async () => {
  const first = await openSettingOrigins(path, DEFAULT_CONFIG, logger);
  expect(first.current()).toEqual({});
  await first.took('a.yaml', { threadCount: 4, practice: true });
  await first.took('b.yaml', { threadCount: 5 });
  expect((await openSettingOrigins(path, DEFAULT_CONFIG, logger)).current()).toEqual({
    threadCount: { file: 'b.yaml', value: 5 },
    practice: { file: 'a.yaml', value: true },
  });
});

it('continues without a broken file, which is kept, and without keys it does not know', async () => {
  await writeFile(path, '{ "threadCount": 3');
  expect((await openSettingOrigins(path, DEFAULT_CONFIG, logger)).current()).toEqual({});
  expect((await readdir(folder)).some((name) => name.includes('.broken-'))).toBe(true);
  await writeFile(path, '{ "other": { "file": "a.yaml", "value": 1 } }');
  expect((await openSettingOrigins(path, DEFAULT_CONFIG, logger)).current()).toEqual({});
});

it('stores no secret in plain text, and still knows which file it came from', async () => {
  const secrets = {
    stratumPassword: 'open sesame',
    externalWorkerEnvironment: { TOKEN: 'tell nobody' },
  };
  const first = await openSettingOrigins(path, DEFAULT_CONFIG, logger);
  await first.took('a.yaml', { ...secrets, threadCount: 4 });
  const stored = await readFile(path, 'utf8');
  expect(stored).toContain('threadCount');
  expect(stored).toContain('stratumPassword');
  expect(stored).not.toMatch(/sesame|nobody/);

  const config = { ...DEFAULT_CONFIG, ...secrets, stratumPassword: 'another' };
  const later = await openSettingOrigins(path, config, logger);
  expect(later.current()).toEqual({
    externalWorkerEnvironment: { file: 'a.yaml', value: secrets.externalWorkerEnvironment },
    threadCount: { file: 'a.yaml', value: 4 },
  });
});
