import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { layEasyPractice } from '../../src-core/tests/easy-practice.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { mineOnlyWith } from './support/choose-worker.ts';
import { answerDialogs, shownDialogs } from './support/native-dialogs.ts';
import { SEARCHER } from './support/searcher-program.ts';
import { SharingMachine, stratumPort } from './support/sharing-machines.ts';
import { settledUserFolder } from './support/user-folder.ts';

const BLOCKS = { timeout: 60_000 } as const;

async function mineBlocks(page: Page): Promise<void> {
  const strip = page.getByRole('banner', { name: 'Status' });
  await strip.getByRole('button', { name: 'Start mining', exact: true }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Blocks' }).click();
  const taken = page
    .getByRole('table', { name: 'Blocks you found' })
    .getByRole('row')
    .filter({ hasText: /Accepted|Confirmed/ });
  await expect(taken.first()).toBeVisible(BLOCKS);
  const { blockCounts } = (await appState(page)).snapshot;
  expect(blockCounts.accepted + blockCounts.confirmed).toBeGreaterThan(0);
  expect(blockCounts.refused).toBe(0);
}

test('machines chosen in Settings begin with shares, and other choices leave them so', async ({
  launch,
}) => {
  const folder = await settledUserFolder({
    ...{ practiceGraph: 'singleton', stratumInterface: '127.0.0.1', stratumPort: 0 },
  });
  // As hard as on mainnet: a block takes an ASIC ten minutes.
  await layEasyPractice(folder, 'singleton', 1e15);
  const { page } = await launch(folder);
  expect((await appState(page)).config.stratumDifficulty).toBe('block');
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  const group = page.getByRole('region', { name: 'What mines?' });
  await mineOnlyWith(group, /ASICs over the network/);
  await expect
    .poll(async () => (await appState(page)).config)
    .toMatchObject({ worker: 'stratum', stratumDifficulty: 'period:10' });
  const difficulty = page.getByRole('radiogroup', { name: 'Share difficulty' });
  await expect(difficulty.getByRole('radio', { name: 'Automatic' })).toBeChecked();

  await page.getByRole('button', { name: 'Start mining' }).click();
  const strip = page.getByRole('banner', { name: 'Status' });
  await expect(strip).toContainText('No machine is connected.');
  const machine = await SharingMachine.start(await stratumPort(page), 'rig01');
  // The page knows of it: before, Machines begins with how to connect one.
  await expect(strip).not.toContainText('No machine is connected.');
  await page.getByRole('navigation').getByRole('link', { name: 'Machines' }).click();
  await page.getByRole('button', { name: 'rig01' }).click();
  await expect(
    page.getByText(
      /^It has work\. At its level a small ASIC \(.+\) finds a share in .*\b[1-9]\ss\.$/,
    ),
  ).toBeVisible();
  await machine.leave();
});

test('a user tries a program of their own, and it mines', async ({ launch }) => {
  const folder = await settledUserFolder({ practiceGraph: 'singleton' });
  await layEasyPractice(folder, 'singleton', 20_000);
  const script = join(folder, 'my-miner.cjs');
  await writeFile(script, SEARCHER);
  const { app, page, complaints } = await launch(folder);
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  const group = page.getByRole('region', { name: 'What mines?' });
  await mineOnlyWith(group, /Your own program/);
  const tryIt = group.getByRole('button', { name: 'Try it' });

  await test.step('one that was not agreed to does not run', async () => {
    await answerDialogs(app, 0);
    const ran = join(folder, 'ran');
    await group.getByLabel('Command').fill(`touch '${ran}' #`);
    await group.getByLabel('Command').blur();
    await tryIt.click();
    await expect.poll(() => shownDialogs(app)).toHaveLength(1);
    await expect(tryIt).toBeEnabled();
    await page.getByRole('button', { name: 'Start mining' }).click();
    await expect(page.getByRole('banner', { name: 'Status' })).toContainText(
      'You have not agreed to run the command of the external program.',
    );
    expect((await shownDialogs(app)).map(({ detail }) => detail)).toEqual([
      expect.stringContaining(`touch '${ran}' #`),
      expect.stringContaining(`touch '${ran}' #`),
    ]);
    await expect(readFile(ran)).rejects.toThrow('ENOENT');
    await answerDialogs(app, 1);
  });

  await test.step('one that prints something else is explained', async () => {
    await group.getByLabel('Command').fill('echo hello #');
    await group.getByLabel('Command').blur();
    await expect
      .poll(async () => (await appState(page)).config.externalWorkerCommand)
      .toBe('echo hello #');
    await tryIt.click();
    await expect(group).toContainText('This does not work');
    await expect(group).toContainText('hello');
  });

  const command = `'${process.execPath}' '${script}'`;
  await group.getByLabel('Command').fill(command);
  await group.getByLabel('Command').blur();
  await expect.poll(async () => (await appState(page)).config.externalWorkerCommand).toBe(command);
  await tryIt.click();
  await expect(group).toContainText('This works: the program found a correct nonce');
  await mineBlocks(page);
  // Each of the two that ran was asked about once.
  expect(await shownDialogs(app)).toHaveLength(4);
  expect((await appState(page)).snapshot.problems).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a program that fails is explained until it works again, and variables of a file stay', async ({
  launch,
}) => {
  const folder = await settledUserFolder({
    practiceGraph: 'singleton',
    worker: 'external',
    externalWorkerCommand: './no-such-gpu-miner',
    externalWorkerEnvironment: { DEVICE: '0' },
  });
  await layEasyPractice(folder, 'singleton', 20_000);
  const script = join(folder, 'my-miner.cjs');
  await writeFile(script, SEARCHER);
  const { app, page, complaints } = await launch(folder);
  await answerDialogs(app, 1);
  const status = page.getByRole('banner', { name: 'Status' });
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(status).toContainText(
    'External 0 failed: the program in its command was not found.',
  );
  await expect(status).toContainText(/Heddle retries automatically: \d+ failures since/);
  await status.getByRole('button', { name: 'Change the command' }).click();
  const group = page.getByRole('region', { name: 'What mines?' });
  await expect(group.getByLabel('Command')).toBeFocused();

  await test.step('variables that came meanwhile are shown, and not wiped by the next edit', async () => {
    const name = (row: number) => group.getByLabel(`Name of variable ${row}`);
    await group.getByRole('button', { name: 'Add a variable' }).click();
    await name(2).fill('TYPED');
    await page.evaluate(
      `window.miner.saveConfig({ externalWorkerEnvironment: { DEVICE: '7', LIMIT: '90' } })`,
    );
    await expect(name(2)).toHaveValue('LIMIT');
    await group.getByLabel('Value of variable 1').fill('8');
    await group.getByLabel('Value of variable 1').blur();
    const variables = async () => (await appState(page)).config.externalWorkerEnvironment;
    await expect.poll(variables).toEqual({ DEVICE: '8', LIMIT: '90' });
    await group.getByRole('button', { name: 'Remove' }).first().click();
    await expect.poll(variables).toEqual({ LIMIT: '90' });
  });

  const command = `'${process.execPath}' '${script}'`;
  await group.getByLabel('Command').fill(command);
  await group.getByLabel('Command').blur();
  await expect.poll(async () => (await appState(page)).config.externalWorkerCommand).toBe(command);
  await page.getByRole('button', { name: 'Stop' }).click();
  await mineBlocks(page);
  expect((await appState(page)).snapshot.problems).toEqual([]);
  expect(complaints).toEqual([]);
});

test('simulated machines make blocks on a practice network without proof of work', async ({
  launch,
}) => {
  const folder = await settledUserFolder({ practiceGraph: 'singleton', practiceBlockDelay: 1 });
  const { page, complaints } = await launch(folder);
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  const group = page.getByRole('region', { name: 'What mines?' });
  await group.getByText('For testing', { exact: true }).click();
  await mineOnlyWith(group, /Simulation/);
  await group.getByLabel('Hash rate', { exact: true }).fill('50 MH/s');
  await group.getByLabel('Hash rate', { exact: true }).press('Enter');
  await expect.poll(async () => (await appState(page)).config.hashRate).toBe(50_000_000);
  await group.getByRole('switch', { name: 'Practice without proof of work' }).click();
  await expect.poll(async () => (await appState(page)).config.practiceDisablePow).toBe(true);
  await mineBlocks(page);
  expect(complaints).toEqual([]);
});
