import type { ElectronApplication, Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { settledUserFolder } from './support/user-folder.ts';

/** Labels of the application menu, and of its first submenu. */
function menuLabels(app: ElectronApplication): Promise<{ menus: string[]; miner: string[] }> {
  return app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items ?? [];
    const miner = items[0]?.submenu?.items ?? [];
    const label = ({ label: text }: Electron.MenuItem): string => text;
    return { menus: items.map(label), miner: miner.map(label).filter((text) => text !== '') };
  });
}

function chooseLanguage(page: Page, language: string): Promise<unknown> {
  return page.evaluate(`window.miner.savePreferences({ language: '${language}' })`);
}

test('the application menu follows the language, and keeps it', async ({ launch }) => {
  const folder = await settledUserFolder();
  const first = await launch(folder);
  await chooseLanguage(first.page, 'en');
  await expect
    .poll(() => menuLabels(first.app))
    .toEqual({ menus: ['Miner', 'Edit', 'View'], miner: ['Start mining', 'Stop', 'Quit'] });
  await chooseLanguage(first.page, 'de');
  const german = {
    menus: ['Miner', 'Bearbeiten', 'Ansicht'],
    miner: ['Mining starten', 'Anhalten', 'Beenden'],
  };
  await expect.poll(() => menuLabels(first.app)).toEqual(german);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  const second = await launch(folder);
  await expect.poll(() => menuLabels(second.app)).toEqual(german);
});

test('Settings say that the language was set there, and go back to that of the system', async ({
  launch,
}) => {
  const { page } = await launch(await settledUserFolder());
  await chooseLanguage(page, 'de');
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  const row = page.locator('#setting-language').locator('xpath=..');
  await expect(row).toContainText('Hier eingestellt · Standard: Wie das System');
  await page.getByRole('button', { name: 'Standard verwenden: Sprache' }).click();
  const language = async (): Promise<string> => (await appState(page)).preferences.language;
  await expect.poll(language).toBe('system');
  await expect(row).not.toContainText(/Hier eingestellt|Set here/);
});

test('the title of a native dialog is in the language of the preferences', async ({ launch }) => {
  const { app, page } = await launch(await settledUserFolder());
  await chooseLanguage(page, 'de');
  await app.evaluate(({ dialog }) => {
    dialog.showSaveDialog = (...given: unknown[]) => {
      const { title } = given.at(-1) as { title: string };
      Object.assign(dialog, { lastTitle: title });
      return Promise.resolve({ canceled: true, filePath: '' });
    };
  });
  expect(await page.evaluate(`window.miner.saveLogs({ text: 'a' })`)).toBeNull();
  const title = await app.evaluate(({ dialog }) => (dialog as { lastTitle?: string }).lastTitle);
  expect(title).toBe('Protokoll speichern');
});

test('numbers are written as in the region of the system', async ({ launch }) => {
  const folder = await settledUserFolder();
  const recent = [{ kind: 'disk-low', freeBytes: 1_234e6, atMs: Date.now() }];
  const kept = { version: 1, quiet: { notices: [], more: 0 }, recent };
  await writeFile(join(folder, 'notices.json'), JSON.stringify(kept));
  const { page } = await launch(folder, undefined, [], (program) =>
    program.evaluate(({ app }) => void (app.getSystemLocale = () => 'de-AT')),
  );
  await chooseLanguage(page, 'de');
  await page.getByRole('navigation').getByRole('link', { name: 'Mitteilungen' }).click();
  await expect(page.getByText(/: 1\s234 MB/)).toBeVisible();
  await chooseLanguage(page, 'en');
  await expect(page.getByText(': 1,234 MB')).toBeVisible();
});
