/** Folders for the program's files, empty or as after a first run. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DEFAULT_CONFIG,
  generateKeyPair,
  saveConfigFile,
  unwrap,
} from '../../../src-core/index.ts';
import type { MinerConfig } from '../../../src-core/index.ts';
import { layEasyPractice } from '../../../src-core/tests/easy-practice.ts';
import type { Preferences } from '../../../contract/screen-contract.ts';

/** An empty folder: the program starts with its first run. */
export function newUserFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'heddle-e2e-'));
}

/** The folder of a user who answered the questions: practice, a key, one thread. */
export async function settledUserFolder(changes: Partial<MinerConfig> = {}): Promise<string> {
  const folder = await newUserFolder();
  const preferences: Partial<Preferences> = { firstRunDone: true };
  await writeFile(join(folder, 'preferences.json'), JSON.stringify(preferences));
  unwrap(
    await saveConfigFile(join(folder, 'heddle.yaml'), {
      ...DEFAULT_CONFIG,
      practice: true,
      publicKey: generateKeyPair().publicKey,
      worker: 'cpu',
      threadCount: 1,
      ...changes,
    }),
  );
  return folder;
}

/** A folder with its first run still to come, whose practice network has easy blocks for machines. */
export async function folderForMachines(changes: Partial<MinerConfig> = {}): Promise<string> {
  const folder = await newUserFolder();
  // Some seconds of hashing for a block, instead of luck.
  await layEasyPractice(folder, 'triangle', 1_000_000);
  unwrap(
    await saveConfigFile(join(folder, 'heddle.yaml'), {
      ...DEFAULT_CONFIG,
      practiceGraph: 'triangle',
      stratumInterface: '127.0.0.1',
      stratumPort: 0,
      stratumMinDifficulty: 10,
      ...changes,
    }),
  );
  return folder;
}

/** The program has ended by then, but its child processes may still let go of files. */
export function removeUserFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
