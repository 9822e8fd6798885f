/** What a Linux desktop shows of the installed program: its description and its icons. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import configuration from '../electron-builder.config.ts';
import { APP_ID, desktopEntry, EXECUTABLE, ICON_SIZES, SYNOPSIS } from '../linux-desktop.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const metainfo = `assets/linux/${APP_ID}.metainfo.xml`;
const text = readFileSync(pathOf(metainfo), 'utf8');
const textOf = (element: string): string | undefined =>
  new RegExp(`<${element}[^>]*>([^<]*)</${element}>`).exec(text)?.[1];

it('names the program as the packages do', () => {
  expect(textOf('id')).toBe(APP_ID);
  expect(textOf('name')).toBe(configuration.productName);
  expect(textOf('summary')).toBe(SYNOPSIS);
  expect(textOf('launchable')).toBe(`${EXECUTABLE}.desktop`);
  expect(textOf('project_license')).toBe(packageFile.license);
  expect(/<release version="([^"]*)"/.exec(text)?.[1]).toBe(packageFile.version);
});

const hasEntryValidator = spawnSync('desktop-file-validate', ['--help']).status === 0;
it.skipIf(!hasEntryValidator)('has a valid desktop entry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-entry-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, `${EXECUTABLE}.desktop`);
  writeFileSync(file, desktopEntry());
  const validated = spawnSync('desktop-file-validate', [file], { encoding: 'utf8' });
  expect([validated.status, validated.stdout]).toEqual([0, '']);
});

const hasValidator = spawnSync('appstreamcli', ['--version']).status === 0;
it.skipIf(!hasValidator)('is valid AppStream data', () => {
  const validated = spawnSync('appstreamcli', ['validate', '--no-net', pathOf(metainfo)]);
  expect([validated.status, validated.stdout.toString()]).toEqual([0, expect.any(String)]);
});

it.each(ICON_SIZES)('has an icon of %i pixels', (size) => {
  const picture = readFileSync(pathOf(`assets/icon/${size}x${size}.png`));
  // Width and height in the header of a PNG.
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([size, size]);
});
