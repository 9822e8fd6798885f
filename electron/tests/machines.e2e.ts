import type { Locator, Page } from '@playwright/test';
import type { MachineSnapshot, StratumSnapshot } from '../../src-core/index.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { mineOnlyWith } from './support/choose-worker.ts';
import { mineShare } from './support/hashing-machine.ts';
import { folderForMachines } from './support/user-folder.ts';

const USER = 'account.rig01';

function go(page: Page, name: 'Machines' | 'Blocks' | 'Settings'): Promise<void> {
  return page.getByRole('navigation').getByRole('link', { name }).click();
}

async function stratum(page: Page): Promise<StratumSnapshot> {
  const found = (await appState(page)).snapshot.stratum;
  if (found === null) throw new Error('no Stratum server was started');
  return found;
}

/** The one machine of the test; undefined before it connected. */
async function machine(page: Page): Promise<MachineSnapshot | undefined> {
  return (await stratum(page)).machines[0];
}

test('a long list of machines is searched', async ({ launch }) => {
  const { page } = await launch(await folderForMachines());
  await mineOnlyWith(page, /ASICs over the network/);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(page.getByText(/stratum\+tcp:\/\/127\.0\.0\.1:\d+/)).toBeVisible();
  const { port = 0 } = (await stratum(page)).listening ?? {};
  const rigs = await Promise.all(
    Array.from({ length: 12 }, (_, at) => ScriptedMachine.start(port, `account.rig${at + 1}`)),
  );
  await page.getByRole('button', { name: 'Show all machines' }).click();
  const rows = page.getByRole('table', { name: 'Machines' }).getByRole('row');
  await expect(rows).toHaveCount(13);
  const search = page.getByRole('textbox', { name: 'Name, address or model' });
  await search.fill('RIG7');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText('rig7');
  await search.fill('rig7 nowhere');
  await expect(page.getByText('No machine matches.')).toBeVisible();
  await search.press('Escape');
  await expect(rows).toHaveCount(13);
  await Promise.all(rigs.map((rig) => rig.leave()));
});

function stage(page: Page, name: string): Locator {
  return page.getByRole('list', { name: new RegExp(`^Stage \\d of 6: ${name}$`) });
}

test('a machine connects, is let in, mines a block, and leaves', async ({ launch }) => {
  test.setTimeout(240_000);
  const folder = await folderForMachines({ stratumAskFirst: true });
  const launched = await launch(folder);
  const { page } = launched;

  await test.step('the first run offers machines and then shows how to connect one', async () => {
    await mineOnlyWith(page, /ASICs over the network/);
    await page.getByRole('button', { name: 'Start mining' }).click();
    await expect(page.getByRole('heading', { name: 'Connect a machine' })).toBeVisible();
    await expect.poll(async () => (await stratum(page)).listening?.port ?? 0).toBeGreaterThan(0);
  });

  const { port = 0 } = (await stratum(page)).listening ?? {};
  const url = `stratum+tcp://127.0.0.1:${port}`;
  await expect(page.getByText(url)).toBeVisible();
  await expect(page.getByRole('img', { name: `QR code of ${url}` })).toBeVisible();

  const rig = await ScriptedMachine.connect(port);
  const searching = new AbortController();
  let hashing = Promise.resolve();
  try {
    await test.step('its stages light up one after the other', async () => {
      await expect(stage(page, 'Connected')).toBeVisible();
      await rig.subscribe(['kdaminer/1.0.0', null]);
      await expect(stage(page, 'Subscribed')).toBeVisible();
    });

    await test.step('it asks to be let in', async () => {
      const answer = rig.request('mining.authorize', [USER, 'x']);
      const question = page.getByRole('alert').filter({ hasText: 'wants to mine' });
      await expect(question).toContainText('rig01 wants to mine.');
      await expect(question).toContainText('127.0.0.1 · kdaminer/1.0.0');
      await question.getByRole('button', { name: 'Let it in' }).click();
      expect((await answer).result).toBe(true);
      await expect(question).toBeHidden();
      await expect
        .poll(async () => (await appState(page)).config.stratumAllowedRigs)
        .toEqual(['rig01']);
      await expect(stage(page, 'Job sent')).toBeVisible();
    });

    await test.step('its first share counts, and with more of them it mines', async () => {
      expect((await mineShare(rig, USER, searching.signal))?.result).toBe(true);
      await expect(stage(page, 'First share')).toBeVisible();
      hashing = keepHashing(rig, searching.signal);
      await expect(stage(page, 'Mining')).toBeVisible();
      await expect(page.getByText(/^Mining at .+H\/s ±\s\d+%$/)).toBeVisible();
    });

    await test.step('it is listed', async () => {
      await page.getByRole('button', { name: 'Show all machines' }).click();
      const row = page.getByRole('table', { name: 'Machines' }).getByRole('row', { name: /rig01/ });
      await expect(row).toContainText('Mining');
      await expect(row).toContainText(/[1-9][\d.]*\s[kMG]?H\/s\s*±\s\d+%/);
      // It moves towards a share every ten seconds, as the first run has set it.
      await expect(async () => {
        const level = (await machine(page))?.level ?? NaN;
        expect(await row.textContent()).toContain(String(Number(level.toFixed(1))));
      }).toPass();
      await expect(row).toContainText('127.0.0.1');
      await expect(row).toContainText('kdaminer/1.0.0');
      const uptime = (await row.getByText(/^up \d+\s(s|min)/).textContent()) ?? '';
      await expect(row).not.toContainText(uptime);
    });

    await test.step('it finds a block, which the network takes', async () => {
      await go(page, 'Blocks');
      const blocks = page.getByRole('table', { name: 'Blocks you found' }).getByRole('row');
      await expect(blocks.filter({ hasText: /Accepted|Confirmed/ }).first()).toContainText(
        'rig01',
        {
          timeout: 150_000,
        },
      );
      // Figures of machines are announced once a second.
      await expect.poll(async () => (await machine(page))?.shares.blocks).toBeGreaterThan(0);
    });

    await test.step('its chart draws hash rate and level', async () => {
      await go(page, 'Machines');
      await page.getByRole('button', { name: 'rig01' }).click();
      await expect(page.getByRole('heading', { name: 'rig01' })).toBeVisible();
      const curves = page.getByTestId('machine-chart').locator('path.recharts-line-curve');
      await expect(curves).toHaveCount(2);
      for (const curve of await curves.all()) {
        await expect(curve).toHaveAttribute('d', /^M[\d.,\sMLCHV-]*[LCHV][\d.,\sMLCHV-]+$/);
      }
      await expect(page.getByRole('region', { name: 'Connection' })).toContainText(
        'kdaminer/1.0.0',
      );
      await expect(page.getByRole('region', { name: 'Shares' })).toContainText('Accepted');
    });
  } finally {
    searching.abort();
    await hashing;
    await rig.leave();
  }

  await test.step('when it has left, the list says so', async () => {
    await page.getByRole('button', { name: 'All machines' }).click();
    const row = page.getByRole('table', { name: 'Machines' }).getByRole('row', { name: /rig01/ });
    await expect(row).toContainText(/Left \d+\ss ago/, { timeout: 30_000 });
    await expect(row).toContainText(/was up \d+/);
    await expect(page.getByLabel('All machines together')).toContainText('0 online');
  });
  expect(launched.complaints).toEqual([]);
});

/** Submits share after share until the signal. */
async function keepHashing(rig: ScriptedMachine, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) await mineShare(rig, USER, signal);
}
