/**
 * Prints how long each range of a chart takes in the real program, with a year of 20 machines: from the click
 * to the frame that shows the line, beside a frame of the same page that draws nothing.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app-test.ts';
import { PROJECT_FOLDER } from './support/launch-app.ts';
import { settledUserFolder } from './support/user-folder.ts';

const RANGES = ['24 h', '7 d', '30 d', '1 year', '1 h'];
const ROUNDS = 7;
const WRITE_YEAR = join(PROJECT_FOLDER, 'bench', 'history', 'write-year.ts');

interface Opening {
  /** From the click to the frame after the one with the new line, ms. */
  readonly drawnMs: number;
  /** Of it, until the new line was in the page, ms. */
  readonly inPageMs: number;
  readonly frames: number;
}

/** Clicks on a range of the first chart and waits for its new line. */
function openRange(page: Page, range: string): Promise<Opening> {
  return page.evaluate(`new Promise((resolve) => {
    const line = () =>
      [...document.querySelectorAll('path.recharts-line-curve')]
        .map((path) => path.getAttribute('d'))
        .join(' ');
    const label = [...document.querySelectorAll('label')].find(
      ({ textContent }) => textContent === ${JSON.stringify(range)},
    );
    const before = line();
    const startMs = performance.now();
    let inPageMs = null;
    let frames = 0;
    new MutationObserver((_, observer) => {
      if (line() === before) return;
      inPageMs = performance.now() - startMs;
      observer.disconnect();
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    const frame = () => {
      frames += 1;
      const next = () => resolve({ drawnMs: performance.now() - startMs, inPageMs, frames });
      requestAnimationFrame(inPageMs === null ? frame : next);
    };
    label.click();
    requestAnimationFrame(frame);
  })`);
}

/** Between two frames of the page, ms. */
function frameMs(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const startMs = performance.now();
    let left = 60;
    const frame = () => {
      left -= 1;
      if (left > 0) requestAnimationFrame(frame);
      else resolve((performance.now() - startMs) / 60);
    };
    requestAnimationFrame(frame);
  })`);
}

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell) => cell.padStart(10)).join('')}\n`);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test('from the click to the line', async ({ launch }) => {
  const folder = await settledUserFolder();
  execFileSync(process.execPath, [WRITE_YEAR, join(folder, 'history.db')]);
  const { page } = await launch(folder);
  await page.evaluate(`window.miner.savePreferences({ language: 'en' })`);
  await expect(page.locator('path.recharts-line-curve').first()).toBeVisible();
  process.stdout.write(`a frame takes ${(await frameMs(page)).toFixed(1)} ms\n\n`);
  print(['range', 'first', 'median', 'in page', 'frames']);
  const all = new Map<string, Opening[]>(RANGES.map((range) => [range, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const range of RANGES) all.get(range)?.push(await openRange(page, range));
  }
  for (const [range, openings] of all) {
    const drawn = openings.map(({ drawnMs }) => drawnMs);
    const inPage = median(openings.map(({ inPageMs }) => inPageMs));
    const frames = median(openings.map((opening) => opening.frames));
    print([range, ...[drawn[0] ?? 0, median(drawn), inPage, frames].map((ms) => ms.toFixed(0))]);
  }
});
