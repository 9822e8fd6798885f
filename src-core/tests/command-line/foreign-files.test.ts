/** A data folder with files that this user may not write, such as those of an earlier run with sudo. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { it, MINE, stopped } from './headless-test.ts';

/** Every file may be written as root: there the program runs as the user without any rights. */
const ORDINARY =
  process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];

describe.skipIf(process.platform === 'win32')('files of another user', () => {
  it('end no mining: each is reported, and the rest is kept', async ({
    program: { folder, start },
  }) => {
    await chmod(folder, 0o777);
    const foreign = ['history.db', 'outbox.jsonl', 'heddle.lock', 'machine-turns.db'];
    for (const name of foreign) await writeFile(join(folder, name), '', { mode: 0 });
    const run = start([...MINE, '-c', '1', '--data-dir', folder], {}, ORDINARY);
    await run.line('got new work');
    const log = run.lines.join('\n');
    expect(log).toMatch(/the history in \S+ cannot be written \(EACCES: permission denied/);
    expect(log).toMatch(/the list of solved blocks in \S+ cannot be written \(EACCES: permission/);
    expect(log).toMatch(/the folder \S+ is not locked: EACCES: permission denied/);
    expect(await stopped(run)).toBe(0);
    expect(run.errors()).toBe('');
  }, 60_000);

  it('with the practice chains end the program with a sentence', async ({
    program: { folder, start },
  }) => {
    await chmod(folder, 0o777);
    await writeFile(join(folder, 'practice.db'), '', { mode: 0 });
    const run = start([...MINE, '-c', '1', '--data-dir', folder], {}, ORDINARY);
    expect(await run.ended).toBe(1);
    expect(run.errors()).toBe('');
    expect(run.lines.at(-1)).toMatch(
      / Error \[\] The practice chains in \S+practice\.db cannot be used: EACCES: permission denied/,
    );
  }, 60_000);

  it('end no mining in a folder that is only read', async ({ program: { folder, start } }) => {
    await chmod(folder, 0o755);
    const data = join(folder, 'data');
    await mkdir(data);
    await chmod(data, 0o555);
    const node = ['--node', '127.0.0.1:9', '--public-key', 'ab'.repeat(32)];
    const words = ['--worker', 'cpu', '-c', '1', '--data-dir', data];
    const run = start([...node, ...words], {}, ORDINARY);
    await run.line('No work (node-missing)');
    expect(run.lines.join('\n')).toContain(`the history in ${data}/history.db cannot be written`);
    expect(await stopped(run)).toBe(0);
    expect(run.errors()).toBe('');
  }, 60_000);
});
