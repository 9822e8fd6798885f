import type { Locator, Page } from '@playwright/test';
import { appState, heights } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { closeWindow } from './support/launch-app.ts';
import { newUserFolder } from './support/user-folder.ts';

const TAKEN = /Accepted|Confirmed/;

/** Blocks come every few seconds; luck and a busy computer may stretch that. */
const BLOCKS = { timeout: 180_000 } as const;

function go(page: Page, name: 'Home' | 'Blocks' | 'Logs' | 'Settings'): Promise<void> {
  return page.getByRole('navigation').getByRole('link', { name }).click();
}

function ownBlocks(page: Page): Locator {
  return page.getByRole('table', { name: 'Blocks you found' }).getByRole('row');
}

/** Colours of the parts of a thread's latest line at `info`: time, level, first tag, text. */
function coloursOfLine(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const lines = [...document.querySelectorAll('[role="log"] [data-level="info"]')];
    const line = lines.findLast((each) => each.textContent.includes('[Thread'));
    const tag = line.querySelector('[role="button"]');
    const parts = [line.children[0], line.children[1], tag, line.lastElementChild];
    return parts.map((part) => getComputedStyle(part).color);
  })()`);
}

test('a user starts, mines, looks around, stops, and finds everything again', async ({
  launch,
}) => {
  test.setTimeout(2 * BLOCKS.timeout + 120_000);
  const folder = await newUserFolder();
  const first = await launch(folder);
  const { page } = first;

  await test.step('the first run is one page, and Start is one click away', async () => {
    await expect(page.getByRole('heading', { name: 'Welcome to Heddle' })).toBeVisible();
    await page.getByRole('button', { name: 'Start mining' }).click();
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  });

  await test.step('the network accepts blocks', async () => {
    await go(page, 'Blocks');
    await expect
      .poll(() => ownBlocks(page).filter({ hasText: TAKEN }).count(), BLOCKS)
      .toBeGreaterThanOrEqual(3);
  });

  await test.step('the hash rate is shown, and its chart moves', async () => {
    await go(page, 'Home');
    await expect(page.getByTestId('hash-rate')).toHaveText(/^[1-9][\d.,]*\s*[kMGT]?H\/s$/);
    const curve = page.locator('path.recharts-line-curve').last();
    await expect(curve).toHaveAttribute('d', /^M[\d.,\sMLCHV-]+$/);
    const before = (await curve.getAttribute('d')) ?? '';
    await expect(curve).not.toHaveAttribute('d', before);
    const later = (await curve.getAttribute('d')) ?? '';
    await expect(curve).not.toHaveAttribute('d', later);
  });

  await test.step('the log is coloured and tagged', async () => {
    await go(page, 'Logs');
    const log = page.getByRole('log', { name: 'Log' });
    const line = log
      .locator('[data-level="info"]')
      .filter({ hasText: /\[Thread \d+/ })
      .last();
    await expect(line).toHaveText(/^20\d\d-\d\d-\d\d [\d:.]{12} Info\s+\[Thread \d+.*\] .+/);
    expect(new Set(await coloursOfLine(page)).size).toBe(4);
  });

  await test.step('Stop stops', async () => {
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Start mining' })).toBeVisible();
    await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('stopped');
  });

  const before = { heights: await heights(page), blocks: (await appState(page)).snapshot.blocks };
  expect(before.heights).toHaveLength(20);
  expect(first.complaints).toEqual([]);
  await closeWindow(first);
  expect(await first.ended).toBe(0);

  await test.step('the next day all of it is still there', async () => {
    const second = await launch(folder);
    await go(second.page, 'Blocks');
    const newest = before.blocks[0];
    if (newest === undefined) throw new Error('there was no block');
    await expect(ownBlocks(second.page).filter({ hasText: TAKEN }).first()).toBeVisible();
    expect((await appState(second.page)).snapshot.blocks.map(({ id }) => id)).toContain(newest.id);

    await second.page.getByRole('button', { name: 'Start mining' }).click();
    await expect.poll(async () => (await heights(second.page)).length).toBe(20);
    const now = await heights(second.page);
    for (const [chain, height] of before.heights.entries()) {
      expect(now[chain]).toBeGreaterThanOrEqual(height);
    }
    await expect
      .poll(async () => (await appState(second.page)).snapshot.blocks.length, BLOCKS)
      .toBeGreaterThan(before.blocks.length);
    expect(second.complaints).toEqual([]);
  });
});
