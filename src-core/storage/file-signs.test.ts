import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { openDatabase, prepareDatabase } from './database-file.ts';
import { watchFile } from './file-signs.ts';

let path = '';
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-signs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  path = join(folder, 'some.db');
});

function openWatched() {
  const db = openDatabase(path);
  prepareDatabase(db);
  db.exec('CREATE TABLE a (b); INSERT INTO a VALUES (1)');
  const watch = watchFile(path);
  onTestFinished(() => {
    db.close();
    watch.close();
  });
  return { db, watch };
}

/** What comes of writing to the file in another process. */
function writtenElsewhere(): string {
  const libsql = JSON.stringify(createRequire(import.meta.url).resolve('libsql'));
  const program = `try {
    new (require(${libsql}))(${JSON.stringify(path)}, { timeout: 0 }).exec('INSERT INTO a VALUES (2)');
    console.log('written');
  } catch (error) { console.log(error.code); }`;
  return execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }).trim();
}

it('sees nothing wrong with a file that is written to', () => {
  const { db, watch } = openWatched();
  for (const checkpoint of ['PASSIVE', 'RESTART', 'FULL']) {
    db.exec('INSERT INTO a VALUES (2)');
    expect(watch.loss()).toBeNull();
    db.pragma(`wal_checkpoint(${checkpoint})`);
    expect(watch.loss()).toBeNull();
  }
});

// Windows locks files for each opening of them.
it.skipIf(process.platform === 'win32')('leaves the locks of the database alone', () => {
  const { watch } = openWatched();
  expect(watch.loss()).toBeNull();
  expect(writtenElsewhere()).toBe('SQLITE_BUSY');
});

it.skipIf(process.platform === 'win32').each([
  ['deleted', 'gone', () => rm(path)],
  ['replaced by a pipe', 'gone', () => rename(path, `${path}.away`).then(makePipe)],
  ['cut short', 'overwritten', () => truncate(path, 100)],
  ['overwritten', 'overwritten', () => writeFile(path, Buffer.alloc(65_536, 7))],
  ['with its log cut short', 'overwritten', () => truncate(`${path}-wal`, 100)],
  ['without its log', 'log-lost', () => rm(`${path}-wal`)],
  [
    'beside a log of something else',
    'overwritten',
    () => writeFile(`${path}-wal`, 'x'.repeat(99_999)),
  ],
] as const)('sees a file that is %s', async (_, loss, harm) => {
  const { watch } = openWatched();
  await harm();
  expect(watch.loss()).toBe(loss);
});

it('sees nothing wrong with a log that comes, is empty, or was made again', async () => {
  const db = openDatabase(path);
  db.exec('CREATE TABLE a (b)');
  await rm(`${path}-wal`, { force: true });
  const watch = watchFile(path);
  onTestFinished(() => void db.close());
  expect(watch.loss()).toBeNull();
  await writeFile(`${path}-wal`, '');
  expect(watch.loss()).toBeNull();
  await writeFile(`${path}-wal`, '123');
  expect(watch.loss()).toBe('overwritten');
  await rename(`${path}-wal`, `${path}-away`);
  await writeFile(`${path}-wal`, '');
  expect(watch.loss()).toBe('log-lost');
  watch.accept();
  expect(watch.loss()).toBeNull();
  watch.close();
  expect(() => watch.loss()).toThrow('EBADF');
});

/** How many files this process has open (Linux). */
const openFiles = (): number => readdirSync('/proc/self/fd').length;

it.skipIf(process.platform !== 'linux')(
  'keeps one file open, and none that it cannot watch',
  async () => {
    const { watch } = openWatched();
    const before = openFiles();
    expect(watch.loss()).toBeNull();
    expect(openFiles()).toBe(before);
    const other = join(path, '..', 'other.db');
    await writeFile(other, '');
    await symlink(`${other}-wal`, `${other}-wal`);
    expect(() => watchFile(other)).toThrow('ELOOP');
    expect(openFiles()).toBe(before);
  },
);

function makePipe(): void {
  execFileSync('mkfifo', [path]);
}
