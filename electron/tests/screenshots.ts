/**
 * Takes the pictures of assets/screenshots from the real program, mining on its practice network
 * with the processor, then with machines that this process plays.
 * `HEDDLE_SCREENSHOT_MINUTES` says how long it mines before (5), so that the charts have a past.
 */
import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { startSimulatedDevice } from '../../src-core/devices/simulated/start-simulated-device.ts';
import { layEasyPractice } from '../../src-core/tests/easy-practice.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { freePort } from '../../src-core/tests/loopback-server.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { mineShare } from './support/hashing-machine.ts';
import { PROJECT_FOLDER } from './support/launch-app.ts';
import { newUserFolder, settledUserFolder } from './support/user-folder.ts';

const FOLDER = join(PROJECT_FOLDER, 'assets', 'screenshots');
const MINUTES = Number(process.env['HEDDLE_SCREENSHOT_MINUTES'] ?? 5);

/** The page in both themes, chosen as the Settings page does. */
async function takePictures(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate(`window.miner.savePreferences({ theme: '${theme}' })`);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await page.evaluate('document.fonts.ready.then(() => true)');
    // Colours fade for a moment.
    await page.waitForTimeout(1_000);
    await page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) });
  }
}

test('first run, Home, Logs and Blocks', async ({ launch }) => {
  const { page } = await launch(await newUserFolder());
  await expect(page.getByRole('heading', { name: 'Welcome to Heddle' })).toBeVisible();
  await takePictures(page, 'first-run');

  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
  await page.waitForTimeout(MINUTES * 60_000);
  await takePictures(page, 'home');
  await page.getByRole('navigation').getByRole('link', { name: 'Logs' }).click();
  await expect(page.getByRole('log', { name: 'Log' })).toBeVisible();
  await takePictures(page, 'logs');
  await page.getByRole('navigation').getByRole('link', { name: 'Blocks' }).click();
  await expect(page.getByRole('main', { name: 'Blocks' })).toBeVisible();
  await takePictures(page, 'blocks');
});

/** Machines that hash in this process, each from an address of its own, and so slowly. */
const RIGS = ['attic', 'barn', 'cellar', 'garage', 'loft', 'shed', 'workshop'];

/** Settings with which machines mine on the practice network, and find a block now and then. */
async function folderForMachines(): Promise<string> {
  const folder = await settledUserFolder({
    practiceGraph: 'triangle',
    worker: 'stratum',
    stratumInterface: '127.0.0.1',
    stratumPort: 0,
    stratumDifficulty: 'period:2',
    stratumMinDifficulty: 10,
  });
  await layEasyPractice(folder, 'triangle', 4_000_000);
  return folder;
}

test('Machines', async ({ launch }) => {
  const folder = await folderForMachines();
  const { page } = await launch(folder);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
  const port = (await appState(page)).snapshot.stratum?.listening?.port ?? 0;
  const searching = new AbortController();
  const leaving = AbortSignal.timeout(MINUTES * 30_000);
  const mining = RIGS.map(async (name, index) => {
    const machine = await ScriptedMachine.connect(port, '127.0.0.1', `127.0.0.${31 + index}`);
    await machine.subscribe([index % 3 === 0 ? 'cgminer/4.11.1' : 'kdaminer/1.0.0', null]);
    await machine.request('mining.authorize', [name, 'x']);
    const signals = name === 'shed' ? [searching.signal, leaving] : [searching.signal];
    const signal = AbortSignal.any(signals);
    while (!signal.aborted) await mineShare(machine, name, signal);
    await machine.leave();
  });
  await page.waitForTimeout(MINUTES * 60_000);
  await page.getByRole('navigation').getByRole('link', { name: 'Machines' }).click();
  await takePictures(page, 'machines');
  await page.getByRole('button', { name: 'cellar' }).click();
  await expect(page.getByTestId('machine-chart').locator('path.recharts-line-curve')).toHaveCount(
    2,
  );
  await takePictures(page, 'machine');
  searching.abort();
  await Promise.all(mining);
});

test('Machines found and set up', async ({ launch }) => {
  const folder = await folderForMachines();
  const kinds = [
    'goldshell',
    'old-goldshell',
    'antminer',
    'ibelink',
    'goldshell',
    'antminer',
  ] as const;
  const webPort = await freePort();
  const pools = [{ url: 'stratum+tcp://pool.example:3333', user: 'k:old.rig', password: 'x' }];
  const devices = await Promise.all(
    kinds.map((kind, at) =>
      startSimulatedDevice({ kind, host: `127.0.0.${41 + at}`, webPort, password: 'x', pools }),
    ),
  );
  const { page } = await launch(folder);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
  await page.getByRole('navigation').getByRole('link', { name: 'Machines' }).click();
  await page.getByRole('button', { name: 'Find machines' }).click();
  for (const network of await page.getByRole('checkbox', { checked: true }).all()) {
    await network.uncheck();
  }
  await page.getByLabel('Another range').fill(`127.0.0.41-46:${webPort}`);
  await page.getByRole('button', { name: 'Start the search' }).click();
  const found = page.getByRole('table', { name: 'Machines found' });
  await expect(found.getByRole('row')).toHaveCount(kinds.length + 1, { timeout: 60_000 });
  await expect(found.getByText(/°C/)).toHaveCount(kinds.length, { timeout: 60_000 });
  await page.getByRole('checkbox', { name: 'Choose all' }).check();
  await takePictures(page, 'find-machines');
  await page.getByRole('button', { name: 'Use Heddle' }).click();
  await page.getByLabel('Password of the web page').fill('x');
  await takePictures(page, 'use-heddle');
  await page.getByRole('button', { name: 'Set up 5 machines' }).click();
  const done = page.getByRole('list', { name: 'Progress' }).getByText('Done: it is mining here.');
  await expect(done).toHaveCount(5, { timeout: 300_000 });
  await page.waitForTimeout(MINUTES * 60_000);
  await page.getByRole('button', { name: 'Show all machines' }).click();
  await page.getByRole('button', { name: /^ka3/ }).first().click();
  await takePictures(page, 'device');
  await Promise.all(devices.map((device) => device.close()));
});
