import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { appState } from '../support/app-facts.ts';
import { expect, test } from '../support/app-test.ts';
import { settledUserFolder } from '../support/user-folder.ts';

const PLANTED = /planted-\d/;

/** All files in a folder and below. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

test('secrets are in the settings file alone, which is the user’s own', async ({ launch }) => {
  // A webhook that refuses, and quotes what it was sent.
  const asked: string[] = [];
  const webhook = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(500).end(request.url);
  });
  await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve));
  const { port } = webhook.address() as AddressInfo;
  const folder = await settledUserFolder({
    stratumPassword: 'planted-1',
    externalWorkerEnvironment: { TOKEN: 'planted-2' },
    notifyWebhook: `http://127.0.0.1:${port}/planted-3?token=planted-4`,
    logLevel: 'debug',
  });
  const { app, page, child, ended } = await launch(folder);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
  expect(JSON.stringify(await page.evaluate('window.miner.testWebhook()'))).not.toMatch(PLANTED);
  expect(asked).toEqual(['/planted-3?token=planted-4']);
  const diagnosis = JSON.stringify(await page.evaluate('window.miner.diagnose()'));
  expect(diagnosis).toContain('versions');
  expect(diagnosis).not.toMatch(PLANTED);
  const { logs, snapshot, notices } = await appState(page);
  expect(logs.length).toBeGreaterThan(0);
  expect(JSON.stringify({ logs, snapshot, notices })).not.toMatch(PLANTED);

  // A report of a crash holds a part of the memory of the page, which knows the settings.
  const crashed = app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const gone = new Promise<void>((resolve) =>
      contents?.once('render-process-gone', () => resolve()),
    );
    contents?.forcefullyCrashRenderer();
    return gone;
  });
  await crashed;
  const dumps = async (): Promise<number> =>
    (await filesIn(join(folder, 'crashes'))).filter((file) => file.endsWith('.dmp')).length;
  await expect.poll(dumps).toBeGreaterThan(0);
  child.kill('SIGTERM');
  await ended;
  webhook.close();

  const files = await filesIn(folder);
  const holding: string[] = [];
  const open: string[] = [];
  for (const file of files) {
    if (PLANTED.test(await readFile(file, 'latin1'))) holding.push(basename(file));
    if (((await stat(file)).mode & 0o077) !== 0) open.push(basename(file));
  }
  expect(holding).toEqual(['heddle.yaml']);
  // Chromium has files of its own, without an ending.
  const own = open.filter((name) => /\.(yaml|json|jsonl|db.*|log|lock|dmp)$/.test(name));
  if (process.platform !== 'win32') expect(own).toEqual([]);
});
