/**
 * Prints how long the packaged program takes from its start to the first frame of its page, as a new user has it and with
 * a year of history of 20 machines, beside an empty window of the same Electron. The page draws nothing until it has the whole state of the program, so
 * its first frame is one that can be used. Both start in turns, because a computer gets slower and faster by itself;
 * their files are in the memory of the system after the first turn.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { PlaywrightWorkerArgs } from '@playwright/test';
import { makeEmptyProgram } from './support/empty-window.ts';
import { PROJECT_FOLDER } from './support/launch-app.ts';
import { newUserFolder, settledUserFolder } from './support/user-folder.ts';
import { expect, test } from './support/app-test.ts';

const ROUNDS = 9;
/** Times of the empty window: more of it, and the program is slow, not Electron. */
const LIMIT = 2;
const PACKAGED = join(PROJECT_FOLDER, 'out', `Heddle-${process.platform}-${process.arch}`);
const EXECUTABLE = process.platform === 'win32' ? 'heddle.exe' : 'heddle';
const WRITE_YEAR = join(PROJECT_FOLDER, 'bench', 'history', 'write-year.ts');

/** When the page drew its first content, ms since 1970; it waits for it. */
const FIRST_CONTENT = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const entry = list.getEntriesByName('first-contentful-paint')[0];
    if (entry !== undefined) resolve(performance.timeOrigin + entry.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

/** From the start of the process to the first frame with content, ms. */
async function startMs(
  playwright: PlaywrightWorkerArgs['playwright'],
  folder: string,
  userFolder: string,
): Promise<number> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const args = ['--remote-debugging-port=0', `--user-data-dir=${userFolder}`];
  const beganMs = performance.timeOrigin + performance.now();
  const child = spawn(join(folder, EXECUTABLE), [...args, ...(asRoot ? ['--no-sandbox'] : [])], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /^DevTools listening on (\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`${folder} ended at its start`)));
  });
  const browser = await playwright.chromium.connectOverCDP(address);
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  const drawnMs = await page.evaluate<number>(FIRST_CONTENT);
  child.kill('SIGTERM');
  await ended;
  return drawnMs - beganMs;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test('from the start to the window', async ({ playwright }) => {
  expect(existsSync(PACKAGED), 'npm run package makes the program').toBe(true);
  const empty = await makeEmptyProgram(PACKAGED);
  const folders = [
    await newUserFolder(),
    await settledUserFolder(),
    await settledUserFolder(),
  ] as const;
  execFileSync(process.execPath, [WRITE_YEAR, join(folders[2], 'history.db')]);
  const starts = [
    () => startMs(playwright, empty, folders[0]),
    () => startMs(playwright, PACKAGED, folders[1]),
    () => startMs(playwright, PACKAGED, folders[2]),
  ];
  try {
    // Chromium fills its caches, and the system its memory.
    for (const start of starts) await start();
    const rounds: number[][] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const times = starts.map(() => NaN);
      // Each begins as often as the others.
      for (let turn = 0; turn < starts.length; turn += 1) {
        const which = (round + turn) % starts.length;
        times[which] = await starts[which]!();
      }
      rounds.push(times);
    }
    const ms = (which: number): string => median(rounds.map((times) => times[which]!)).toFixed(0);
    process.stdout.write(
      `an empty window ${ms(0)} ms, Heddle ${ms(1)} ms, with a year ${ms(2)} ms\n`,
    );
    for (const [which, name] of [
      [1, 'its window'],
      [2, 'its window with a year of history'],
    ] as const) {
      const ratio = median(rounds.map((times) => times[which]! / times[0]!));
      const verdict = ratio <= LIMIT ? 'met    ' : 'NOT MET';
      process.stdout.write(
        `${verdict}  to ${name}, in starts of an empty one: ${ratio.toFixed(2)} x (at most ${LIMIT} x)\n`,
      );
    }
  } finally {
    for (const folder of [empty, ...folders]) await rm(folder, { recursive: true, maxRetries: 5 });
  }
});
