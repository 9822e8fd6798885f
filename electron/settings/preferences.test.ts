import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from '../../src-core/index.ts';
import { failureLine } from '../logging/failure-line.ts';
import { openPreferences } from './preferences.ts';

const { logger } = createLog({ level: 'quiet', sink: () => undefined });
const DEFAULTS = {
  theme: 'system',
  language: 'system',
  whenClosing: 'ask',
  startAtLogin: false,
  startHidden: false,
  mineAtLaunch: false,
  keepAwake: true,
  desktopNotices: true,
  noticesSeenMs: 0,
  seenBlocksMs: null,
  practiceBlockSeen: false,
  checkForUpdates: false,
  crashesSeenMs: 0,
  firstRunDone: false,
};
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-preferences-'));
  path = join(folder, 'preferences.json');
});
afterEach(() => rm(folder, { recursive: true }));

it('starts with defaults where there is no file', async () => {
  const store = await openPreferences(path, logger);
  expect(store.current()).toEqual(DEFAULTS);
  expect(store.fault).toBeNull();
});

it('remembers what was saved, several changes at once too', async () => {
  const store = await openPreferences(path, logger);
  const saved = await Promise.all([
    store.save({ theme: 'dark' }),
    store.save({ firstRunDone: true }),
  ]);
  expect(saved.every(({ ok }) => ok)).toBe(true);
  const later = await openPreferences(path, logger);
  expect(later.current()).toEqual({ ...DEFAULTS, theme: 'dark', firstRunDone: true });
  expect(await readdir(folder)).toEqual(['preferences.json']);
});

it.each([
  ['{ "theme": "da', 'config'],
  ['{ "theme": sesame }', 'config'],
  ['', 'config'],
  ['{ "theme": "pink" }', 'file-content'],
  ['[]', 'file-content'],
])('sets a broken file aside and reports it without quoting it: %s', async (broken, kind) => {
  await writeFile(path, broken);
  const store = await openPreferences(path, logger);
  expect(store.current().theme).toBe('system');
  const kept = (await readdir(folder)).find((name) => name.startsWith('preferences.json.broken-'));
  expect(store.fault).toMatchObject({
    failure: { kind },
    kept: { ok: true, value: join(folder, kept ?? '') },
  });
  expect(await readFile(join(folder, kept ?? ''), 'utf8')).toBe(broken);
  const said = failureLine(store.fault?.failure ?? { kind: 'no-file-chosen' });
  expect(said).toContain(path);
  expect(said).not.toContain('sesame');
});

it('keeps the preferences when the disk refuses a change', async () => {
  const store = await openPreferences(join('/dev/null', 'preferences.json'), logger);
  const saved = await store.save({ theme: 'dark' });
  expect(saved).toMatchObject({ error: { kind: 'file', operation: 'write', code: 'ENOTDIR' } });
  expect(store.current().theme).toBe('system');
});

it('reads a file that was saved in UTF-16', async () => {
  await writeFile(path, Buffer.from('\ufeff{"theme": "dark"}', 'utf16le'));
  expect((await openPreferences(path, logger)).current().theme).toBe('dark');
});
