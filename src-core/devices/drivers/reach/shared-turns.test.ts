import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { collectedLog } from '../../../tests/collected-log.ts';
import { shareTurns } from './shared-turns.ts';
import type { SharedTurns } from './shared-turns.ts';

let folder = '';
let nowMs = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-turns-'));
  nowMs = 1_800_000_000_000;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As another program has them. */
function open(log = collectedLog()): SharedTurns {
  const turns = shareTurns(folder, log.logger, () => nowMs);
  onTestFinished(() => turns.close());
  return turns;
}

describe('turns at machines', () => {
  it('are for one program at a time, and for each machine alone', () => {
    const [app, command] = [open(), open()];
    expect(app.take('10.0.0.7')).toBe(true);
    expect(command.take('10.0.0.7')).toBe(false);
    expect(command.take('10.0.0.8')).toBe(true);
    app.leave('10.0.0.7');
    expect(command.take('10.0.0.7')).toBe(true);
    expect(app.take('10.0.0.7')).toBe(false);
  });

  it('leave a machine alone as long as the program before has asked for', () => {
    const [app, command] = [open(), open()];
    app.take('a');
    app.rest('a', 10_000);
    app.leave('a');
    expect(command.take('a')).toBe(false);
    nowMs += 10_001;
    expect(command.take('a')).toBe(true);
  });

  it('end some seconds after a program was killed, and when a program ends', () => {
    const [killed, app, command] = [open(), open(), open()];
    killed.take('a');
    app.take('b');
    app.close();
    expect(command.take('b')).toBe(true);
    expect(command.take('a')).toBe(false);
    nowMs += 20_001;
    expect(command.take('a')).toBe(true);
  });

  it('wait for a table that another program writes without holding this one up', async () => {
    const [app, command] = [open(), open()];
    app.take('a');
    const writer = new Database(join(folder, 'machine-turns.db'));
    onTestFinished(() => void writer.close());
    writer.exec('BEGIN IMMEDIATE');
    expect(command.take('b')).toBe(false);
    app.rest('a', 10_000);
    app.leave('a');
    writer.exec('COMMIT');
    expect(await vi.waitUntil(() => app.take('c'))).toBe(true);
    expect(command.take('b')).toBe(true);
    expect(command.take('a')).toBe(false);
    nowMs += 10_001;
    expect(command.take('a')).toBe(true);
  });

  it('end when the clock was set back', () => {
    const [app, command] = [open(), open()];
    app.take('a');
    app.rest('a', 10_000);
    nowMs -= 3_600_000;
    expect(command.take('a')).toBe(true);
  });

  it('are in a file for its owner alone', async () => {
    open().take('a');
    const { mode } = await stat(join(folder, 'machine-turns.db'));
    if (process.platform !== 'win32') expect(mode & 0o077).toBe(0);
  });

  it('are taken as if alone while the folder cannot be used, which the log says once', async () => {
    const log = collectedLog();
    await rm(folder, { recursive: true });
    const [app, command] = [open(log), open()];
    for (const host of ['a', 'b'])
      expect([app, command].map((each) => each.take(host))).toEqual([true, true]);
    expect((await log.logged('warn')).join()).toContain('turns at machines are not shared');
    expect(await log.logged('warn')).toHaveLength(1);
    await mkdir(folder);
    nowMs += 60_000;
    expect([app, command].map((each) => each.take('a'))).toEqual([true, false]);
    expect((await log.logged('info')).join()).toContain('shared with other programs again');
  });
});
