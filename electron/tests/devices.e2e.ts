/** Machines are found on the network, pointed at Heddle from the window, watched, and put back. */
import type { Page } from '@playwright/test';
import { bestRate } from '../../src-core/index.ts';
import type { DeviceSnapshot } from '../../src-core/index.ts';
import type { SimulatedDevice } from '../../src-core/devices/simulated/start-simulated-device.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { mineOnlyWith } from './support/choose-worker.ts';
import {
  closeMachines,
  folderWithQuickShares,
  machine,
  OLD_POOL,
  PASSWORD,
  searchFor,
} from './support/simulated-machines.ts';

/** Machines that restart are left alone for some time, and a Goldshell between any two questions. */
const SETUP_MS = 240_000;

test.afterEach(closeMachines);

const poolsOf = (device: SimulatedDevice): readonly string[] =>
  device
    .pools()
    .map(({ url }) => url)
    .filter((url) => url !== '');

async function deviceAt(page: Page, host: string): Promise<DeviceSnapshot | undefined> {
  return (await appState(page)).snapshot.devices.find((device) => device.host === host);
}

/** What a machine reports, and what its shares prove, hashes per second. */
async function ratesAt(page: Page, host: string): Promise<readonly number[]> {
  const { devices, stratum } = (await appState(page)).snapshot;
  const device = devices.find((each) => each.host === host);
  const session = stratum?.machines.find(({ address }) => address === host);
  return [
    device?.reading?.hashesPerSecond ?? 0,
    session === undefined ? 0 : bestRate(session.hashRate),
  ];
}

const BOARDS = ['Board 1', 'Board 2', 'Board 3'];
/** What there is to choose of a machine with three boards and four fans, and its lines. */
const CHARTS_OF_A_KA3 = {
  Temperature: BOARDS,
  'Board temp.': BOARDS,
  Fans: ['Fan 1', 'Fan 2', 'Fan 3', 'Fan 4'],
  'Hash rate': BOARDS,
  'Hardware errors': ['hardware errors, part of the results'],
  'Error count': BOARDS,
  'J/TH': ['power for the hash rate that the machine reports'],
};

/** From the first run to the list of what answered. */
async function findMachines(page: Page, devices: readonly SimulatedDevice[]): Promise<void> {
  await mineOnlyWith(page, /ASICs over the network/);
  await page.getByRole('checkbox', { name: /Help me find my machines/ }).check();
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(page.getByRole('heading', { name: 'Find machines' })).toBeVisible();
  await searchFor(page, devices);
  await page.getByRole('checkbox', { name: 'Choose all' }).check();
  await page.getByRole('button', { name: 'Use Heddle' }).click();
}

