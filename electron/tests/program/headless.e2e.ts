import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { layEasyPractice } from '../../../src-core/tests/easy-practice.ts';
import { expect, test } from '../support/app-test.ts';
import { launchArguments } from '../support/launch-app.ts';
import { newUserFolder, removeUserFolder } from '../support/user-folder.ts';

interface HeadlessRun {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** All of stderr so far, in which Chromium says things too. */
  errors(): string;
  /** Resolves when a line with `text` was printed; false when the program ended without. */
  prints(text: string): Promise<boolean>;
  readonly ended: Promise<number | null>;
}

/** Outside of Electron the module `electron` is the path of its executable. */
const executable = createRequire(import.meta.url)('electron') as string;

let folder = '';
const started: HeadlessRun[] = [];
test.beforeEach(async () => {
  folder = await newUserFolder();
});
test.afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    if (child.exitCode === null) child.kill('SIGKILL');
    await ended;
  }
  await removeUserFolder(folder);
});

function runHeadless(...args: string[]): HeadlessRun {
  return runWithoutDisplay('--headless', ...args);
}

function runWithoutDisplay(...args: string[]): HeadlessRun {
  // As on a server: no display that a window could be on.
  const env = { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
  const child = spawn(executable, [...launchArguments(folder), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  const lines: string[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = new Promise<number | null>((settle) => child.once('close', settle));
  const run: HeadlessRun = {
    child,
    lines,
    errors: () => errors,
    ended,
    prints: (text) =>
      new Promise((settle) => {
        const look = (): void => {
          if (lines.some((line) => line.includes(text))) settle(true);
        };
        look();
        reader.on('line', look);
        void ended.then(() => settle(false));
      }),
  };
  started.push(run);
  return run;
}

const MINE = ['--practice', '--practice-graph', 'singleton', '--worker', 'cpu', '-c', '1'];

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`--headless mines without a display until ${signal}`, async () => {
    await layEasyPractice(folder, 'singleton', 50_000);
    const run = runHeadless(...MINE, '--data-dir', folder, '--log-level', 'debug');
    expect(await run.prints('submitted work')).toBe(true);
    run.child.kill(signal);
    expect(await run.ended).toBe(0);
    expect(run.lines.at(-1)).toMatch(/Info {2}\[\] stopped$/);
  });
}

test('the window does not open on a folder that a miner in a terminal has', async () => {
  await layEasyPractice(folder, 'singleton', 50_000);
  const miner = runHeadless(...MINE, '--data-dir', folder);
  expect(await miner.prints('got new work')).toBe(true);
  const window = spawn(executable, launchArguments(folder), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  window.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  try {
    const said = new RegExp(
      `is in use by Heddle in a terminal \\(process ${miner.child.pid}, since `,
    );
    await expect.poll(() => errors).toMatch(said);
  } finally {
    window.kill('SIGKILL');
  }
  miner.child.kill('SIGTERM');
  expect(await miner.ended).toBe(0);
});

test('--headless prints and refuses like the command line, with its exit codes', async () => {
  const version = runHeadless('--version');
  expect(await version.ended).toBe(0);
  expect(version.lines).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
  expect(await runHeadless('--nonsense').ended).toBe(1);
  const help = runHeadless('--help');
  expect(await help.ended).toBe(0);
  expect(help.lines.join('\n')).toContain('--stratum-port');
});

test('what prints and ends needs neither --headless nor a display', async () => {
  const version = runWithoutDisplay('--version');
  expect(await version.ended).toBe(0);
  expect(version.lines).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
  const config = runWithoutDisplay('--print-config-as', 'minimal', '-c', '7');
  expect(await config.ended).toBe(0);
  expect(config.lines).toEqual(['threadCount: 7', '']);
});

test('options of mining without --headless are refused, not dropped', async () => {
  const run = runWithoutDisplay('--worker', 'cpu');
  expect(await run.ended).toBe(1);
  expect(run.lines).toEqual([]);
  expect(run.errors()).toContain('--worker is for mining in a terminal: add --headless.');
});
