/**
 * Prints how long each range of a chart takes in the real program, with a year of 20 machines: from the click
 * to the frame that shows the line, beside a frame of the same page that draws nothing. On Home, on the page of a
 * machine, and where machines are compared; and how long each of these pages takes to show its line.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { MACHINES, rigName } from '../../bench/history/machines.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { appState } from './support/app-facts.ts';
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

/** Clicks on what has this text and waits for a new line of the first chart, or of all lines where machines are compared. */
function clickToLine(page: Page, kind: 'a' | 'button' | 'label', text: string): Promise<Opening> {
  return page.evaluate(`new Promise((resolve) => {
    const line = () =>
      [...document.querySelectorAll('main path.recharts-line-curve')]
        .map((path) => path.getAttribute('d'))
        .join(' ');
    const target = [...document.querySelectorAll(${JSON.stringify(kind)})].find(
      ({ textContent }) => textContent.trim() === ${JSON.stringify(text)},
    );
    const before = line();
    const startMs = performance.now();
    let inPageMs = null;
    let frames = 0;
    new MutationObserver((_, observer) => {
      const now = line();
      if (now === before || now === '') return;
      inPageMs = performance.now() - startMs;
      observer.disconnect();
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    const frame = () => {
      frames += 1;
      const next = () => resolve({ drawnMs: performance.now() - startMs, inPageMs, frames });
      requestAnimationFrame(inPageMs === null ? frame : next);
    };
    target.click();
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

/** Opens a page and each range of its chart several times, and prints how long each takes. */
async function measure(page: Page, name: string, open: () => Promise<Opening>): Promise<void> {
  const all = new Map<string, Opening[]>(['page', ...RANGES].map((what) => [what, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    all.get('page')?.push(await open());
    for (const range of RANGES) all.get(range)?.push(await clickToLine(page, 'label', range));
  }
  process.stdout.write(`\n${name}: a frame takes ${(await frameMs(page)).toFixed(1)} ms\n`);
  print(['', 'first', 'median', 'in page', 'frames']);
  for (const [what, openings] of all) {
    const drawn = openings.map(({ drawnMs }) => drawnMs);
    const inPage = median(openings.map(({ inPageMs }) => inPageMs));
    const frames = median(openings.map((opening) => opening.frames));
    print([what, ...[drawn[0] ?? 0, median(drawn), inPage, frames].map((ms) => ms.toFixed(0))]);
  }
}

test('from the click to the line', async ({ launch }) => {
  const folder = await settledUserFolder({
    ...{ worker: 'stratum', stratumInterface: '127.0.0.1', stratumPort: 0 },
    ...{ practiceGraph: 'pair', stratumDifficulty: 'period:10' },
  });
  execFileSync(process.execPath, [WRITE_YEAR, join(folder, 'history.db')]);
  const { page } = await launch(folder);
  await page.evaluate(`window.miner.savePreferences({ language: 'en' })`);
  await page.getByRole('button', { name: 'Start mining' }).click();
  const port = async (): Promise<number> =>
    (await appState(page)).snapshot.stratum?.listening?.port ?? 0;
  await expect.poll(port).toBeGreaterThan(0);
  const listensAt = await port();
  const rigs = Array.from({ length: MACHINES }, (_, index) =>
    ScriptedMachine.start(listensAt, `account.${rigName(index)}`),
  );
  const machines = await Promise.all(rigs);
  // A level line has no height: Playwright calls it hidden.
  const line = page.locator('main path.recharts-line-curve').first();

  await expect(line).toBeAttached();
  await measure(page, 'Home', async () => {
    await page.getByRole('link', { name: 'Logs' }).click();
    await expect(line).not.toBeAttached();
    return clickToLine(page, 'a', 'Home');
  });
  const showMachines = async (): Promise<void> => {
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByRole('link', { name: 'Machines' }).click();
    const back = page.getByRole('button', { name: /^(Show all|All) machines$/ });
    const list = page.getByRole('table', { name: 'Machines' });
    await expect(list.or(back)).toBeVisible();
    if (await back.isVisible()) await back.click();
    await expect(list).toBeVisible();
    await expect(line).not.toBeAttached();
    await expect(page.getByRole('button', { name: rigName(7), exact: true })).toBeVisible();
  };
  await measure(page, 'A machine', async () => {
    await showMachines();
    return clickToLine(page, 'button', rigName(7));
  });
  await measure(page, 'Four machines compared', async () => {
    await showMachines();
    await page.getByRole('button', { name: rigName(7), exact: true }).click();
    await expect(line).toBeAttached();
    return clickToLine(page, 'button', 'Compare');
  });
  await Promise.all(machines.map((machine) => machine.leave()));
});
