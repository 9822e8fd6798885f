import type { Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appState } from '../support/app-facts.ts';
import { expect, test } from '../support/app-test.ts';
import { closeWindow, launchArguments } from '../support/launch-app.ts';
import { settledUserFolder } from '../support/user-folder.ts';

async function startMining(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
}

test('closing without mining ends the program', async ({ launch }) => {
  const launched = await launch(await settledUserFolder());
  await expect(launched.page.getByRole('button', { name: 'Start mining' })).toBeVisible();
  await closeWindow(launched);
  expect(await launched.ended).toBe(0);
});

test('closing while mining asks; cancel continues, quit ends cleanly', async ({ launch }) => {
  const folder = await settledUserFolder();
  const launched = await launch(folder);
  const { page } = launched;
  await startMining(page);

  const question = page.getByRole('dialog', { name: 'Keep mining?' });
  await closeWindow(launched);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeHidden();
  expect((await appState(page)).snapshot.phase).toBe('mining');
  // The dialog keeps to the page's security policy too.
  expect(launched.complaints).toEqual([]);

  await closeWindow(launched);
  await question.getByRole('button', { name: 'Stop and quit' }).click();
  expect(await launched.ended).toBe(0);
  const log = await readFile(join(folder, 'logs', 'heddle.log'), 'utf8');
  expect(log).toMatch(/Heddle is ending[^]*mining has stopped[^]*Heddle has ended\n$/);
});

test('keeping it in the tray continues mining, and is remembered when asked', async ({
  launch,
}) => {
  const folder = await settledUserFolder();
  const launched = await launch(folder);
  const { page } = launched;
  await startMining(page);
  await closeWindow(launched);
  const question = page.getByRole('dialog', { name: 'Keep mining?' });
  await question.getByRole('checkbox').check();
  await question.getByRole('button', { name: /tray/ }).click();
  await expect.poll(async () => (await appState(page)).preferences.whenClosing).toBe('tray');

  await closeWindow(launched);
  // Effort that changes: there is more of it, or a block was found.
  await page.evaluate(`new Promise((resolve) => {
    const seen = new Set();
    window.miner.on('snapshot', ({ phase, effort }) => {
      if (phase === 'mining') seen.add(effort);
      if (seen.size === 3) resolve();
    });
  })`);
  await expect(question).toBeHidden();
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} while mining ends the program cleanly`, async ({ launch }) => {
    const { child, page, ended } = await launch(await settledUserFolder());
    await startMining(page);
    child.kill(signal);
    expect(await ended).toBe(0);
  });
}

test('a second start shows the first window and ends at once', async ({ launch }) => {
  const folder = await settledUserFolder();
  const { app, page, child } = await launch(folder);
  await expect(page.getByRole('button', { name: 'Start mining' })).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());

  const second = spawn(child.spawnfile, launchArguments(folder), { stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
});

test('a page that crashes is opened again, and mining continues', async ({ launch }) => {
  const { app, page } = await launch(await settledUserFolder());
  await startMining(page);
  const phase = await app.evaluate(async ({ BrowserWindow }): Promise<unknown> => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) return 'no window';
    const opened = new Promise<void>((resolve) => {
      contents.once('did-finish-load', () => resolve());
    });
    contents.forcefullyCrashRenderer();
    await opened;
    return contents.executeJavaScript('miner.getState().then((state) => state.snapshot.phase)');
  });
  expect(phase).toBe('mining');
});
