import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog, DEFAULT_CONFIG } from '../../src-core/index.ts';
import type { MinerConfig } from '../../src-core/index.ts';
import { firstProgram, openKnownCommands, runsPrograms } from './known-commands.ts';
import type { KnownCommands } from './known-commands.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-known-'));
  path = join(folder, 'known-commands.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const { logger } = createLog({ level: 'info', sink: () => undefined });
const with_ = (changes: Partial<MinerConfig>): MinerConfig => ({ ...DEFAULT_CONFIG, ...changes });
const one = with_({ externalWorkerCommand: 'gpu-miner -d {thread}' });
const secret = with_({ ...one, externalWorkerEnvironment: { TOKEN: 'very secret' } });
const open = (config = DEFAULT_CONFIG): Promise<KnownCommands> =>
  openKnownCommands(path, config, logger);
const yes = () => Promise.resolve(true);

it('asks once about each command with its variables, also in later runs', async () => {
  const first = await open();
  expect(first.areKnown(DEFAULT_CONFIG)).toBe(true);
  expect(first.areKnown(one)).toBe(false);
  const ask = vi.fn(yes);
  expect(await first.confirm(one, ask)).toBe(true);
  expect(await first.confirm(one, ask)).toBe(true);
  expect(ask).toHaveBeenCalledExactlyOnceWith('gpu-miner -d {thread}');
  expect(first.areKnown(secret)).toBe(false);
  expect(await first.confirm(secret, ask)).toBe(true);
  expect(ask).toHaveBeenLastCalledWith('gpu-miner -d {thread}\nTOKEN=very secret');
  expect(await readFile(path, 'utf8')).not.toMatch(/gpu-miner|secret/);

  const later = await open();
  expect([one, secret].map(later.areKnown)).toEqual([true, true]);
  expect(later.areKnown(with_({ externalWorkerCommand: 'gpu-miner -d 0' }))).toBe(false);
});

it('keeps no, and asks again', async () => {
  const known = await open();
  const ask = vi.fn(() => Promise.resolve(false));
  expect(await known.confirm(one, ask)).toBe(false);
  expect(await known.confirm(one, ask)).toBe(false);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(known.areKnown(one)).toBe(false);
});

it('asks one question at a time, and not again what was agreed to meanwhile', async () => {
  const known = await open();
  let isOpen = false;
  const ask = vi.fn(async () => {
    expect(isOpen).toBe(false);
    isOpen = true;
    await Promise.resolve();
    isOpen = false;
    return true;
  });
  expect(await Promise.all([known.confirm(one, ask), known.confirm(one, ask)])).toEqual([
    true,
    true,
  ]);
  expect(ask).toHaveBeenCalledOnce();
});

it('asks about those of a list that are new, and about the first alone where that is tried', async () => {
  const list = with_({ ...one, externalWorkerCommands: ['a', 'b', 'a', ' '] });
  const known = await open();
  await known.confirm(firstProgram(list), yes);
  expect(known.areKnown(firstProgram(list))).toBe(true);
  const ask = vi.fn(yes);
  await known.confirm(list, ask);
  expect(ask).toHaveBeenCalledExactlyOnceWith('b');
});

it('knows what was set before there were questions, and nothing that came later', async () => {
  expect((await open(one)).areKnown(one)).toBe(true);
  // The page may have entered it in the run before.
  expect((await open(secret)).areKnown(secret)).toBe(false);
});

it('sets a file aside that cannot be read, and asks about everything then', async () => {
  await writeFile(path, '{"salt": 1}');
  const known = await open(one);
  expect(known.areKnown(one)).toBe(false);
  expect((await readdir(folder)).some((name) => name.includes('.broken-'))).toBe(true);
  await known.confirm(one, yes);
  expect((await open()).areKnown(one)).toBe(true);
});

it('is about external programs alone', () => {
  expect(runsPrograms(with_({ worker: 'external' }))).toBe(true);
  expect(runsPrograms(with_({ worker: 'cpu', workers: ['cpu', 'external'] }))).toBe(true);
  expect(runsPrograms(with_({ worker: 'external', workers: ['cpu'] }))).toBe(false);
});
