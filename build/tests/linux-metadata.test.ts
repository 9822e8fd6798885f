/** What a Linux desktop shows of the installed program: its description and its icons. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import configuration from '../electron-builder.config.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const [placed] = configuration.deb.fpm;
const [metainfo = '', target] = placed?.split('=') ?? [];
const text = readFileSync(pathOf(metainfo), 'utf8');
const textOf = (element: string): string | undefined =>
  new RegExp(`<${element}[^>]*>([^<]*)</${element}>`).exec(text)?.[1];

it('names the program as the package does', () => {
  expect(target).toBe('/usr/share/metainfo/');
  expect(metainfo.endsWith(`/${configuration.appId}.metainfo.xml`)).toBe(true);
  expect(textOf('id')).toBe(configuration.appId);
  expect(textOf('name')).toBe(configuration.productName);
  expect(textOf('summary')).toBe(configuration.linux.synopsis);
  expect(textOf('launchable')).toBe(`${configuration.linux.executableName}.desktop`);
  expect(textOf('project_license')).toBe(packageFile.license);
  expect(/<release version="([^"]*)"/.exec(text)?.[1]).toBe(packageFile.version);
});

const hasValidator = spawnSync('appstreamcli', ['--version']).status === 0;
it.skipIf(!hasValidator)('is valid AppStream data', () => {
  const validated = spawnSync('appstreamcli', ['validate', '--no-net', pathOf(metainfo)]);
  expect([validated.status, validated.stdout.toString()]).toEqual([0, expect.any(String)]);
});

it.each([16, 24, 32, 48, 64, 128, 256, 512])('has an icon of %i pixels', (size) => {
  const picture = readFileSync(pathOf(`${configuration.linux.icon}/${size}x${size}.png`));
  // Width and height in the header of a PNG.
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([size, size]);
});
