import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appState } from '../support/app-facts.ts';
import { expect, test } from '../support/app-test.ts';
import { PROJECT_FOLDER } from '../support/launch-app.ts';
import { packProgram } from '../support/packed-program.ts';
import type { PackedProgram } from '../support/packed-program.ts';
import { settledUserFolder } from '../support/user-folder.ts';

let folder: string;
let packed: PackedProgram;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-packed-'));
  packed = await packProgram(folder);
});

function hasAvx512(): boolean {
  return process.platform === 'linux' && readFileSync('/proc/cpuinfo', 'utf8').includes('avx512f');
}

test.afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

test('the packed program mines: page, hash thread and database come out of its archive', async ({
  launch,
}) => {
  const { app, page, complaints } = await launch(await settledUserFolder(), packed.archive);
  expect(await app.evaluate((electron) => electron.app.getAppPath())).toBe(packed.archive);

  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect
    .poll(async () => (await appState(page)).snapshot.blockCounts.accepted, { timeout: 60_000 })
    .toBeGreaterThan(0);
  expect((await appState(page)).snapshot.problems).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a graphics card is found by the packed program too', async ({ launch }) => {
  test.skip(process.platform !== 'linux', 'elsewhere Electron finds no driver in software');
  const userFolder = await settledUserFolder({ allowSoftwareGpu: true });
  const { page } = await launch(userFolder, packed.archive);
  expect(await page.evaluate('window.miner.findGpus()')).toEqual([
    expect.stringMatching(/swiftshader/i),
  ]);
});

test('the packed program mines with the native search beside its archive, if one was built', async ({
  launch,
}) => {
  const native = `.native/nonce-search-${process.platform}-${process.arch}.node`;
  const isBuilt = existsSync(join(PROJECT_FOLDER, native));
  // Which search is the fastest is timed; with vectors four times as wide there is no doubt.
  const engine = isBuilt && hasAvx512() ? 'native AVX-512' : /native|WebAssembly/;
  const { page } = await launch(await settledUserFolder(), packed.archive);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(page.getByText(engine)).toBeVisible();
  expect(existsSync(join(`${packed.archive}.unpacked`, native))).toBe(isBuilt);
});

test('the licences of all that is packed go along with it', async () => {
  expect(await readFile(join(packed.licences, 'heddle.txt'), 'utf8')).toContain('MIT License');
  const notices = await readFile(join(packed.licences, 'third-party.txt'), 'utf8');
  for (const name of [
    // Fonts.
    '@fontsource-variable/inter',
    '@fontsource-variable/jetbrains-mono',
    // Code of the page and of the main process, and packages that are packed whole.
    ...['react', '@mantine/core', 'zod', 'prom-client', 'libsql', 'detect-libc'],
  ]) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, 'm'));
  }
  expect(notices.match(/^SIL OPEN FONT LICENSE Version 1\.1/gm)).toHaveLength(2);
  // Tools are not shipped.
  expect(notices).not.toMatch(/^(vite|eslint|electron-builder|typescript) /m);
});
