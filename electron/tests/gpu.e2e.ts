import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { layEasyPractice } from '../../src-core/tests/easy-practice.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { launchArguments } from './support/launch-app.ts';
import { mineOnlyWith } from './support/choose-worker.ts';
import {
  folderForMachines,
  newUserFolder,
  removeUserFolder,
  settledUserFolder,
} from './support/user-folder.ts';

// SwiftShader, the driver in software that comes with Electron, takes its time on a busy machine.
const SLOW = { timeout: 90_000 } as const;
const CARD = /SwiftShader/i;

test.skip(process.platform !== 'linux', 'elsewhere Electron finds no driver in software');

async function blocks(page: Page): Promise<number> {
  const { blockCounts } = (await appState(page)).snapshot;
  expect(blockCounts.refused).toBe(0);
  return blockCounts.accepted + blockCounts.confirmed;
}

/** The processes with both texts in their command lines. */
async function processesWith(...texts: readonly [string, string]): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args=']);
  return stdout
    .split('\n')
    .filter((line) => texts.every((text) => line.includes(text)))
    .map((line) => Number(line.trim().split(' ')[0]));
}

/** The GPU processes of the program with this user folder. */
function gpuProcesses(userFolder: string): Promise<number[]> {
  return processesWith(' --gpu-worker ', `=${userFolder}/`);
}

test('a graphics card mines accepted blocks, and its process may crash', async ({ launch }) => {
  test.setTimeout(240_000);
  const folder = await settledUserFolder({ practiceGraph: 'singleton', allowSoftwareGpu: true });
  await layEasyPractice(folder, 'singleton', 20_000);
  const { app, page, complaints } = await launch(folder);
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  const group = page.getByRole('region', { name: 'What mines?' });
  await mineOnlyWith(group, /This computer’s graphics card/, SLOW);
  await expect(group.getByRole('slider', { name: 'Graphics card load' })).toBeVisible();
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect.poll(() => blocks(page), SLOW).toBeGreaterThan(0);
  const [worker] = (await appState(page)).snapshot.workers;
  expect(worker).toMatchObject({ name: 'GPU 0', engine: expect.stringMatching(CARD) });

  await test.step('switches for drivers are those of its process alone', async () => {
    const has = await app.evaluate(({ app: program }) =>
      ['enable-unsafe-webgpu', 'use-vulkan', 'ignore-gpu-blocklist'].map((name) =>
        program.commandLine.hasSwitch(name),
      ),
    );
    expect(has).toEqual([false, false, false]);
  });

  await test.step('a crash of its process is reported, and ends nothing else', async () => {
    const [pid, ...others] = await gpuProcesses(folder);
    expect(others).toEqual([]);
    process.kill(pid!, 'SIGKILL');
    await expect
      .poll(async () => (await appState(page)).snapshot.problems, SLOW)
      .toMatchObject([{ worker: 'GPU 0', fault: { kind: 'gpu-exited', detail: 'SIGKILL' } }]);
    const before = await blocks(page);
    await expect.poll(() => blocks(page), SLOW).toBeGreaterThan(before);
    await expect.poll(async () => (await appState(page)).snapshot.problems, SLOW).toEqual([]);
  });

  await page.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(() => gpuProcesses(folder), SLOW).toEqual([]);
  expect(complaints).toEqual([]);
});

test('the first run offers a graphics card only where there is one', async ({ launch }) => {
  const without = await launch(await newUserFolder());
  expect(await without.page.evaluate('window.miner.findGpus()')).toEqual([]);
  const card = /This computer’s graphics card/;
  await expect(without.page.getByRole('checkbox', { name: /processor/ })).toBeVisible();
  await expect(without.page.getByRole('checkbox', { name: card })).toHaveCount(0);

  const folder = await folderForMachines({ allowSoftwareGpu: true });
  const { page, child } = await launch(folder);
  await mineOnlyWith(page, card, SLOW);
  await expect(page.getByText(CARD)).toBeVisible();
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect
    .poll(async () => (await appState(page)).snapshot.workers, SLOW)
    .toMatchObject([{ name: 'GPU 0' }]);
  expect(await gpuProcesses(folder)).toHaveLength(1);

  // Not even a program that was killed leaves one behind.
  child.kill('SIGKILL');
  await expect.poll(() => gpuProcesses(folder), SLOW).toEqual([]);
});

test('the process of a card ends though its miner reads nothing more', async () => {
  const folder = await newUserFolder();
  // Outside of Electron the module `electron` is the path of its executable.
  const executable = createRequire(import.meta.url)('electron') as string;
  const child = spawn(executable, [...launchArguments(folder), '--gpu-worker'], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = once(child, 'exit');
  try {
    child.stderr!.destroy();
    // Chromium may start a page's process in advance: each is killed until the one of the page was among them. With a
    // dialog of Electron on its display the program would stay.
    await expect(async () => {
      for (const pid of await processesWith('--type=renderer', folder))
        process.kill(pid, 'SIGKILL');
      expect(child.exitCode).toBe(1);
    }).toPass(SLOW);
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
    await ended;
    await removeUserFolder(folder);
  }
});
