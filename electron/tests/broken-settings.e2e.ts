import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { answerDialogs, shownDialogs } from './support/native-dialogs.ts';
import { settledUserFolder } from './support/user-folder.ts';

const BROKEN = 'threadCount: [1\nnode: localhost:1848\n';

test('a settings file that cannot be read is reported, kept, and not mined with', async ({
  launch,
}) => {
  const folder = await settledUserFolder();
  const file = join(folder, 'heddle.yaml');
  await writeFile(file, BROKEN);
  const { page } = await launch(folder);

  const banner = page.getByRole('alert').filter({ hasText: 'Your settings could not be read' });
  await expect(banner).toContainText('heddle.yaml');
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(page.getByRole('banner', { name: 'Status' })).toContainText('heddle.yaml');
  expect((await appState(page)).snapshot.phase).toBe('stopped');
  expect(await readFile(file, 'utf8')).toBe(BROKEN);

  // Saving settings repairs it; the old file is not lost.
  await page.evaluate('window.miner.saveConfig({ threadCount: 1 })');
  await expect(banner).toBeHidden();
  const kept = (await readdir(folder)).find((name) => name.startsWith('heddle.yaml.broken-'));
  expect(await readFile(join(folder, kept ?? 'nothing was kept'), 'utf8')).toBe(BROKEN);
  expect(await readFile(file, 'utf8')).toContain('threadCount: 1');
});

test('a folder in the place of the lock is said in a dialog, with what to do', async ({
  launch,
}) => {
  const folder = await settledUserFolder();
  const lock = join(folder, 'heddle.lock');
  await mkdir(lock);
  const { app } = await launch(folder, undefined, [], (started) => answerDialogs(started, 0));
  await expect
    .poll(() => shownDialogs(app))
    .toMatchObject([
      {
        message: 'The data folder is not locked.',
        detail: expect.stringMatching(`^${lock} is not a file. Delete or rename it, then start`),
      },
    ]);
});
