import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../../src-core/index.ts';
import { openMachineLogins } from './machine-logins.ts';
import type { Cipher } from './machine-logins.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-logins-'));
  path = join(folder, 'machine-logins.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const { logger } = createLog({ level: 'quiet', sink: () => undefined });
/** The operating system's, which takes back only what it gave. */
const CIPHER: Cipher = {
  canEncrypt: () => true,
  encrypt: (text) => Buffer.from(`sealed ${[...text].reverse().join('')}`),
  decrypt(encrypted) {
    const text = encrypted.toString();
    if (!text.startsWith('sealed ')) throw new Error('of another user');
    return [...text.slice('sealed '.length)].reverse().join('');
  },
};
const LOGIN = { user: null, password: 'open sesame' };
const open = (cipher = CIPHER) => openMachineLogins(path, cipher, logger);

it('keeps a login encrypted until it is forgotten', async () => {
  const logins = await open();
  expect(logins.get('a')).toBeNull();
  logins.keep('a', LOGIN);
  expect(logins.get('a')).toEqual(LOGIN);
  await vi.waitFor(async () => expect((await open()).get('a')).toEqual(LOGIN));
  expect(await readFile(path, 'utf8')).not.toContain('sesame');
  logins.forget('a');
  await vi.waitFor(async () => expect((await open()).get('a')).toBeNull());
});

it('keeps nothing where the system cannot encrypt', async () => {
  const logins = await open({ ...CIPHER, canEncrypt: () => false });
  expect(logins.canKeep()).toBe(false);
  logins.keep('a', LOGIN);
  expect(logins.get('a')).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

it('does not use what another user or computer encrypted', async () => {
  await writeFile(path, JSON.stringify({ a: Buffer.from('other').toString('base64') }));
  expect((await open()).get('a')).toBeNull();
});

it('sets a damaged file aside', async () => {
  await writeFile(path, '[1]');
  expect((await open()).get('a')).toBeNull();
  expect((await readdir(folder)).join()).toMatch(/^machine-logins\.json\.broken-/);
});
