/** The practice network of a configuration, and how its chains are deleted. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { minerConfigSchema } from '../config/miner-config.ts';
import { createLog } from '../logging/logger.ts';
import { unwrap } from '../result.ts';
import { takeDataLock } from '../system/data-lock.ts';
import { collectedLog } from '../tests/collected-log.ts';
import { openPractice, resetPracticeChain } from './embedded-practice.ts';
import { practiceDataFile, removePracticeData } from './practice-files.ts';
import { api, ask, readJob } from './tests/mini-client.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-embedded-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('serves the network of a configuration, with its chains in the data folder', async () => {
  const config = minerConfigSchema.parse({ practiceGraph: 'pair', practiceBlockDelay: 2.5 });
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    sink: (batch) => void lines.push(...batch.map(({ tags, text }) => [...tags, text].join(': '))),
  });
  const parts = { config, dataDirectory: folder, logger: log.logger };
  const node = unwrap(await openPractice(parts, () => undefined));
  const info = JSON.parse((await ask(`${node.url}/info`)).text) as unknown;
  expect(info).toMatchObject({ nodeVersion: 'practice-pair', nodeBlockDelay: 2_500_000 });
  expect(existsSync(join(folder, 'practice.db'))).toBe(true);
  await log.flush();
  expect(lines).toEqual([`Practice node: practice network practice-pair on ${node.url}`]);
  const held = await resetPracticeChain(folder);
  expect(held).toMatchObject({ ok: false });
  if (!held.ok)
    expect(held.error.reason).toMatch(/^a practice network \(process .*\) has them open$/);
  await node.close();
  expect(await resetPracticeChain(folder)).toEqual({ ok: true, value: null });
  expect(existsSync(join(folder, 'practice.db'))).toBe(false);
});

it('deletes the file of the chains with its companions, and nothing else', async () => {
  const file = practiceDataFile(folder);
  const own = ['', '-wal', '-shm'].map((suffix) => `${file}${suffix}`);
  const other = join(folder, 'history.db');
  for (const path of [...own, other]) writeFileSync(path, '');
  await removePracticeData(folder);
  expect(own.map(existsSync)).toEqual([false, false, false]);
  expect(existsSync(other)).toBe(true);
  const lock = takeDataLock(`${file}.lock`, 'practice');
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value();
});

it('says what the system says where they cannot be deleted', async () => {
  mkdirSync(practiceDataFile(folder));
  const reset = await resetPracticeChain(folder);
  expect(reset).toMatchObject({ ok: false });
  if (!reset.ok) expect(reset.error.reason).toContain('practice.db');
});

it('deletes them where their lock is no file, and so no program holds it', async () => {
  const file = practiceDataFile(folder);
  writeFileSync(file, '');
  mkdirSync(`${file}.lock`);
  await removePracticeData(folder);
  expect(existsSync(file)).toBe(false);
});

it.each([
  [true, 200],
  [false, 400],
])(
  'takes blocks without proof of work only where the configuration says so: %j',
  async (practiceDisablePow, status) => {
    const config = minerConfigSchema.parse({ practiceGraph: 'singleton', practiceDisablePow });
    const { logger } = collectedLog();
    const parts = { config, dataDirectory: folder, logger };
    const node = unwrap(await openPractice(parts, () => undefined));
    const { work, solved } = api(node.url, 'practice-singleton');
    expect((await solved(readJob((await work()).body).work)).status).toBe(status);
    await node.close();
  },
);
