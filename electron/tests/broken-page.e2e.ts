import type { ElectronApplication } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { announcementChannel } from '../ipc/ipc-channels.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { settledUserFolder } from './support/user-folder.ts';

const PASSWORD = 'hunter2-hunter2';

/** Announces notices as no main process does: what shows them throws. */
function announceNotices(app: ElectronApplication, recent: readonly unknown[]): Promise<void> {
  const content = { recent, webhook: null, desktop: null };
  return app.evaluate(
    ({ BrowserWindow }, [channel, given]) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send(channel, given),
    [announcementChannel('notices'), content] as const,
  );
}

test('a page that throws says so, while the rest of the window works and mining continues', async ({
  launch,
}) => {
  const folder = await settledUserFolder({
    worker: 'stratum',
    stratumPort: 0,
    stratumPassword: PASSWORD,
  });
  const { app, page } = await launch(folder);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Notices' }).click();
  await announceNotices(app, [{ kind: PASSWORD, atMs: 1 }]);
  const fault = page.getByRole('main').getByRole('alert');
  await expect(fault).toContainText(/This page could not be shown\..*Mining is not affected\./);
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');

  await fault.getByRole('button', { name: 'Copy the report' }).click();
  await expect(fault.getByRole('button', { name: 'Copied' })).toBeVisible();
  const report = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toMatch(/^Heddle .* on .*\nnotices could not be shown: [^]*\n +at /);
  expect(report).not.toContain(PASSWORD);
  const log = async (): Promise<string> => readFile(join(folder, 'logs', 'heddle.log'), 'utf8');
  await expect.poll(log).toContain('notices could not be shown');

  await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
  await expect(fault).toBeHidden();
  await page.getByRole('navigation').getByRole('link', { name: 'Notices' }).click();
  await announceNotices(app, []);
  await fault.getByRole('button', { name: 'Show the page again' }).click();
  await expect(page.getByRole('heading', { name: 'Notices', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
});

test('a window that throws as a whole says so, and is back with a click', async ({ launch }) => {
  const { app, page } = await launch(await settledUserFolder());
  await expect(page.getByRole('navigation')).toBeVisible();
  await announceNotices(app, [null]);
  const fault = page.getByRole('alert');
  await expect(fault).toContainText('The window could not be shown.');
  await expect(page.getByRole('navigation')).toBeHidden();
  await announceNotices(app, []);
  await fault.getByRole('button', { name: 'Show the page again' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
});
