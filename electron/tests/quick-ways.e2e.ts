import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { settledUserFolder } from './support/user-folder.ts';

const PASSWORD = 'hunter2-hunter2';

test('a diagnosis while mining, and a report of it without secrets', async ({ launch }) => {
  const folder = await settledUserFolder({
    worker: 'stratum',
    stratumInterface: '127.0.0.1',
    stratumPort: 0,
    stratumPassword: PASSWORD,
    practiceGraph: 'pair',
  });
  const { app, page } = await launch(folder);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
  const port = (await appState(page)).snapshot.stratum?.listening?.port ?? 0;
  await page.getByRole('navigation').getByRole('link', { name: 'Diagnosis' }).click();
  const row = (name: string) =>
    page.getByRole('main').getByRole('listitem').filter({ hasText: name });
  await expect(row('Stratum port')).toContainText(
    `Heddle’s Stratum server listens on port ${port}`,
  );
  await expect(row('Settings')).toContainText('OK');
  await expect(row('Sync')).toContainText('Not needed on the practice network');
  await expect(page.getByRole('button', { name: 'Run again' })).toBeEnabled();

  await page.getByRole('button', { name: 'Copy report' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const report = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toContain('Heddle diagnosis');
  expect(report).toContain(`serves port ${port}`);
  expect(report).not.toContain(PASSWORD);
  expect((await appState(page)).snapshot.phase).toBe('mining');
});

test('the palette opens a setting, and undo brings its old value back', async ({ launch }) => {
  const folder = await settledUserFolder({ worker: 'stratum', stratumPort: 1917 });
  const { page } = await launch(folder);
  const portNow = async () => (await appState(page)).config.stratumPort;
  await expect(page.getByRole('button', { name: 'Start mining' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const search = page.getByRole('combobox');
  await expect(search).toBeFocused();
  await search.fill('time betw job');
  await expect(page.getByRole('option', { selected: true })).toContainText('Time between jobs');
  await search.fill('settings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Search settings' }).click();
  await expect(page.getByRole('option', { name: /Reward|Public key/ }).first()).toBeVisible();
  await search.fill('home');
  await expect(page.getByRole('option', { name: /^Home/ })).toHaveCount(0);
  await search.fill('metr');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Metrics port' })).toBeFocused();

  const field = page.locator('#setting-stratumPort');
  await field.fill('1918');
  await field.press('Enter');
  await expect.poll(portNow).toBe(1918);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(portNow).toBe(1917);
  await expect(field).toHaveValue('1917');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();

  const asks = page.getByRole('switch', { name: 'Ask me first' });
  await asks.press('Space');
  await expect(page.getByText('“Ask me first” changed')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(asks).not.toBeChecked();
  expect((await appState(page)).config.stratumAskFirst).toBe(false);

  // A secret is not brought back.
  await page.locator('#setting-stratumPassword').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await appState(page)).config.stratumPassword).toBe(PASSWORD);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
});

test('the start after a crash says so once, and a check for updates says what came of it', async ({
  launch,
}) => {
  const folder = await settledUserFolder();
  await mkdir(join(folder, 'crashes', 'completed'), { recursive: true });
  await writeFile(join(folder, 'crashes', 'completed', 'a.dmp'), 'MDMP');
  const { page } = await launch(folder);
  await expect(page.getByText(/^Heddle crashed/)).toBeVisible();
  await expect
    .poll(
      async () => JSON.parse(await readFile(join(folder, 'preferences.json'), 'utf8')) as unknown,
    )
    .toMatchObject({ crashesSeenMs: expect.any(Number) });
  await page.reload();
  await page.getByRole('navigation').getByRole('link', { name: 'Diagnosis' }).click();
  await expect(page.getByText(/^1 report on this computer/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show me' })).toBeVisible();
  await expect(page.getByText(/^Heddle crashed/)).toBeHidden();

  // Nothing is asked then, and nothing can be.
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox').fill('new version');
  await page.getByRole('option', { name: /Check for a new version/ }).click();
  await expect(page.getByText(/This copy names no page for its releases/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check now' })).toBeDisabled();
});
