/** Nothing is cut off, on any page, in languages that are longer than English and in windows of both sizes. */
import type { ElectronApplication, Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { Language } from '../../messages/languages.ts';
import { translationTo } from '../../messages/translation.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { mineShare } from './support/hashing-machine.ts';
import { closeWindow, PROJECT_FOLDER } from './support/launch-app.ts';
import type { LaunchedApp } from './support/launch-app.ts';
import { closeMachines, machine, PASSWORD, searchFor } from './support/simulated-machines.ts';
import { newUserFolder, settledUserFolder } from './support/user-folder.ts';

const USER = 'account.rig01';

/** The smallest window, and the one that opens first. */
const SIZES = [
  { width: 900, height: 600 },
  { width: 1320, height: 920 },
] as const;

/** Moves that end are at their end, and the page is laid out. */
const SETTLED = `new Promise((laidOut) => requestAnimationFrame(() => requestAnimationFrame(laidOut)))
  .then(() => document.getAnimations()
    .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
    .forEach((each) => each.finish()))
  .then(() => true)`;

/** Gives the page `clippedTexts()`. */
async function teachToLook(page: Page): Promise<void> {
  const path = join(PROJECT_FOLDER, 'renderer/tests/clipped-texts.ts');
  const source = stripTypeScriptTypes(await readFile(path, 'utf8'));
  await page.evaluate(source.replace('export function', 'function'));
}

async function speak(page: Page, language: Language): Promise<void> {
  await page.evaluate(`window.miner.savePreferences({ language: '${language}' })`);
  const { t } = translationTo(language);
  const words = JSON.stringify([t('frame.page.home'), t('first-run.title')]);
  await page.waitForFunction(`${words}.some((each) => document.body.innerText.includes(each))`);
}

async function resize(
  app: ElectronApplication,
  page: Page,
  size: { width: number },
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    },
    size as (typeof SIZES)[number],
  );
  await page.waitForFunction(`innerWidth === ${size.width}`);
}

/** What is on screen, in both languages and sizes; English afterwards. */
async function expectWhole({ app, page }: LaunchedApp, what: string): Promise<void> {
  for (const language of ['de', 'pseudo'] as const) {
    await speak(page, language);
    for (const size of language === 'de' ? SIZES : [...SIZES].reverse()) {
      await resize(app, page, size);
      await page.evaluate(SETTLED);
      const clipped = await page.evaluate<string[]>('clippedTexts()');
      expect.soft(clipped, `${what}, ${language}, ${size.width} × ${size.height}`).toEqual([]);
    }
  }
  await speak(page, 'en');
}

test.afterEach(closeMachines);

test('nothing of the first run is cut off', async ({ launch }) => {
  const launched = await launch(await newUserFolder());
  const { page } = launched;
  await expect(page.getByRole('heading', { name: 'Welcome to Heddle' })).toBeVisible();
  await teachToLook(page);
  await expectWhole(launched, 'first run');
  await page.getByRole('radio', { name: /my own node/ }).check();
  await page.getByText('No node yet? How to get one').click();
  await expectWhole(launched, 'first run with a node');
});

