import { createServer } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import type { GroupSnapshot } from '../../src-core/index.ts';
import { layEasyPractice } from '../../src-core/tests/easy-practice.ts';
import { listenOnLoopback } from '../../src-core/tests/loopback-server.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { hashesPerSecond } from './support/hash-rate.ts';
import { mineShare } from './support/hashing-machine.ts';
import { settledUserFolder } from './support/user-folder.ts';

const USER = 'account.rig01';

/** The name of a row, its rate and all else in it, as text. */
const ROWS = `[...document.querySelectorAll('[data-testid="worker-row"]')].map((row) => ({
  text: row.textContent,
  rate: row.querySelector('[data-testid="worker-rate"]').textContent,
}))`;
const TOTAL = `document.querySelector('[data-testid="hash-rate"]').textContent`;

async function group(page: Page, kind: GroupSnapshot['kind']): Promise<GroupSnapshot | undefined> {
  return (await appState(page)).snapshot.groups.find((each) => each.kind === kind);
}

function rowOf(page: Page, name: string): Locator {
  return page
    .getByRole('list', { name: 'What makes up the hash rate' })
    .getByRole('listitem')
    .filter({ hasText: name });
}

test('machines and the processor mine at once, and each is paused and fails by itself', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const taken = await listenOnLoopback(createServer());
  const folder = await settledUserFolder({
    workers: ['stratum', 'cpu'],
    cpuThreads: 1,
    practiceGraph: 'triangle',
    stratumInterface: '127.0.0.1',
    stratumPort: taken.port,
    stratumDifficulty: 12,
    stratumMinDifficulty: 10,
  });
  await layEasyPractice(folder, 'triangle', 1_000_000);
  const { page, complaints } = await launch(folder);
  const status = page.getByRole('banner', { name: 'Status' });
  const [machines, processor] = [rowOf(page, 'Machines'), rowOf(page, 'Processor')];

  await test.step('a port that is taken stops the machines alone, until it is free', async () => {
    await page.getByRole('button', { name: 'Start mining' }).click();
    await expect(status).toContainText(`Port ${taken.port} is in use by another program.`);
    await expect(status).toContainText('everything else keeps mining');
    await expect(status.getByRole('button', { name: 'Change the port' })).toBeVisible();
    await expect(machines).toContainText('failed');
    await expect(machines).toContainText(/Next try in \d+\ss/);
    await expect(processor).toContainText('mining');
    await taken.close();
    await expect(machines).toContainText('ready', { timeout: 60_000 });
    await expect(status).not.toContainText('in use');
  });

  const rig = await ScriptedMachine.start(taken.port, USER);
  const searching = new AbortController();
  const search = async (): Promise<void> => {
    while (!searching.signal.aborted) await mineShare(rig, USER, searching.signal);
  };
  // It ends with the machine's connection, when machines are paused.
  const hashing = search().catch(() => undefined);
  try {
    await test.step('the total is what the rows have together', async () => {
      await expect(async () => {
        const { rows, total } = await page.evaluate<{
          rows: { rate: string }[];
          total: string;
        }>(`({ rows: ${ROWS}, total: ${TOTAL} })`);
        const rates = rows.map(({ rate }) => hashesPerSecond(rate));
        expect(rates).toHaveLength(2);
        for (const rate of rates) expect(rate).toBeGreaterThan(0);
        const sum = rates.reduce((so, rate) => so + rate, 0);
        // Each is rounded to three digits.
        expect(Math.abs(sum / hashesPerSecond(total) - 1)).toBeLessThan(0.02);
      }).toPass({ timeout: 60_000 });
    });

    await test.step('the processor pauses, and the machine keeps mining', async () => {
      const pause = processor.getByRole('button', { name: 'Pause Processor' });
      await pause.focus();
      await page.keyboard.press('Enter');
      await expect(processor).toContainText('paused by you');
      const resume = processor.getByRole('button', { name: 'Resume Processor' });
      await expect(resume).toBeFocused();
      await expect(status).toContainText('Processor: paused by you');
      const accepted = async (): Promise<number> =>
        (await appState(page)).snapshot.stratum?.machines[0]?.shares.accepted ?? 0;
      const before = await accepted();
      await expect.poll(accepted).toBeGreaterThan(before);
      expect((await group(page, 'cpu'))?.hashesPerSecond).toBe(0);
      await page.keyboard.press('Enter');
      await expect(processor).toContainText('mining');
      await expect(status).not.toContainText('paused');
    });

    await test.step('the palette pauses too, and with all paused the strip says how to resume', async () => {
      for (const name of ['Pause Machines', 'Pause Processor']) {
        await page.keyboard.press('ControlOrMeta+k');
        await page.getByRole('dialog', { name: 'Commands' }).getByRole('combobox').fill(name);
        await page.keyboard.press('Enter');
      }
      await expect(status).toContainText('You have paused everything that mines.');
      await rig.closed;
      await status.getByRole('button', { name: 'Resume' }).click();
      await expect(processor).toContainText('mining');
      await expect(machines).not.toContainText('paused');
      await expect(status).not.toContainText('paused');
    });
    expect(complaints).toEqual([]);
  } finally {
    searching.abort();
    await rig.leave();
    await hashing;
  }
});

test('a program that fails says so in its row, with the next try, while the processor mines', async ({
  launch,
}) => {
  const folder = await settledUserFolder({
    workers: ['external', 'cpu'],
    cpuThreads: 1,
    externalWorkerCommand: 'echo no GPU >&2; exit 9 #',
    practiceGraph: 'triangle',
  });
  const { page } = await launch(folder);
  const program = rowOf(page, 'External program');
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(program).toContainText('failed');
  await expect(program).toContainText(
    'External 0 failed with exit code 9. Its last output: no GPU.',
  );
  await expect(program).toContainText(/Next try in \d+\ss\.|It is being tried again\./);
  await expect(rowOf(page, 'Processor')).toContainText('mining');
});

test('what mines is chosen as a set, and a choice can be undone', async ({ launch }) => {
  const { page } = await launch(await settledUserFolder());
  const config = async () => (await appState(page)).config;
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  const mining = page.getByRole('region', { name: 'What mines?' });
  const machines = mining.getByRole('checkbox', { name: /ASICs over the network/ });
  const processor = mining.getByRole('checkbox', { name: /This computer’s processor/ });

  // The last one stays.
  await processor.press('Space');
  await expect(processor).toBeChecked();
  await machines.click();
  await expect.poll(config).toMatchObject({ workers: ['stratum', 'cpu'] });
  await expect(mining.getByRole('slider', { name: 'Threads' })).toBeVisible();
  await expect(mining.getByRole('textbox', { name: 'Mining threads' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(config).toMatchObject({ worker: 'cpu', workers: [] });
  await machines.click();
  await processor.click();
  await expect.poll(config).toMatchObject({ worker: 'stratum', workers: [] });
  await expect(processor).not.toBeChecked();
});
