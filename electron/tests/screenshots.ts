/**
 * Takes the pictures of assets/screenshots from the real program, mining on its practice network.
 * `HEDDLE_SCREENSHOT_MINUTES` says how long it mines before (5), so that the charts have a past.
 */
import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { appState } from './app-facts.ts';
import { expect, test } from './app-test.ts';
import { PROJECT_FOLDER } from './launch-app.ts';
import { newUserFolder } from './user-folder.ts';

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

test('pictures', async ({ launch }) => {
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
});
