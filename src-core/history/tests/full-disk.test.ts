import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FULL_DISK_PROGRAM } from '../../tests/disk/full-disk.ts';
import type { FullDiskRun } from '../../tests/disk/full-disk.ts';
import { mountSmallDisk, unmountSmallDisk } from '../../tests/disk/small-disk.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-full-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fullDiskRun(kind: 'tmpfs' | 'limit'): Promise<FullDiskRun> {
  const program = ['--disable-warning=ExperimentalWarning', FULL_DISK_PROGRAM, folder, kind];
  const child = spawn(process.execPath, program);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const end = await new Promise<string>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  expect({ end, errors }).toEqual({ end: 'exit 0', errors: '' });
  return JSON.parse(output) as FullDiskRun;
}

function expectCaughtUp({ lines, events, found, kept, waiting }: FullDiskRun): void {
  // Each file is logged once, and once more when it can be written again.
  expect(lines).toHaveLength(2);
  const reported = events.map(({ type, part }) => `${part} ${type}`).sort();
  expect(reported).toEqual([
    'history history-failed',
    'history history-recovered',
    'outbox history-failed',
    'outbox history-recovered',
  ]);
  expect(found).toBe(62);
  expect(kept).toBe(found);
  expect(new Set(waiting).size).toBe(found);
}

describe.runIf(process.platform === 'linux')('a history on a full disk', () => {
  it('continues, is reported once, and catches up when there is room again', async () => {
    const kind = mountSmallDisk(folder, 4) ? 'tmpfs' : 'limit';
    try {
      const run = await fullDiskRun(kind);
      expectCaughtUp(run);
    } finally {
      if (kind === 'tmpfs') unmountSmallDisk(folder);
    }
  }, 60_000);
});
