import type { Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import axe from 'axe-core';
import { layEasyPractice } from '../../src-core/tests/easy-practice.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { mineOnlyWith } from './support/choose-worker.ts';
import { mineShare } from './support/hashing-machine.ts';
import { closeWindow } from './support/launch-app.ts';
import { closeMachines, machine, PASSWORD, searchFor } from './support/simulated-machines.ts';
import { folderForMachines, newUserFolder, settledUserFolder } from './support/user-folder.ts';

const USER = 'account.rig01';

/** The rules that a theme can break. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Experimental in axe, so off unless asked for: a button's visible text is part of its name. */
const NAME_RULE = 'label-content-name-mismatch';

/** All rules in one theme, those of colour and names in the other. */
const RULES = {
  light: { rules: { [NAME_RULE]: { enabled: true } } },
  dark: { runOnly: [...COLOUR_RULES, NAME_RULE] },
};

/** Colours that fade and panels that slide are judged where they end; what moves all the time has no end. */
const SETTLED = `Promise.all(
  document.getAnimations()
    .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
    .map((each) => each.finished.catch(() => null)),
).then(() => document.fonts.ready).then(() => true)`;

/** Each rule that what is on screen breaks, with the elements that break it. */
async function violations(page: Page, theme: keyof typeof RULES): Promise<string[]> {
  await page.evaluate(SETTLED);
  const options = JSON.stringify({ ...RULES[theme], resultTypes: ['violations'] });
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return results.violations.map(({ id, nodes }) =>
    [id, ...nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`)].join('\n'),
  );
}

/** What is on screen breaks no rule, in neither theme. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate(`window.miner.savePreferences({ theme: '${theme}' })`);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    expect.soft(await violations(page, theme), `${what}, ${theme}`).toEqual([]);
  }
}

function go(page: Page, name: string): Promise<void> {
  return page.getByRole('navigation').getByRole('link', { name }).click();
}

test.afterEach(closeMachines);

test('the first run breaks no rule of accessibility', async ({ launch }) => {
  const { page } = await launch(await newUserFolder());
  await expect(page.getByRole('heading', { name: 'Welcome to Heddle' })).toBeVisible();
  await page.evaluate(axe.source);
  await expectAccessible(page, 'first run');

  await page.getByRole('radio', { name: /my own node/ }).check();
  await page.getByText('No node yet? How to get one').click();
  await expect(page.getByRole('button', { name: 'Copy the two options' })).toBeVisible();
  await expectAccessible(page, 'first run with a node');
});

test('finding, setting up and watching a machine break no rule', async ({ launch }) => {
  test.setTimeout(240_000);
  const device = await machine('antminer', '127.0.72.41');
  const { page } = await launch(await folderForMachines({ watchMachines: 1 }));
  await mineOnlyWith(page, /ASICs over the network/);
  await page.getByRole('checkbox', { name: /Help me find my machines/ }).check();
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(page.getByRole('heading', { name: 'Find machines' })).toBeVisible();
  await page.evaluate(axe.source);
  await expectAccessible(page, 'find machines');
  await searchFor(page, [device]);
  await expectAccessible(page, 'machines found');

  await page.getByRole('checkbox', { name: 'Choose all' }).check();
  await page.getByRole('button', { name: 'Use Heddle' }).click();
  await expect(page.getByRole('table', { name: 'What will be changed' })).toBeVisible();
  await page.getByLabel('Password of the web page').fill(PASSWORD);
  await expectAccessible(page, 'plan');
  await page.getByRole('button', { name: 'Set up 1 machine' }).click();
  await expect(page.getByRole('list', { name: 'Progress' })).toBeVisible();
  await expectAccessible(page, 'setting up');

  await page.getByRole('button', { name: 'Show all machines' }).click();
  const row = page.getByRole('table', { name: 'Machines' }).getByRole('row').nth(1);
  await row.getByRole('button').first().click();
  await expect(page.getByRole('region', { name: 'Machine', exact: true })).toBeVisible();
  await expectAccessible(page, 'a device');
});

test('no page and no dialog breaks a rule of accessibility', async ({ launch }) => {
  const folder = await settledUserFolder({
    practiceGraph: 'triangle',
    workers: ['stratum', 'cpu'],
    cpuThreads: 1,
    cpuDutyCycle: 0.1,
    notifyQuietHours: '22:00-07:00',
    stratumInterface: '127.0.0.1',
    stratumPort: 0,
    stratumDifficulty: 10,
    stratumMinDifficulty: 10,
  });
  const notice = { kind: 'machine-back', machine: 'rig01', awayMs: 60_000, atMs: Date.now() };
  await writeFile(
    join(folder, 'notices.json'),
    JSON.stringify({ version: 1, quiet: { notices: [], more: 0 }, recent: [notice] }),
  );
  // A block for the lists, within some shares.
  await layEasyPractice(folder, 'triangle', 50_000);
  const launched = await launch(folder);
  const { page } = launched;
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('mining');
  const port = (await appState(page)).snapshot.stratum?.listening?.port ?? 0;
  const rig = await ScriptedMachine.start(port, USER);
  const found = new AbortController();
  const mining = (async () => {
    while (!found.signal.aborted) await mineShare(rig, USER, found.signal);
  })();
  await expect.poll(async () => (await appState(page)).snapshot.blocks.length).toBeGreaterThan(0);
  found.abort();
  await mining;
  await page.evaluate(axe.source);

  for (const name of ['Home', 'Blocks', 'Notices', 'Logs', 'Diagnosis', 'Settings']) {
    await go(page, name);
    await expect(page.getByRole('main', { name })).toBeVisible();
    if (name === 'Settings') {
      // Its groups come one after the other, and then this.
      await expect(page.getByText(/^Heddle \d/)).toBeVisible();
      await page.evaluate(
        `document.querySelectorAll('details').forEach((each) => (each.open = true))`,
      );
    }
    await expectAccessible(page, name);
  }

  await page.getByRole('button', { name: 'Create a new key' }).click();
  await expect(page.getByRole('dialog', { name: 'New key' })).toBeVisible();
  await expectAccessible(page, 'new key');
  await page.keyboard.press('Escape');

  await go(page, 'Machines');
  await expect(page.getByRole('table', { name: 'Machines' })).toBeVisible();
  await expectAccessible(page, 'Machines');
  await page.getByRole('button', { name: 'rig01' }).click();
  await expect(page.getByRole('heading', { name: 'rig01' })).toBeVisible();
  await expectAccessible(page, 'a machine');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { name: 'Compare machines' })).toBeVisible();
  await expectAccessible(page, 'compared machines');

  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await expect(palette).toBeVisible();
  await expectAccessible(page, 'palette');
  await palette.getByRole('combobox').fill('connect a machine');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Connect a machine' })).toBeVisible();
  await expectAccessible(page, 'connecting');

  await closeWindow(launched);
  await expect(page.getByRole('dialog', { name: 'Keep mining?' })).toBeVisible();
  await expectAccessible(page, 'closing');
  await rig.leave();
});
