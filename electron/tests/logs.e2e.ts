import type { Page } from '@playwright/test';
import { freePort } from '../../src-core/tests/loopback-server.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { settledUserFolder } from './support/user-folder.ts';

/** How far the newest line is below what is seen of the log, px. */
function belowSight(page: Page): Promise<number> {
  return page.evaluate<number>(`(() => {
    const list = document.querySelector('[role="log"]');
    return list.scrollHeight - list.scrollTop - list.clientHeight;
  })()`);
}

/** Scrolls up by half a page, as no wheel and no key does. */
function loseSight(page: Page): Promise<void> {
  return page.evaluate(`(() => {
    const list = document.querySelector('[role="log"]');
    list.scrollTop -= list.clientHeight / 2;
  })()`);
}

test('the log continues with its newest line until it is paused', async ({ launch }) => {
  // Some lines a second, without hashing.
  const folder = await settledUserFolder({
    worker: 'constant-delay',
    constantDelayBlockTime: 4,
    practiceDisablePow: true,
  });
  const { page } = await launch(folder);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Logs' }).click();
  await expect(page.getByRole('log', { name: 'Log' })).toBeVisible();
  await expect.poll(async () => (await appState(page)).logs.length).toBeGreaterThan(60);

  // A list whose lines grew, or came faster than they were drawn, is not at its end for a moment.
  await loseSight(page);
  await expect.poll(() => belowSight(page)).toBeLessThan(24);

  const list = page.getByRole('log', { name: 'Log' });
  await page.getByRole('button', { name: 'Export' }).focus();
  await page.keyboard.press('Tab');
  await expect(list).toBeFocused();
  await expect(list).toHaveCSS('outline-style', 'solid');
  await list.hover();
  await page.mouse.wheel(0, -2_000);
  await expect(page.getByRole('button', { name: /^Jump to newest, \d+ more$/ })).toBeVisible();
  expect(await belowSight(page)).toBeGreaterThan(24);
  await page.getByRole('button', { name: /^Jump to newest/ }).click();
  await expect.poll(() => belowSight(page)).toBeLessThan(24);

  const { x, y, width, height } = (await list.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width - 4, y + height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.getByRole('button', { name: /^Jump to newest/ })).toBeVisible();
});

test('lines that repeat are folded, and what is looked for is marked', async ({ launch }) => {
  const node = `127.0.0.1:${await freePort()}`;
  const { page } = await launch(await settledUserFolder({ practice: false, node }));
  await page.evaluate(`window.miner.savePreferences({ language: 'en' })`);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Logs' }).click();
  const list = page.getByRole('log', { name: 'Log' });
  await page.getByRole('textbox', { name: 'Filter the log' }).fill('"no work" econnrefused');
  await expect(list.getByText(/^\d+ times since \d{4}-/)).toBeVisible({ timeout: 30_000 });
  const found = list.locator('mark');
  await expect(found.filter({ hasText: /^No work$/ }).first()).toBeVisible();
  await expect(found.filter({ hasText: /^ECONNREFUSED$/ }).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter the log' }).fill('"work no"');
  await expect(page.getByText('No line matches the filter.')).toBeVisible();
});