test('six machines are found, set up and mine; one gets its old pools back', async ({ launch }) => {
  test.setTimeout(420_000);
  const machines = [
    await machine('goldshell', '127.0.72.11'),
    await machine('old-goldshell', '127.0.72.12'),
    await machine('antminer', '127.0.72.13'),
    await machine('antminer', '127.0.72.14'),
    await machine('antminer', '127.0.72.15'),
    await machine('antminer', '127.0.72.16'),
  ];
  const { page, complaints } = await launch(await folderWithQuickShares());
  await findMachines(page, machines);

  await test.step('the plan is shown before anything is written', async () => {
    const plan = page.getByRole('table', { name: 'What will be changed' }).getByRole('row');
    await expect(plan).toHaveCount(machines.length + 1, { timeout: 60_000 });
    await expect(plan.filter({ hasText: '127.0.72.13' })).toContainText(OLD_POOL.url);
    const name = page.getByLabel('Worker name of Antminer KA3 at 127.0.72.13');
    await expect(name).not.toHaveValue('');
    await name.fill('cellar');
    for (const device of machines) expect(poolsOf(device)).toEqual([OLD_POOL.url]);
  });

  await test.step('each is set up until its first accepted share', async () => {
    await page.getByLabel('Password of the web page').fill(PASSWORD);
    await page.getByRole('button', { name: 'Set up 6 machines' }).click();
    const done = page.getByRole('list', { name: 'Progress' }).getByText('Done: it is mining here.');
    await expect(done).toHaveCount(machines.length, { timeout: SETUP_MS });
    const { port = 0 } = (await appState(page)).snapshot.stratum?.listening ?? {};
    for (const device of machines) {
      expect(poolsOf(device)).toEqual([`stratum+tcp://127.0.0.1:${port}`]);
      expect(device.mining().active?.accepted).toBeGreaterThan(0);
    }
  });

  await test.step('each is one row of the list, with both hash rates', async () => {
    await page.getByRole('button', { name: 'Show all machines' }).click();
    const rows = page.getByRole('table', { name: 'Machines' }).getByRole('row');
    await expect(rows).toHaveCount(machines.length + 1);
    await page.getByRole('button', { name: 'cellar' }).click();
    await expect(page.getByRole('heading', { name: 'cellar' })).toBeVisible();
    const facts = page.getByRole('region', { name: 'Machine', exact: true });
    await expect(facts).toContainText('Antminer KA3');
    await expect(facts).toContainText(/Reported hash rate\s*[1-9][\d.]*\s[kMG]?H\/s/);
    const ours = page.getByRole('region', { name: 'Hash rate and difficulty' });
    await expect(ours).toContainText(/[1-9][\d.]*\s[kMG]?H\/s\s*±/, { timeout: 60_000 });
    for (const { host } of machines) {
      await expect
        .poll(async () => (await ratesAt(page, host)).every((rate) => rate > 0), {
          timeout: 60_000,
        })
        .toBe(true);
    }
  });

  await test.step('what each board and fan of it measures is a chart', async () => {
    const parts = page.getByRole('region', { name: 'Boards and fans' });
    for (const [choice, lines] of Object.entries(CHARTS_OF_A_KA3)) {
      await parts.getByText(choice, { exact: true }).click();
      await expect(parts.getByRole('radio', { name: choice, exact: true })).toBeChecked();
      for (const line of lines) await expect(parts.getByText(line, { exact: true })).toBeVisible();
      await expect(parts.locator('path.recharts-line-curve')).toHaveCount(lines.length);
    }
  });

  await test.step('each has a page with both hash rates', async () => {
    const list = page.getByRole('table', { name: 'Machines' });
    for (const { host } of machines) {
      await page.getByRole('button', { name: 'All machines', exact: true }).click();
      await list.getByRole('row').filter({ hasText: host }).getByRole('button').first().click();
      const facts = page.getByRole('region', { name: 'Machine', exact: true });
      await expect(facts).toContainText(host);
      await expect(facts).toContainText(/Reported hash rate\s*[1-9][\d.]*\s[kMG]?H\/s/);
      const ours = page.getByRole('region', { name: 'Hash rate and difficulty' });
      await expect(ours).toContainText(/[1-9][\d.]*\s[kMG]?H\/s\s*±/, { timeout: 60_000 });
    }
    await page.getByRole('button', { name: 'All machines', exact: true }).click();
    await page.getByRole('button', { name: 'cellar' }).click();
  });

  await test.step('its old pools come back', async () => {
    await page.getByRole('button', { name: 'Put back', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^Password of/ });
    await dialog.getByLabel('Password of the web page').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await expect
      .poll(async () => (await deviceAt(page, '127.0.72.13'))?.setup, { timeout: 60_000 })
      .toMatchObject({ kind: 'put-back', state: 'done' });
    expect(machines[2]?.pools()[0]).toMatchObject({ url: OLD_POOL.url, user: 'old.rig' });
    await expect(page.getByRole('button', { name: 'Put back', exact: true })).toBeHidden();
  });
  expect(complaints).toEqual([]);
});

