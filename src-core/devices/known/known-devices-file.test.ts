import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../result.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import { newDevice } from './known-device.ts';
import type { KnownDevice } from './known-device.ts';
import { openKnownDevicesFile } from './known-devices-file.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-known-file-'));
  path = join(folder, 'devices.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const LARGEST = 1024 * 1024;
const DEVICE = newDevice(
  'a',
  {
    ...{ family: 'ibelink', host: '192.168.1.20', webPort: 80, model: null },
    ...{ firmware: null, mac: null },
  },
  1,
);
const textOf = (devices: readonly KnownDevice[]): string =>
  `${JSON.stringify({ version: 1, devices }, null, 2)}\n`;

function open() {
  const log = collectedLog();
  return { file: openKnownDevicesFile(folder, log.logger), log };
}

it.each<[string, () => void, string]>([
  ['a folder', () => mkdirSync(path), 'it is no file'],
  ['too much', () => writeFileSync(path, ' '.repeat(LARGEST + 1)), 'it is too large'],
  [
    'another list',
    () => writeFileSync(path, '{"version":2,"devices":[]}'),
    'it is no list of machines',
  ],
  ['no JSON', () => writeFileSync(path, 'nonsense'), ''],
])('is kept under another name where it holds %s, which the log says', async (_, make, reason) => {
  make();
  const { file, log } = open();
  expect(file.devices).toEqual([]);
  const [kept] = readdirSync(folder);
  expect(kept).toMatch(/^devices\.json\./);
  const [line, ...more] = await log.logged('error');
  expect(line).toContain(`the list of machines in ${path} cannot be used: ${reason}`);
  expect(line).toContain(`; the file was kept as ${join(folder, kept ?? '')}`);
  expect(more).toEqual([]);
  expect(await file.write([DEVICE])).toEqual(ok(null));
  expect(readFileSync(path, 'utf8')).toBe(textOf([DEVICE]));
});

it('may be as large as it can be written, and no larger', async () => {
  const text = textOf([DEVICE]);
  writeFileSync(path, text + ' '.repeat(LARGEST - text.length));
  const { file, log } = open();
  expect(file.devices).toEqual([DEVICE]);
  const room = LARGEST - textOf([{ ...DEVICE, powerPlan: '' }]).length;
  const filled = (length: number) => [{ ...DEVICE, powerPlan: 'x'.repeat(length) }];
  expect(await file.write(filled(room))).toEqual(ok(null));
  expect(await file.write(filled(room + 1))).toEqual(err(`${path} would be too large`));
  // Of two bytes each.
  expect(await file.write([{ ...DEVICE, powerPlan: 'ö'.repeat(room / 2 + 1) }])).toMatchObject({
    ok: false,
  });
  expect(readFileSync(path, 'utf8')).toBe(textOf(filled(room)));
  expect(await log.logged()).toEqual([]);
});

it('is written in the order of the calls', async () => {
  const { file } = open();
  const written = ['a', 'b', 'c'].map((id) => file.write([{ ...DEVICE, id }]));
  await file.settled();
  expect(readFileSync(path, 'utf8')).toContain('"id": "c"');
  expect(await Promise.all(written)).toEqual([ok(null), ok(null), ok(null)]);
});

it('says what another program wrote, once, and not while it is written here', async () => {
  const { file } = open();
  expect(file.changed()).toBeNull();
  await file.write([DEVICE]);
  expect(file.changed()).toBeNull();
  const other = { ...DEVICE, watts: 5 };
  writeFileSync(path, textOf([other]));
  const writing = file.write([DEVICE]);
  expect(file.changed()).toBeNull();
  await writing;
  writeFileSync(path, textOf([other, { ...DEVICE, id: 'b' }]));
  expect(file.changed()).toHaveLength(2);
  expect(file.changed()).toBeNull();
  writeFileSync(path, 'half of');
  expect(file.changed()).toBeNull();
  await rm(path);
  expect(file.changed()).toBeNull();
});
