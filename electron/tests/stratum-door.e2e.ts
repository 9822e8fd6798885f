import type { Page } from '@playwright/test';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type { MinerConfig } from '../../src-core/index.ts';
import { layEasyPractice } from '../../src-core/tests/easy-practice.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { mineShare } from './support/hashing-machine.ts';
import { settledUserFolder } from './support/user-folder.ts';

/** Another program that holds a port of this computer. */
async function holdPort(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function letGo(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

/** The folder of a user who mines with machines, on one chain where blocks are easy. */
async function folderWith(changes: Partial<MinerConfig>): Promise<string> {
  const folder = await settledUserFolder({
    practiceGraph: 'singleton',
    worker: 'stratum',
    stratumInterface: '127.0.0.1',
    stratumDifficulty: 'block',
    ...changes,
  });
  await layEasyPractice(folder, 'singleton', 20_000);
  return folder;
}

/** Presses Start and reads why mining could not start. */
async function startInVain(page: Page, sentence: string): Promise<void> {
  await page.getByRole('button', { name: 'Start mining' }).click();
  const status = page.getByRole('banner', { name: 'Status' });
  await expect(status).toContainText(sentence);
  // Screen readers get it too, and nothing says that it mines.
  await expect(status.getByRole('status')).toHaveText(sentence);
  expect((await appState(page)).snapshot.phase).toBe('stopped');
}

/** Opens the setting that the sentence names, and gives it another value. */
async function correct(page: Page, label: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Open Settings' }).click();
  const field = page.getByRole('textbox', { name: label, exact: true });
  await expect(field).toBeFocused();
  await field.fill(value);
  await field.press('Enter');
  await expect(page.getByText('✓ Saved')).toBeVisible();
}

/** Start helps now: a machine connects, and a block that it finds is taken. Returns its port. */
async function mineWithMachine(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(page.getByRole('banner', { name: 'Status' })).toContainText('Mining');
  const port = (await appState(page)).snapshot.stratum?.listening?.port ?? 0;
  const machine = await ScriptedMachine.connect(port);
  try {
    await machine.subscribe(['kdaminer/1.0.0', null]);
    expect((await machine.request('mining.authorize', ['rig01', 'x'])).result).toBe(true);
    const answer = await mineShare(machine, 'rig01', AbortSignal.timeout(60_000));
    expect(answer?.result).toBe(true);
    await page.getByRole('navigation').getByRole('link', { name: 'Blocks' }).click();
    const blocks = page.getByRole('table', { name: 'Blocks you found' }).getByRole('row');
    await expect(blocks.filter({ hasText: /Accepted|Confirmed/ }).first()).toContainText('rig01');
  } finally {
    await machine.leave();
  }
  return port;
}

test('a port that another program holds is named, and after another one is chosen machines mine', async ({
  launch,
}) => {
  const held = await holdPort();
  try {
    const { page, complaints } = await launch(await folderWith({ stratumPort: held.port }));
    await startInVain(
      page,
      `Port ${held.port} is in use by another program. Close that program (another miner?) or choose another Stratum port.`,
    );
    // Any that is free.
    await correct(page, 'Port', '0');
    expect(await mineWithMachine(page)).not.toBe(held.port);
    expect(complaints).toEqual([]);
  } finally {
    await letGo(held.server);
  }
});

test('a port that another program held is taken at the next Start after that program is closed', async ({
  launch,
}) => {
  const { server, port } = await holdPort();
  const { page } = await launch(await folderWith({ stratumPort: port }));
  await startInVain(
    page,
    `Port ${port} is in use by another program. Close that program (another miner?) or choose another Stratum port.`,
  );
  await letGo(server);
  expect(await mineWithMachine(page)).toBe(port);
});

test('an address that is not of this computer is named, and after it is corrected machines mine', async ({
  launch,
}) => {
  // Of a network that exists in documentation alone.
  const { page } = await launch(
    await folderWith({ stratumPort: 0, stratumInterface: '192.0.2.7' }),
  );
  await startInVain(
    page,
    'This computer has no address “192.0.2.7”. Choose one of its own addresses, or * to listen on all of them.',
  );
  await correct(page, 'Listen on', '127.0.0.1');
  await mineWithMachine(page);
});
