/** The smallest window, also at 150 % zoom, in the language with the longer words. */
import type { ElectronApplication, Page } from '@playwright/test';
import { layEasyPractice } from '../../../src-core/tests/easy-practice.ts';
import { ScriptedMachine } from '../../../src-core/tests/scripted-machine.ts';
import { expect, test } from '../support/app-test.ts';
import { stratumPort } from '../support/sharing-machines.ts';
import { hurryClock } from '../support/step-clock.ts';
import { settledUserFolder } from '../support/user-folder.ts';

/** What scrolls sideways in the page, with how much is out of sight, px. */
function scrolledSideways(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('html, main, main *')]
    .filter((each) => each.scrollWidth > each.clientWidth + 1)
    .filter((each) => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX) || each.matches('html'))
    .map((each) => each.className + ': ' + (each.scrollWidth - each.clientWidth))`);
}

async function shrink(app: ElectronApplication, page: Page, zoom: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, factor) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setContentSize(900, 600);
    window?.webContents.setZoomFactor(factor);
  }, zoom);
  await expect.poll(() => page.evaluate<number>('innerWidth')).toBe(900 / zoom);
}

test('in the smallest window at 150 % no page scrolls sideways', async ({ launch }) => {
  const folder = await settledUserFolder({
    ...{ practiceGraph: 'triangle', workers: ['stratum', 'cpu'], cpuThreads: 1 },
    ...{ stratumInterface: '127.0.0.1', stratumPort: 0 },
  });
  await layEasyPractice(folder, 'triangle', 1_000_000);
  const { app, page, complaints } = await launch(folder);
  await page.evaluate(`window.miner.savePreferences({ language: 'de' })`);
  await page.getByRole('button', { name: 'Mining starten' }).click();
  await shrink(app, page, 1.5);
  const pages = [
    ['Blöcke', page.getByRole('table', { name: 'Deine gefundenen Blöcke' }).getByText('Bestätigt')],
    ['Geräte', page.getByText('Pool-Adresse')],
    ['Übersicht', page.getByTestId('verdict')],
  ] as const;
  for (const [name, shown] of pages) {
    await page.getByRole('navigation').getByRole('link', { name }).click();
    await expect(shown.first()).toBeVisible({ timeout: 30_000 });
    expect(await scrolledSideways(page), name).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('the list of machines keeps its place when some are refused and others leave', async ({
  launch,
}) => {
  const rigs = ['attic', 'barn', 'cellar', 'garage'];
  const folder = await settledUserFolder({
    ...{ practiceGraph: 'triangle', worker: 'stratum', stratumAllowedRigs: rigs },
    ...{ stratumInterface: '127.0.0.1', stratumPort: 0 },
  });
  const { app, page, complaints } = await launch(folder);
  await page.getByRole('button', { name: 'Start mining' }).click();
  const port = await stratumPort(page);
  const [attic, ...others] = await Promise.all(
    rigs.map((rig) => ScriptedMachine.start(port, `account.${rig}`)),
  );
  await page.evaluate(`window.miner.savePreferences({ language: 'de' })`);
  await shrink(app, page, 1);
  // The page opens with the list where it knows of machines.
  await expect(page.getByRole('banner', { name: 'Status' })).toContainText('4 Geräte');
  await page.getByRole('navigation').getByRole('link', { name: 'Geräte' }).click();
  const total = page.getByLabel('Alle Geräte zusammen');
  await expect(total).toContainText('4 online');
  // From the top of the page, as the strip above it grows with what it says.
  const headAt = (): Promise<number> =>
    page.evaluate<number>(`document.querySelector('table[aria-label="Geräte"]').getBoundingClientRect().y
      - document.querySelector('main').getBoundingClientRect().y`);
  const before = await headAt();

  const shed = await ScriptedMachine.connect(port);
  await shed.subscribe();
  await shed.request('mining.authorize', ['account.shed', 'x']);
  await expect(total).toContainText('1 abgelehnt');
  await hurryClock(app, 10);
  await Promise.all(others.map((machine) => machine.leave()));
  await expect(total).toContainText('3 getrennt', { timeout: 60_000 });
  // Less than a pixel.
  expect(Math.abs((await headAt()) - before)).toBeLessThan(1);
  await attic!.leave();
  await shed.leave();
  expect(complaints).toEqual([]);
});
