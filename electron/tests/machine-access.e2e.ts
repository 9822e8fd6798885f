/** Which machines may mine: the question about new ones, the list, and letting in what the list keeps out. */
import type { Locator, Page } from '@playwright/test';
import type { MinerConfig } from '../../src-core/index.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { stratumPort } from './support/sharing-machines.ts';
import { settledUserFolder } from './support/user-folder.ts';

const SETTINGS: Partial<MinerConfig> = {
  practiceGraph: 'singleton',
  worker: 'stratum',
  stratumInterface: '127.0.0.1',
  stratumPort: 0,
  stratumDifficulty: 44,
  stratumAllowedRigs: ['attic'],
};

function go(page: Page, name: string): Promise<void> {
  return page.getByRole('navigation').getByRole('link', { name }).click();
}

async function startAndListen(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Start mining' }).click();
  return stratumPort(page);
}

function rowOf(page: Page, name: string): Locator {
  return page.getByRole('table', { name: 'Machines' }).getByRole('row', { name });
}

async function ask(port: number, name: string): Promise<ScriptedMachine> {
  const machine = await ScriptedMachine.connect(port);
  await machine.subscribe();
  machine.write(`{"id":9,"method":"mining.authorize","params":["account.${name}","x"]}\n`);
  return machine;
}

test('a machine that the list keeps out is let in from its row, without a restart', async ({
  launch,
}) => {
  const { page, complaints } = await launch(await settledUserFolder(SETTINGS));
  const port = await startAndListen(page);
  await go(page, 'Machines');
  const shed = await ask(port, 'shed');
  expect((await shed.answer(9)).error).not.toBeNull();
  await page.getByRole('button', { name: 'Show all machines' }).click();
  await expect(rowOf(page, 'shed')).toContainText('is not on the list');
  await rowOf(page, 'shed').getByRole('button', { name: 'Let it in' }).click();
  await shed.closed;
  await expect
    .poll(async () => (await appState(page)).config.stratumAllowedRigs)
    .toEqual(['attic', 'shed']);
  await expect(rowOf(page, 'shed')).toContainText('It mines as soon as it reconnects.');
  await expect(rowOf(page, 'shed').getByRole('button', { name: 'Let it in' })).toHaveCount(0);
  const again = await ask(port, 'shed');
  expect((await again.answer(9)).result).toBe(true);
  await expect(rowOf(page, 'shed')).toContainText('Has work');
  await expect(rowOf(page, 'shed').getByRole('button', { name: 'Let it in' })).toHaveCount(0);
  await again.leave();
  expect(complaints).toEqual([]);
});

test('a machine that asks is named in its row, and turning the question off asks about the list', async ({
  launch,
}) => {
  const folder = await settledUserFolder({ ...SETTINGS, stratumAskFirst: true });
  const { page, complaints } = await launch(folder);
  const port = await startAndListen(page);
  await go(page, 'Machines');
  const shed = await ask(port, 'shed');
  await page.getByRole('button', { name: 'Show all machines' }).click();
  await expect(rowOf(page, 'shed')).toContainText('Asks to mine');
  await rowOf(page, 'shed').getByRole('button', { name: 'Let it in' }).click();
  expect((await shed.answer(9)).result).toBe(true);
  await shed.leave();

  await go(page, 'Settings');
  const question = page.getByRole('switch', { name: 'Ask me first' });
  const dialog = page.getByRole('dialog', { name: 'Which machines may mine without a question?' });
  const config = async () => (await appState(page)).config;
  await question.click();
  await expect(dialog).toContainText('2 machines are on your list: attic, shed.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeChecked();
  const porch = await ask(port, 'porch');
  await expect(page.getByText('porch wants to mine.')).toBeVisible();
  await question.click();
  await dialog.getByRole('button', { name: 'Keep the list' }).click();
  await expect(question).not.toBeChecked();
  // It needs no restart: what waits for an answer has it.
  expect((await porch.answer(9)).error).not.toBeNull();
  await porch.leave();
  await expect(page.getByText('porch wants to mine.')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Restart mining' })).toHaveCount(0);
  expect((await config()).stratumAllowedRigs).toEqual(['attic', 'shed']);
  // It is there to be seen, whatever is folded away.
  await expect(page.getByLabel('Machines that may mine')).toHaveValue('attic\nshed');

  await question.click();
  await expect(question).toBeChecked();
  const barn = await ask(port, 'barn');
  await expect(page.getByText('barn wants to mine.')).toBeVisible();
  await question.click();
  await dialog.getByRole('button', { name: 'Let every machine in' }).click();
  await expect.poll(config).toMatchObject({ stratumAskFirst: false, stratumAllowedRigs: [] });
  await expect(dialog).toBeHidden();
  // It needs no restart.
  expect((await barn.answer(9)).result).toBe(true);
  await expect(page.getByText('barn wants to mine.')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Restart mining' })).toHaveCount(0);
  await barn.leave();
  expect(complaints).toEqual([]);
});
