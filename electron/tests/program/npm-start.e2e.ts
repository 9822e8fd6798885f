import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appState } from '../support/app-facts.ts';
import { expect, test } from '../support/app-test.ts';
import { PROJECT_FOLDER } from '../support/launch-app.ts';
import { removeUserFolder, settledUserFolder } from '../support/user-folder.ts';

let folder: string;
let npm: ChildProcess | undefined;

test.beforeEach(async () => {
  folder = await settledUserFolder();
});

test.afterEach(async () => {
  // npm leads a group of its own: whatever a test left goes with it.
  try {
    if (npm?.pid !== undefined) process.kill(-npm.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
  await removeUserFolder(folder);
});

/** Runs `npm start` with a window; where the window can be driven from, and the end of all its programs. */
function npmStart(): { readonly devTools: Promise<string>; readonly closed: Promise<unknown> } {
  const options = ['--remote-debugging-port=0', `--user-data-dir=${folder}`];
  npm = spawn('npm', ['start', '--', ...options], {
    cwd: PROJECT_FOLDER,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  // Its output is closed by the last program that has it.
  const closed = once(npm, 'close');
  const devTools = new Promise<string>((resolve, reject) => {
    npm?.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
    npm?.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
    void closed.then(() => reject(new Error(`npm start ended without a window:\n${output}`)));
  });
  return { devTools, closed };
}

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`${signal} to npm ends the window that npm start opened, cleanly`, async ({
    playwright,
    launch,
  }) => {
    test.skip(process.platform === 'win32', 'Windows knows no signals');
    const { devTools, closed } = npmStart();
    const browser = await playwright.chromium.connectOverCDP(await devTools);
    const [context] = browser.contexts();
    const page = context!.pages()[0] ?? (await context!.waitForEvent('page'));
    await page.getByRole('button', { name: 'Start mining' }).click();
    await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');

    npm?.kill(signal);
    await closed;
    const log = await readFile(join(folder, 'logs', 'heddle.log'), 'utf8');
    expect(log).toMatch(/Heddle is ending[^]*mining has stopped[^]*Heddle has ended\n$/);

    // Nothing holds the folder: the next one mines in it.
    const next = await launch(folder);
    await next.page.getByRole('button', { name: 'Start mining' }).click();
    await expect.poll(async () => (await appState(next.page)).snapshot.phase).toBe('mining');
    expect((await appState(next.page)).snapshot.problems).toEqual([]);
  });
}
