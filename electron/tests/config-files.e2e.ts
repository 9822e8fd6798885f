import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { loadConfigFile, unwrap } from '../../src-core/index.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { settledUserFolder } from './support/user-folder.ts';

/** What the native dialog for opening answers from now on; null is Cancel. */
function willOpen(app: ElectronApplication, path: string | null): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    const filePaths = chosen === null ? [] : [chosen];
    dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen === null, filePaths });
  }, path);
}

/** What the native dialog for saving answers from now on. */
function willSave(app: ElectronApplication, path: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

async function openFilesGroup(page: Page): Promise<Locator> {
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  return page.getByRole('region', { name: 'Configuration files' });
}

test('a file of the Haskell client is shown, then taken over, and each value says so', async ({
  launch,
}) => {
  const folder = await settledUserFolder();
  const { app, page, complaints } = await launch(folder);
  const group = await openFilesGroup(page);
  const before = (await appState(page)).config;
  const choose = group.getByRole('button', { name: 'Import…' });

  await test.step('Cancel changes nothing', async () => {
    await willOpen(app, null);
    await choose.click();
    await expect(choose).toBeEnabled();
  });

  await test.step('a broken file is one sentence and changes nothing', async () => {
    const broken = join(folder, 'broken.yaml');
    await writeFile(broken, 'worker: simulation\nthreadCount: many\n');
    await willOpen(app, broken);
    await choose.click();
    await expect(group).toContainText('Nothing was changed.');
    await expect(group).toContainText('threadCount is "many". Expected: a whole number');
    expect((await appState(page)).config).toEqual(before);
  });

  await test.step('a good one says what would change before it does', async () => {
    const good = join(folder, 'my-miner.yaml');
    await writeFile(
      good,
      'worker: external\nthreadCount: 1\nstratumRate: 500\nlogLevel: Debug\nhashrate: 5\n',
    );
    await willOpen(app, good);
    await choose.click();
    const dialog = page.getByRole('dialog', { name: 'Settings in my-miner.yaml' });
    await expect(dialog.getByRole('row', { name: 'worker cpu external' })).toBeVisible();
    const rate = dialog.getByRole('row', { name: /stratumRate 1,000\sms 500\sms/ });
    await expect(rate.getByRole('rowheader')).toContainText('Time between jobs');
    await expect(dialog.getByRole('row')).toHaveCount(4);
    await expect(dialog).toContainText('1 setting in the file already applies');
    await expect(dialog).toContainText('Kept, without effect');
    await expect(dialog).toContainText('the setting is called hashRate');
    expect((await appState(page)).config).toEqual(before);
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await expect(dialog).toBeHidden();
    await expect(group).toContainText('Settings imported from my-miner.yaml');
    const brought = { worker: 'external', stratumRate: 500, logLevel: 'debug' };
    expect((await appState(page)).config).toEqual({ ...before, ...brought });
    expect(unwrap(await loadConfigFile(join(folder, 'heddle.yaml')))?.config).toEqual({
      ...before,
      ...brought,
    });
  });

  await test.step('values say where they came from', async () => {
    await expect(page.getByText('From my-miner.yaml')).not.toHaveCount(0);
    const network = page.getByRole('region', { name: 'Which node?' });
    await expect(network).toContainText('Set here');
  });

  await test.step('exports to YAML and JSON that the other client reads', async () => {
    await page.evaluate(`window.miner.saveConfig({ stratumDifficulty: 'period:10' })`);
    for (const name of ['out.yaml', 'out.json']) {
      await willSave(app, join(folder, name));
      await group.getByRole('button', { name: 'Export…' }).click();
      await expect(group).toContainText(`Written to ${name}`);
      await expect(group).toContainText('stratumDifficulty is written as block');
      await expect(group).toContainText('it mines on the configured node');
      const read = unwrap(await loadConfigFile(join(folder, name)));
      const { config } = await appState(page);
      expect(read?.config).toEqual({ ...config, stratumDifficulty: 'block' });
      expect(read?.unknown.map(({ key, value }) => [key, value])).toEqual([['hashrate', 5]]);
    }
    expect(JSON.parse(await readFile(join(folder, 'out.json'), 'utf8'))).toHaveProperty('worker');
  });
  expect(complaints).toEqual([]);
});

test('where a value came from is still known the next day', async ({ launch }) => {
  const folder = await settledUserFolder();
  const first = await launch(folder);
  const file = join(folder, 'pool.json');
  await writeFile(file, '{"logLevel": "warn"}');
  await willOpen(first.app, file);
  const group = await openFilesGroup(first.page);
  await group.getByRole('button', { name: 'Import…' }).click();
  await first.page.getByRole('button', { name: 'Apply' }).click();
  await expect(group).toContainText('Settings imported from pool.json');
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);

  const { page } = await launch(folder);
  await openFilesGroup(page);
  await expect(page.getByText('From pool.json')).toHaveCount(1);
  await page.getByText('Errors', { exact: true }).click();
  await expect(page.getByText('From pool.json')).toHaveCount(0);
  const useDefault = page.getByRole('button', { name: 'Use the default: Log level' });
  await useDefault.click();
  await expect(useDefault).toHaveCount(0);
  await expect.poll(async () => (await appState(page)).config.logLevel).toBe('info');
});

