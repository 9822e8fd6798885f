import type { ElectronApplication } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appState } from '../support/app-facts.ts';
import { expect, test } from '../support/app-test.ts';
import type { LaunchedApp, PrepareApp } from '../support/launch-app.ts';
import { settledUserFolder } from '../support/user-folder.ts';

/** Whether something of the program keeps the computer awake: Electron counts its blockers from 0. */
function staysAwake(app: ElectronApplication): Promise<boolean> {
  return app.evaluate(({ powerSaveBlocker }) =>
    [0, 1, 2, 3, 4, 5].some((id) => powerSaveBlocker.isStarted(id)),
  );
}

test('mining resumes after the program was killed while it mined, and not after a stop', async ({
  launch,
}) => {
  const folder = await settledUserFolder();
  const first = await launch(folder);
  await first.page.getByRole('button', { name: 'Start mining' }).click();
  const marker = (): Promise<string> => readFile(join(folder, 'mining.json'), 'utf8');
  await expect.poll(async () => marker().catch(() => '')).toContain('"isMining": true');
  first.child.kill('SIGKILL');
  await first.ended;

  const second = await launch(folder);
  await expect.poll(async () => (await appState(second.page)).snapshot.phase).toBe('mining');
  await second.page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(second.page.getByRole('button', { name: 'Start mining' })).toBeVisible();
  await expect.poll(marker).toContain('"isMining": false');
  second.child.kill('SIGKILL');
  await second.ended;

  const third = await launch(folder);
  await expect(third.page.getByRole('button', { name: 'Start mining' })).toBeVisible();
  expect((await appState(third.page)).snapshot.phase).toBe('stopped');
});

test('what was paused before a power cut stays paused', async ({ launch }) => {
  const machines = {
    stratumInterface: '127.0.0.1',
    stratumPort: 0,
    practiceGraph: 'pair',
  } as const;
  const folder = await settledUserFolder({ workers: ['stratum', 'cpu'], ...machines });
  const first = await launch(folder);
  await first.page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(first.page)).snapshot.phase).toBe('mining');
  await first.page.evaluate(`window.miner.pauseWorker({ kind: 'cpu' })`);
  const marker = (): Promise<string> => readFile(join(folder, 'mining.json'), 'utf8');
  await expect.poll(marker).toContain('"cpu"');
  first.child.kill('SIGKILL');
  await first.ended;

  const { page } = await launch(folder);
  const states = async (): Promise<unknown> =>
    (await appState(page)).snapshot.groups.map(({ kind, state }) => [kind, state]);
  await expect.poll(states).toEqual([
    ['stratum', expect.stringMatching(/^(mining|waiting)$/)],
    ['cpu', 'paused'],
  ]);
});

test('keeps the computer awake while it mines, unless it is switched off', async ({ launch }) => {
  const { app, page } = await launch(await settledUserFolder());
  await expect(page.getByRole('button', { name: 'Start mining' })).toBeVisible();
  expect(await staysAwake(app)).toBe(false);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(() => staysAwake(app)).toBe(true);

  await page.getByRole('link', { name: 'Settings' }).click();
  const keepAwake = page.getByRole('switch', { name: 'Keep the computer awake' });
  await keepAwake.press('Space');
  await expect.poll(() => staysAwake(app)).toBe(false);
  await keepAwake.press('Space');
  await expect.poll(() => staysAwake(app)).toBe(true);
  await page.evaluate('window.miner.stopMining()');
  await expect.poll(() => staysAwake(app)).toBe(false);
});

/** A display without a window manager shows what is minimised, so the calls are looked at. */
const noteWindowCalls: PrepareApp = (app) =>
  app.evaluate(({ app: main, BrowserWindow }) => {
    const calls: string[] = [];
    Object.assign(main, { windowCalls: calls });
    for (const name of ['show', 'minimize'] as const) {
      const call = BrowserWindow.prototype[name];
      BrowserWindow.prototype[name] = function (this: Electron.BrowserWindow) {
        calls.push(name);
        call.apply(this);
      };
    }
  });

function windowCalls({ app }: LaunchedApp): Promise<unknown> {
  return app.evaluate(({ app: main }) => (main as { windowCalls?: unknown }).windowCalls);
}

test('starts with the computer when it is switched on, mining and minimised', async ({
  launch,
}) => {
  const folder = await settledUserFolder();
  const before = process.env['XDG_CONFIG_HOME'];
  process.env['XDG_CONFIG_HOME'] = folder;
  try {
    const first = await launch(folder);
    const { page } = first;
    await page.getByRole('link', { name: 'Settings' }).click();
    for (const name of ['Start with the computer', 'Start minimised', 'Mine when Heddle opens']) {
      const setting = page.getByRole('switch', { name });
      await setting.press('Space');
      await expect(setting).toBeChecked();
    }
    const entry = join(folder, 'autostart', 'heddle.desktop');
    const text = await readFile(entry, 'utf8');
    expect(text).toContain('"--at-login"');
    expect(text).toContain(`"--user-data-dir=${folder}"`);
    first.child.kill('SIGTERM');
    await first.ended;

    const second = await launch(folder, undefined, ['--at-login'], noteWindowCalls);
    await expect.poll(async () => (await appState(second.page)).snapshot.phase).toBe('mining');
    await expect.poll(() => windowCalls(second)).toEqual(['minimize']);
    // Switched off in the desktop's own settings.
    await writeFile(entry, text.replace('enabled=true', 'enabled=false'));
    second.child.kill('SIGTERM');
    await second.ended;
    const third = await launch(folder);
    expect((await appState(third.page)).preferences.startAtLogin).toBe(false);
  } finally {
    if (before === undefined) delete process.env['XDG_CONFIG_HOME'];
    else process.env['XDG_CONFIG_HOME'] = before;
  }
});

test('mines at launch no more after several crashes, says so, and starts at a click', async ({
  launch,
}) => {
  const folder = await settledUserFolder();
  const preferences = { firstRunDone: true, mineAtLaunch: true };
  await writeFile(join(folder, 'preferences.json'), JSON.stringify(preferences));
  await writeFile(join(folder, 'mining.json'), JSON.stringify({ isMining: true, resumes: 2 }));

  const crashing = await launch(folder);
  await expect.poll(async () => (await appState(crashing.page)).snapshot.phase).toBe('mining');
  const marker = (): Promise<string> => readFile(join(folder, 'mining.json'), 'utf8');
  await expect.poll(marker).toContain('"resumes": 3');
  crashing.child.kill('SIGKILL');
  await crashing.ended;

  const { page } = await launch(folder);
  const banner = page.getByRole('alert').filter({ hasText: 'Heddle ended several times' });
  await expect(banner).toBeVisible();
  expect((await appState(page)).snapshot.phase).toBe('stopped');
  await banner.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
  await expect(banner).toBeHidden();
});
