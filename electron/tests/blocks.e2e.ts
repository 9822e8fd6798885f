import type { Page } from '@playwright/test';
import { layEasyPractice } from '../../src-core/tests/easy-practice.ts';
import { startScriptedNode } from '../../src-core/tests/scripted-node.ts';
import type { ScriptedNode } from '../../src-core/tests/scripted-node.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { closeWindow } from './support/launch-app.ts';
import { settledUserFolder } from './support/user-folder.ts';

function go(page: Page, name: string): Promise<void> {
  return page.getByRole('navigation').getByRole('link', { name }).click();
}

/** Another miner's blocks, and that many pieces of work on top of them. */
function othersFind(node: ScriptedNode, blocks: number, works: number): void {
  for (let block = 0; block < blocks; block += 1) node.grow();
  node.worksLeft = works;
  node.tell('event:New Cut\n\n');
}

test('a block of a real network stays on every page until it was seen, over a restart too', async ({
  launch,
}) => {
  const node = await startScriptedNode();
  node.versionName = 'mainnet01';
  node.worksLeft = 1;
  const folder = await settledUserFolder({ practice: false, node: `127.0.0.1:${node.port}` });
  const first = await launch(folder);
  const { page } = first;
  const card = page.getByRole('region', { name: 'You found a block.' });

  await page.getByRole('button', { name: 'Start mining' }).click();
  const today = page.getByRole('region', { name: 'Your blocks today', exact: true });
  await expect(today).toContainText(/Earned today: 0\sKDA · 7\sdays:\s0\sKDA/);
  await expect(card).toContainText('Chain 0, height 1, found by CPU 0');
  await expect(card).toContainText('mainnet01');
  await expect(card).toContainText('Accepted');
  await go(page, 'Machines');
  await expect(card).toBeVisible();

  othersFind(node, 1, 1);
  await expect(page.getByRole('region', { name: 'You found 2 blocks.' })).toContainText('height 2');
  // Other blocks have the places of both: what becomes of them shows at once.
  othersFind(node, 6, 0);
  await expect(page.getByRole('region', { name: 'You found 2 blocks.' })).toContainText('Orphaned');

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Start mining' })).toBeVisible();
  await closeWindow(first);
  expect(await first.ended).toBe(0);

  const { page: again } = await launch(folder);
  // The strip speaks of the next start: the figures of the last network have its name beside them.
  await expect(again.getByRole('region', { name: 'Your blocks today', exact: true })).toContainText(
    'mainnet01',
  );
  const still = again.getByRole('region', { name: 'You found 2 blocks.' });
  await still.getByRole('button', { name: 'Show it' }).click();
  const rows = again.getByRole('table', { name: 'Blocks you found' }).getByRole('row');
  await expect(rows.filter({ hasText: 'Orphaned' })).toHaveCount(2);
  const luck = again.getByRole('table', { name: 'Luck' }).getByRole('row', { name: /^24 h/ });
  await expect(luck.getByRole('cell').first()).toHaveText('2');
  await still.getByRole('button', { name: 'Dismiss' }).click();
  await expect(still).toBeHidden();
  await again.reload();
  await expect(rows.first()).toBeHidden();
  await go(again, 'Blocks');
  await expect(rows.first()).toBeVisible();
  await expect(still).toBeHidden();
  await node.close();
});

test('practice announces its first block alone, and its page says what chance does', async ({
  launch,
}) => {
  const folder = await settledUserFolder({ practiceGraph: 'triangle' });
  await layEasyPractice(folder, 'triangle', 1_000_000);
  const { page } = await launch(folder);
  // The light that goes from it through the braid is gone after some seconds.
  const lit = page.evaluate(`new Promise((resolve) => {
    const look = () => document.querySelectorAll('[data-lit]').length === 3 && resolve('all threads');
    new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, childList: true });
  })`);
  await page.getByRole('button', { name: 'Start mining' }).click();
  const card = page.getByRole('region', { name: /^Your first practice block/ });
  await expect(card).toBeVisible();
  expect(await lit).toBe('all threads');
  await card.getByRole('button', { name: 'Show it' }).click();
  await expect(page.getByText('Practice: these blocks are worth nothing')).toBeVisible();
  await card.getByRole('button', { name: 'Dismiss' }).click();
  const counted = (await appState(page)).snapshot.blocks.length;
  await expect
    .poll(async () => (await appState(page)).snapshot.blocks.length, { timeout: 60_000 })
    .toBeGreaterThan(counted);
  await expect(card).toBeHidden();

  const panel = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(panel('Chance of a block')).toContainText('nearly certain', { timeout: 20_000 });
  await expect(panel('Best shares')).toContainText('a block');
  await expect(panel('Best shares')).toContainText('by CPU 0');
  await expect(panel('Earned')).toContainText('Practice blocks pay no coins.');
  await go(page, 'Home');
  await expect(panel('Your next block')).toContainText('a block');
  await expect(panel('Your blocks today')).toContainText('practice');
});

test('the heading and the table of luck count the same blocks, while several come each second', async ({
  launch,
}) => {
  const folder = await settledUserFolder({ practiceGraph: 'triangle' });
  await layEasyPractice(folder, 'triangle', 5_000);
  const { page } = await launch(folder);
  await go(page, 'Blocks');
  // Each time that the page changes, what it counts above and in the longest period of the table.
  const counted = page.evaluate<(readonly [string, string])[]>(`new Promise((resolve) => {
    const seen = new Map();
    const look = () => {
      const found = document.querySelector('main h1 + p')?.textContent.match(/\\d+/)?.[0];
      const cell = [...document.querySelectorAll('main table[aria-label="Luck"] tbody tr')].at(-1)?.cells[1];
      if (found === undefined || cell === undefined) return;
      seen.set(found + ' ' + cell.textContent, [found, cell.textContent]);
      if (seen.size >= 3) resolve([...seen.values()]);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  })`);
  await page.getByRole('button', { name: 'Start mining' }).click();
  for (const [found, inTable] of await counted) expect(found).toBe(inTable);
});