test('what fails is said, and nothing stays half done', async ({ launch }) => {
  test.setTimeout(420_000);
  const wrong = await machine('antminer', '127.0.73.11', { refusesPassword: true });
  const slow = await machine('goldshell', '127.0.73.12', { rebootMs: 20_000 });
  const cut = await machine('antminer', '127.0.73.13', { cutWrite: 'half' });
  const { page, complaints } = await launch(await folderWithQuickShares());
  await findMachines(page, [wrong, slow, cut]);
  await page.getByLabel('Password of the web page').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up 3 machines' }).click();
  const progress = page.getByRole('list', { name: 'Progress' }).getByRole('listitem');
  const of = (device: SimulatedDevice) => progress.filter({ hasText: device.host }).first();

  await test.step('a wrong password, at the step that needed it', async () => {
    await expect(of(wrong)).toContainText('The machine refused the password');
    expect(poolsOf(wrong)).toEqual([OLD_POOL.url]);
    await expect(of(wrong).getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  await test.step('a write that broke off, whose pools are put back', async () => {
    await expect(of(cut)).toContainText(/Write the pools: /, { timeout: SETUP_MS });
    expect(poolsOf(cut)).not.toEqual([OLD_POOL.url]);
    cut.faults.cutWrite = 'no';
    await of(cut).getByRole('button', { name: 'Put the old pools back' }).click();
    await expect(of(cut)).toContainText('Done: its pools are as they were before Heddle.', {
      timeout: SETUP_MS,
    });
    expect(poolsOf(cut)).toEqual([OLD_POOL.url]);
  });

  await test.step('a slow restart is waited for', async () => {
    await expect(of(slow)).toContainText('Done: it is mining here.', { timeout: SETUP_MS });
    expect(slow.mining().active?.accepted).toBeGreaterThan(0);
  });

  await test.step('the right password then does', async () => {
    wrong.faults.refusesPassword = false;
    await of(wrong).getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Set up 1 machine' }).click();
    await expect(of(wrong)).toContainText('Done: it is mining here.', { timeout: SETUP_MS });
  });
  expect(complaints).toEqual([]);
});

test('a machine that mines here already is asked what it is, without a search', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const { page, complaints } = await launch(await folderWithQuickShares());
  await mineOnlyWith(page, /ASICs over the network/);
  await page.getByRole('button', { name: 'Start mining' }).click();
  const listening = async (): Promise<number> =>
    (await appState(page)).snapshot.stratum?.listening?.port ?? 0;
  await expect.poll(listening).toBeGreaterThan(0);
  const url = `stratum+tcp://127.0.0.1:${await listening()}`;
  const pools = [{ url, user: 'account.shed', password: 'x' }];
  const device = await machine('ibelink', '127.0.74.11', {}, pools);

  await page.getByRole('button', { name: 'Show all machines' }).click({ timeout: 30_000 });
  await page.getByRole('button', { name: 'shed', exact: true }).click();
  const facts = page.getByRole('region', { name: 'Machine', exact: true });
  await expect(facts).toContainText('by its shares alone');
  expect(device.traffic.requests).toEqual([]);
  await facts.getByRole('button', { name: 'Ask machines what they are' }).click();
  await expect(facts).toContainText('iBeLink BM-K1', { timeout: 30_000 });
  expect(complaints).toEqual([]);
});

test('what can only be set up by hand has a guide, with each text to type', async ({ launch }) => {
  test.setTimeout(180_000);
  const device = await machine('ibelink', '127.0.75.11');
  const { page, complaints } = await launch(await folderWithQuickShares());
  await findMachines(page, [device]);
  const guide = page.getByRole('region', { name: 'By hand' });
  await expect(guide).toContainText('127.0.75.11', { timeout: 60_000 });
  const { port = 0 } = (await appState(page)).snapshot.stratum?.listening ?? {};
  await expect(guide).toContainText(`stratum+tcp://127.0.0.1:${port}`);
  await expect(guide.getByRole('listitem')).toHaveCount(6);
  await expect(guide.getByRole('button', { name: /^Copy/ })).toHaveCount(4);
  expect(complaints).toEqual([]);
});