test('a command in a file is shown whole, confirmed by itself, and tried only after a question', async ({
  launch,
}) => {
  const folder = await settledUserFolder();
  const { app, page, complaints } = await launch(folder);
  const ran = join(folder, 'ran');
  const file = join(folder, 'theirs.yaml');
  const command = `touch '${ran}'; exit 1 #`;
  await writeFile(
    file,
    `worker: external\naccount: k:theirs\nexternalWorkerCommand: ${JSON.stringify(command)}\n`,
  );
  await willOpen(app, file);
  const group = await openFilesGroup(page);
  await group.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings in theirs.yaml' });
  await expect(dialog.getByRole('region', { name: /^This file runs programs/ })).toContainText(
    command,
  );
  await expect(dialog.getByRole('table', { name: 'Where the money goes' })).toContainText(
    'k:theirs',
  );
  const apply = dialog.getByRole('button', { name: 'Apply' });
  await expect(apply).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  expect((await appState(page)).config.externalWorkerCommand).not.toBe(command);

  await group.getByRole('button', { name: 'Import…' }).click();
  await expect(apply).toBeDisabled();
  await dialog.getByRole('checkbox').check();
  await apply.click();
  await expect(group).toContainText('Settings imported from theirs.yaml');

  await app.evaluate(({ dialog: native }) => {
    native.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  const worker = page.getByRole('region', { name: 'What mines?' });
  const tryIt = worker.getByRole('button', { name: 'Try it' });
  await tryIt.click();
  await expect(tryIt).toBeEnabled();
  await expect(readFile(ran)).rejects.toThrow('ENOENT');
  await app.evaluate(({ dialog: native }) => {
    native.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  await tryIt.click();
  await expect(worker).toContainText('This does not work');
  expect(await readFile(ran, 'utf8')).toBe('');
  expect(complaints).toEqual([]);
});

test('all settings get their defaults after a question that names them, and that can be undone', async ({
  launch,
}) => {
  const folder = await settledUserFolder({ stratumPort: 4_321, practiceBlockDelay: 7 });
  const { page, complaints } = await launch(folder);
  const group = await openFilesGroup(page);
  const before = (await appState(page)).config;
  await expect(group).toContainText('Changed from the default: Time between blocks and Port.');
  const button = group.getByRole('button', { name: 'Use all defaults' });
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Use all defaults?' });
  await dialog.getByRole('button', { name: 'Keep them' }).click();
  expect((await appState(page)).config).toEqual(before);

  await button.click();
  await dialog.getByRole('button', { name: 'Use all defaults' }).click();
  await expect(group).toContainText('All settings have their defaults');
  const { publicKey, node } = before;
  expect((await appState(page)).config).toMatchObject({
    ...{ stratumPort: 1_917, practiceBlockDelay: 60, publicKey, node },
  });
  await expect(page.getByText('“All settings” changed')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await appState(page)).config).toEqual(before);
  expect(complaints).toEqual([]);
});