test('nothing of finding, setting up and watching a machine is cut off', async ({ launch }) => {
  const device = await machine('antminer', '127.0.72.61');
  const launched = await launch(
    await settledUserFolder({
      ...{ worker: 'stratum', stratumInterface: '127.0.0.1', stratumPort: 0, watchMachines: 1 },
    }),
  );
  const { page } = launched;
  await teachToLook(page);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
  await page.getByRole('navigation').getByRole('link', { name: 'Machines' }).click();
  await page.getByRole('button', { name: 'Find machines' }).click();
  await searchFor(page, [device]);
  await expectWhole(launched, 'machines found');
  await page.getByRole('checkbox', { name: 'Choose all' }).check();
  await page.getByRole('button', { name: 'Use Heddle' }).click();
  await expect(page.getByRole('table', { name: 'What will be changed' })).toBeVisible();
  await expectWhole(launched, 'plan');
  await page.getByLabel('Password of the web page').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up 1 machine' }).click();
  const progress = page.getByRole('list', { name: 'Progress' });
  await expect(progress).toBeVisible();
  await expectWhole(launched, 'setting up');
  await expect(progress.getByText(/^(It is connected|Done)/)).toBeVisible();
  await page.getByRole('button', { name: 'Show all machines' }).click();
  await expectWhole(launched, 'a machine in the list');
  const row = page.getByRole('table', { name: 'Machines' }).getByRole('row').nth(1);
  await row.getByRole('button').first().click();
  await expect(page.getByRole('region', { name: 'Machine', exact: true })).toBeVisible();
  await expectWhole(launched, 'a device');
});

test('no text of a page or a dialog is cut off', async ({ launch }) => {
  const folder = await settledUserFolder({
    ...{ practiceGraph: 'triangle', workers: ['stratum', 'cpu'], cpuThreads: 1, cpuDutyCycle: 0.1 },
    ...{ stratumInterface: '127.0.0.1', stratumPort: 0 },
    ...{ stratumDifficulty: 10, stratumMinDifficulty: 10, notifyQuietHours: '22:00-07:00' },
  });
  const atMs = Date.now();
  const recent = [
    { kind: 'machine-back', machine: 'rig01', awayMs: 60_000, atMs },
    { kind: 'mining-stopped', reason: 'kept-ending', atMs },
    { kind: 'fallback-used', node: 'http://node.example:1848', lost: 'http://10.0.0.2:1848', atMs },
  ];
  const kept = { version: 1, quiet: { notices: [], more: 0 }, recent };
  await writeFile(join(folder, 'notices.json'), JSON.stringify(kept));
  const launched = await launch(folder);
  const { page } = launched;
  await teachToLook(page);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
  const port = (await appState(page)).snapshot.stratum?.listening?.port ?? 0;
  const rig = await ScriptedMachine.start(port, USER);
  expect((await mineShare(rig, USER, new AbortController().signal))?.result).toBe(true);

  const go = (name: string): Promise<void> =>
    page.getByRole('navigation').getByRole('link', { name }).click();
  for (const name of ['Home', 'Blocks', 'Notices', 'Logs', 'Diagnosis', 'Settings']) {
    await go(name);
    await expect(page.getByRole('main', { name })).toBeVisible();
    if (name === 'Settings') {
      const folded = `document.querySelectorAll('details')`;
      await page.evaluate(`${folded}.forEach((each) => (each.open = true))`);
    }
    await expectWhole(launched, name);
  }
  await page.getByRole('button', { name: 'Create a new key' }).click();
  await expect(page.getByRole('dialog', { name: 'New key' })).toBeVisible();
  await expectWhole(launched, 'new key');
  await page.keyboard.press('Escape');

  await go('Machines');
  await expect(page.getByRole('table', { name: 'Machines' })).toBeVisible();
  await expectWhole(launched, 'Machines');
  for (const name of ['Connect a machine', 'Find machines']) {
    await page.getByRole('button', { name }).click();
    await expect(page.getByRole('heading', { name })).toBeVisible();
    await expectWhole(launched, name);
    await page.getByRole('button', { name: 'Show all machines' }).click();
  }
  await page.getByRole('button', { name: 'rig01' }).click();
  await expect(page.getByRole('heading', { name: 'rig01' })).toBeVisible();
  await expectWhole(launched, 'a machine');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { name: 'Compare machines' })).toBeVisible();
  await expectWhole(launched, 'compared machines');

  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await expectWhole(launched, 'palette');
  await page.keyboard.press('Escape');
  await closeWindow(launched);
  await expect(page.getByRole('dialog', { name: 'Keep mining?' })).toBeVisible();
  await expectWhole(launched, 'closing');
  await rig.leave();
});
