import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_CONFIG, describeConfigError, unwrap } from '../../src-core/index.ts';
import { readConfigFile } from './config-preview.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-preview-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

it('lists what changes, what is the same already and what is kept without effect', async () => {
  const path = await written('miner.yaml', 'threadCount: 4\nuseTls: no\nthreadcount: 5\n');
  const read = unwrap(await readConfigFile(path, { ...DEFAULT_CONFIG, node: 'mine:1848' }));
  expect(read.brought).toEqual({ threadCount: 4, useTls: false });
  expect(read.unknown).toEqual({ threadcount: 5 });
  expect(read.preview).toEqual({
    file: 'miner.yaml',
    changes: [{ key: 'threadCount', from: 2, to: 4 }],
    alreadySo: 1,
    notes: [],
    unknown: [{ key: 'threadcount', meant: 'threadCount' }],
  });
});

it('reads JSON, in the forms of chainweb-mining-client', async () => {
  const path = await written('miner.json', '{"worker": "CPU", "logLevel": "Debug"}');
  const read = unwrap(await readConfigFile(path, DEFAULT_CONFIG));
  expect(read.brought).toEqual({ worker: 'cpu', logLevel: 'debug' });
});

it('leaves a command to print a key out, and reports that and values out of range', async () => {
  const path = await written('miner.yaml', 'generateKey: true\nstratumRate: 0\n');
  const read = unwrap(await readConfigFile(path, DEFAULT_CONFIG));
  expect(read.brought).toEqual({ stratumRate: 1 });
  expect(read.preview.notes).toEqual([
    { kind: 'adapted', key: 'stratumRate', value: 0, used: 1 },
    { kind: 'terminal-only', key: 'generateKey' },
  ]);
  const off = await written('off.yaml', 'generateKey: false\n');
  expect(unwrap(await readConfigFile(off, DEFAULT_CONFIG)).preview).toMatchObject({
    alreadySo: 1,
    notes: [],
  });
});

it('replaces the current list of commands by the command of a file', async () => {
  const path = await written('miner.yaml', 'externalWorkerCommand: ./w\n');
  const current = { ...DEFAULT_CONFIG, externalWorkerCommands: ['a', 'b'] };
  expect(unwrap(await readConfigFile(path, current)).brought).toEqual({
    externalWorkerCommand: './w',
    externalWorkerCommands: [],
  });
});

it('refuses a wrong value with file, key and what was expected', async () => {
  const path = await written('miner.yaml', 'threadCount: many\n');
  const read = await readConfigFile(path, DEFAULT_CONFIG);
  expect(read.ok ? '' : describeConfigError(read.error)).toBe(
    `${path}: key threadCount is "many": expected a whole number from 1 to 1024`,
  );
});
