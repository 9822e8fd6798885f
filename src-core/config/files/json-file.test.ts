import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readJsonFile } from './json-file.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-json-'));
  path = join(folder, 'a.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('has the value of a file, and null where there is none', async () => {
  expect(await readJsonFile(path)).toEqual({ ok: true, value: null });
  await writeFile(path, '[1, {"a": "b"}]');
  expect(await readJsonFile(path)).toEqual({ ok: true, value: [1, { a: 'b' }] });
});

it('says where a file is no JSON, without quoting it', async () => {
  await writeFile(path, '{"password": sesame}');
  const fault = { kind: 'syntax', format: 'json', place: { line: 1, column: 14 }, detail: null };
  expect(await readJsonFile(path)).toEqual({
    ok: false,
    error: { kind: 'not-a-configuration', location: path, fault },
  });
});

it('says why a file cannot be read', async () => {
  const fault = { kind: 'not-a-file', found: 'folder' };
  expect(await readJsonFile(folder)).toEqual({
    ok: false,
    error: { kind: 'unreadable', location: folder, fault },
  });
  await writeFile(path, '');
  expect(await readJsonFile(join(path, 'b.json'))).toMatchObject({
    error: { kind: 'unreadable', fault: { kind: 'system', code: 'ENOTDIR' } },
  });
});
