import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog, DEFAULT_CONFIG, usualCpuThreads } from '../../src-core/index.ts';
import { openMinerSettings } from './miner-settings.ts';

const { logger } = createLog({ level: 'quiet', sink: () => undefined });
const BROKEN = 'node: [localhost:1848\nthreadCount: 3\n';
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-settings-'));
  path = join(folder, 'heddle.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

it('starts with defaults where there is no file', async () => {
  const settings = await openMinerSettings(path, logger);
  expect(settings.current()).toEqual(DEFAULT_CONFIG);
  expect(settings.fault()).toBeNull();
});

it('keeps what was saved, several changes at once too', async () => {
  const settings = await openMinerSettings(path, logger);
  const saved = await Promise.all([
    settings.save({ threadCount: 7 }),
    settings.save({ practice: true }),
  ]);
  expect(saved.every(({ ok }) => ok)).toBe(true);
  const later = await openMinerSettings(path, logger);
  expect(later.current()).toEqual({ ...DEFAULT_CONFIG, threadCount: 7, practice: true });
});

it('leaves a broken file as it is and reports what is wrong with it', async () => {
  await writeFile(path, BROKEN);
  const settings = await openMinerSettings(path, logger);
  expect(settings.fault()).toMatchObject({
    kind: 'config',
    error: { kind: 'not-a-configuration', location: path, fault: { place: { line: 2 } } },
  });
  expect(settings.current()).toEqual(DEFAULT_CONFIG);
  expect(await readFile(path, 'utf8')).toBe(BROKEN);
});

it('keeps a copy of a broken file when the user saves over it, and the fault is gone', async () => {
  await writeFile(path, BROKEN);
  const settings = await openMinerSettings(path, logger);
  expect(await settings.save({ threadCount: 4 })).toMatchObject({ ok: true });
  expect(settings.fault()).toBeNull();
  const kept = (await readdir(folder)).find((name) => name.startsWith('heddle.yaml.broken-'));
  expect(await readFile(join(folder, kept ?? ''), 'utf8')).toBe(BROKEN);
  expect((await openMinerSettings(path, logger)).current().threadCount).toBe(4);
});

it('keeps a copy of a file that was broken while the program ran', async () => {
  await writeFile(path, 'threadCount: 2\n');
  const settings = await openMinerSettings(path, logger);
  await writeFile(path, BROKEN);
  expect(await settings.save({ threadCount: 4 })).toMatchObject({ ok: true });
  const kept = (await readdir(folder)).find((name) => name.startsWith('heddle.yaml.broken-'));
  expect(await readFile(join(folder, kept ?? ''), 'utf8')).toBe(BROKEN);
});

it('logs unknown keys and values out of range once, and keeps the keys', async () => {
  await writeFile(path, 'tuning: {depth: 1}\nstratumRate: 0\n');
  const said: string[] = [];
  const log = createLog({
    level: 'warn',
    sink: (batch) => void said.push(...batch.map(({ text }) => text)),
  });
  const settings = await openMinerSettings(path, log.logger);
  expect(settings.unknown()).toEqual({ tuning: { depth: 1 } });
  expect(settings.current().stratumRate).toBe(1);
  await settings.save({ threadCount: 4 }, { brought: 'too' });
  await settings.save({ threadCount: 5 });
  await log.flush();
  expect(said).toEqual([
    `${path}: key "tuning" is not known and has no effect`,
    `${path}: key stratumRate is 0, which is out of range: 1 is used`,
  ]);
  const later = await openMinerSettings(path, logger);
  expect(later.unknown()).toEqual({ brought: 'too', tuning: { depth: 1 } });
  expect(later.current()).toMatchObject({ threadCount: 5, stratumRate: 1 });
});

it('keeps the settings when the disk refuses a change', async () => {
  const settings = await openMinerSettings('/dev/null/heddle.yaml', logger);
  expect((await settings.save({ threadCount: 7 })).ok).toBe(false);
  expect(settings.current().threadCount).toBe(DEFAULT_CONFIG.threadCount);
});

it('leaves one core to the interface until the number of threads is chosen', async () => {
  const settings = await openMinerSettings(path, logger);
  await settings.save({ practice: true });
  expect(settings.current().threadCount).toBe(DEFAULT_CONFIG.threadCount);
  expect(await settings.save({ worker: 'cpu' })).toMatchObject({
    value: { threadCount: usualCpuThreads() },
  });
  // Saved twice and read again, it still counts as not chosen.
  const later = await openMinerSettings(path, logger);
  expect(later.current().threadCount).toBe(usualCpuThreads());
  await later.save({ threadCount: 2 });
  expect((await openMinerSettings(path, logger)).current().threadCount).toBe(2);
});
