import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { appState } from '../support/app-facts.ts';
import { expect, test } from '../support/app-test.ts';
import { startAsOrdinaryUser } from '../support/ordinary-user.ts';
import { packProgram } from '../support/packed-program.ts';
import { settledUserFolder } from '../support/user-folder.ts';

let folder: string;
let userFolder: string;
let child: ChildProcess | undefined;

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-sandbox-'));
  await chmod(folder, 0o755);
  userFolder = await settledUserFolder();
});

test.afterEach(async () => {
  if (child?.exitCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  for (const each of [folder, userFolder]) {
    await rm(each, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('the page of an ordinary user runs in the sandbox, with its bridge', async ({
  playwright,
}) => {
  test.skip(process.platform !== 'linux', 'elsewhere all tests run with the sandbox on');
  const { archive } = await packProgram(join(folder, 'program'));
  const started = await startAsOrdinaryUser(archive, userFolder, folder);
  child = started.child;
  const browser = await playwright.chromium.connectOverCDP(await started.devTools);
  const [context] = browser.contexts();
  const page = context!.pages()[0] ?? (await context!.waitForEvent('page'));
  await expect(page.getByRole('button', { name: 'Start mining' })).toBeVisible();
  expect((await appState(page)).snapshot.phase).toBe('stopped');
  expect(await page.evaluate('typeof window.require')).toBe('undefined');

  const main = await statusOf(child.pid!);
  expect(main['Uid']).not.toMatch(/\b0\b/);
  const renderers = await Promise.all((await renderersOf(userFolder)).map(statusOf));
  expect(renderers.length).toBeGreaterThan(0);
  for (const renderer of renderers) {
    // Only the system calls that Chromium's filter lets through.
    expect(renderer['Seccomp']).toBe('2');
    expect(renderer['NoNewPrivs']).toBe('1');
    expect(renderer['CapEff']).toMatch(/^0+$/);
    // In a namespace of its own it has more process numbers: it sees no other process.
    expect(pidsIn(renderer)).toBeGreaterThan(pidsIn(main));
  }

  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

/** In how many namespaces the process has a number, counted from that of the tests. */
function pidsIn(status: Readonly<Record<string, string>>): number {
  return (status['NSpid'] ?? '').split(/\s+/).length;
}

/** What the system says about a process: `/proc/<number>/status`, by name. */
async function statusOf(pid: number): Promise<Readonly<Record<string, string>>> {
  const lines = (await readFile(`/proc/${pid}/status`, 'utf8')).split('\n');
  return Object.fromEntries(
    lines.map((line) => [line.replace(/:.*/, ''), line.replace(/^[^:]*:\s*/, '').trim()]),
  );
}

/** The processes that show pages of the program with this folder. */
async function renderersOf(dataFolder: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const words = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const isRenderer = /--type=renderer/.test(words);
    if (isRenderer && words.includes(`--user-data-dir=${dataFolder}`)) found.push(Number(name));
  }
  return found;
}
