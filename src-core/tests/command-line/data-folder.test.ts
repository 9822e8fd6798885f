/** The data folder of the program in a terminal. */
import { statSync } from 'node:fs';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { LOCK_FILE } from '../../system/data-lock.ts';
import { layEasyPractice } from '../easy-practice.ts';
import { serveHttp } from '../loopback-server.ts';
import { it, MINE, stopped } from './headless-test.ts';

describe('a data folder', () => {
  it('is for one program: the second says which program has it, asks no node, and ends with 3', async ({
    program: { folder, heddle, start },
  }) => {
    await layEasyPractice(folder, 'triangle', 50_000);
    const first = heddle(...MINE, '-c', '1');
    await first.line('got new work');
    let requests = 0;
    const node = await serveHttp((_request, response) => {
      requests += 1;
      response.end();
    });
    try {
      const second = start([
        ...['--data-dir', folder, '--worker', 'cpu', '--public-key', 'ab'.repeat(32)],
        ...['--node', node.address],
      ]);
      expect(await second.ended).toBe(3);
      expect(second.lines.join('\n')).toMatch(
        new RegExp(
          ` Error \\[\\] The folder ${folder} is in use by Heddle in a terminal ` +
            `\\(process ${first.child.pid}, since [-\\d: ]+\\)\\. Stop it first, or`,
        ),
      );
    } finally {
      await node.close();
    }
    expect(requests).toBe(0);
    expect(await stopped(first)).toBe(0);
  }, 60_000);

  it.skipIf(process.platform === 'win32')(
    'is for its owner to read, also one that an older version made',
    async ({ program: { folder, start } }) => {
      const data = join(folder, 'data');
      await layEasyPractice(data, 'triangle', 50_000);
      for (const name of ['history.db', 'outbox.jsonl']) await writeFile(join(data, name), '');
      for (const name of await readdir(data)) await chmod(join(data, name), 0o644);
      await chmod(data, 0o755);
      const log = join(folder, 'logs', 'heddle.log');
      const run = start([...MINE, '-c', '1', '--data-dir', data, '--log-file', log]);
      await run.line('got new work');
      expect(run.lines.join('\n')).toContain(`other users can look into ${data}, but not into`);
      const files = [...(await readdir(data)).map((name) => join(data, name)), log];
      const open = files.filter((file) => (statSync(file).mode & 0o077) !== 0);
      expect(open).toEqual([]);
      expect(files.length).toBeGreaterThan(4);
      expect(await stopped(run)).toBe(0);
      const fresh = start([...MINE, '-c', '1', '--data-dir', join(folder, 'fresh')]);
      await fresh.line('got new work');
      expect(statSync(join(folder, 'fresh')).mode & 0o777).toBe(0o700);
      expect(await stopped(fresh)).toBe(0);
    },
    90_000,
  );

  it.skipIf(process.platform === 'win32')(
    'is closed to others where it is the usual one, though they could look into it before',
    async ({ program: { folder, start } }) => {
      const parts = process.platform === 'darwin' ? ['Library', 'Application Support'] : [];
      const usual = join(folder, ...parts, 'heddle-headless');
      await layEasyPractice(usual, 'triangle', 50_000);
      await chmod(usual, 0o755);
      const home = { HOME: folder, XDG_DATA_HOME: folder };
      const run = start([...MINE, '-c', '1'], home);
      await run.line('got new work');
      expect(statSync(usual).mode & 0o777).toBe(0o700);
      expect(await stopped(run)).toBe(0);
    },
    60_000,
  );

  it('is used without a lock where a folder has its name, which is said with what to do', async ({
    program: { folder, heddle },
  }) => {
    await layEasyPractice(folder, 'triangle', 50_000);
    const lock = join(folder, LOCK_FILE);
    await mkdir(lock);
    const run = heddle(...MINE, '-c', '1');
    await run.line('got new work');
    const said = await run.line('is not locked');
    expect(said).toContain(`${lock} is not a file. Delete or rename it, then start again`);
    expect(await stopped(run)).toBe(0);
  }, 60_000);

  it('is free at once when its program is killed', async ({ program: { folder, heddle } }) => {
    await layEasyPractice(folder, 'triangle', 50_000);
    const first = heddle(...MINE, '-c', '1');
    await first.line('got new work');
    first.child.kill('SIGKILL');
    await first.ended;
    const again = heddle(...MINE, '-c', '1');
    await again.line('got new work');
    expect(await stopped(again)).toBe(0);
  }, 60_000);
});
