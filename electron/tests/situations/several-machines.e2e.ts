/** What the strip, Home and the list say of many machines, in situations that look like mining. */
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from '../support/app-test.ts';
import { hashesPerSecond } from '../support/hash-rate.ts';
import {
  SharingMachine,
  folderForShares,
  stratumPort,
  until,
} from '../support/sharing-machines.ts';
import { hurryClock } from '../support/step-clock.ts';
import { whatIsSaid } from '../support/what-is-said.ts';

/** As fast as the program does not take for a sleep of the computer. */
const HURRY = 10;
const MACHINES = 8;

function go(page: Page, name: 'Home' | 'Machines'): Promise<void> {
  return page.getByRole('navigation').getByRole('link', { name }).click();
}

function each(
  machines: readonly SharingMachine[],
  act: (machine: SharingMachine) => Promise<void>,
) {
  return Promise.all(machines.map(act));
}

/** The rate of all machines in the header, and of each in its row, at one moment. */
async function ratesOnMachines(page: Page): Promise<{ total: number; rows: number[] }> {
  const texts = await page.evaluate<{ total: string; rows: string[] }>(`({
    total: document.querySelector('[aria-label="All machines together"] dd').textContent,
    rows: [...document.querySelectorAll('table[aria-label="Machines"] tbody tr')]
      .map((row) => row.querySelector('[data-testid="machine-rate"]').textContent),
  })`);
  return { total: hashesPerSecond(texts.total), rows: texts.rows.map(hashesPerSecond) };
}

/**
 * In the smallest window at 150 %: which part of its height the strip takes, and how wide the column of names is, px.
 */
async function lookZoomed(
  app: ElectronApplication,
  page: Page,
): Promise<{ stripPart: number; nameWidth: number }> {
  const resize = (width: number, height: number, zoom: number): Promise<void> =>
    app.evaluate(
      ({ BrowserWindow }, to) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(to.width, to.height);
        window?.webContents.setZoomFactor(to.zoom);
      },
      { width, height, zoom },
    );
  const innerWidth = () => page.evaluate<number>('innerWidth');
  await resize(900, 600, 1.5);
  await expect.poll(innerWidth).toBe(600);
  const seen = await page.evaluate<{ stripPart: number; nameWidth: number }>(`({
    stripPart: document.querySelector('header').getBoundingClientRect().height / innerHeight,
    nameWidth: document.querySelector('table[aria-label="Machines"] th').getBoundingClientRect().width,
  })`);
  await resize(1320, 820, 1);
  await expect.poll(innerWidth).toBe(1320);
  return seen;
}

test('several machines are one total, leave in one sentence, and are named when all are refused', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, page, complaints } = await launch(await folderForShares());
  const { strip, verdict } = whatIsSaid(page);
  const rows = page.getByRole('table', { name: 'Machines' }).getByRole('row');
  await page.getByRole('button', { name: 'Start mining' }).click();
  const port = await stratumPort(page);
  const names = Array.from({ length: MACHINES }, (_, at) => `rig0${at + 1}`);
  const machines = await Promise.all(names.map((rig) => SharingMachine.start(port, rig)));
  const [stays, ...others] = machines as [SharingMachine, ...SharingMachine[]];

  await test.step('one that has just come is given time for its first share', async () => {
    await expect(strip).toContainText('8 machines');
    await go(page, 'Machines');
    await expect(rows).toHaveCount(MACHINES + 1);
    for (let at = 1; at <= MACHINES; at++) await expect(rows.nth(at)).toContainText('Has work');
    await expect(strip).toHaveAttribute('data-tone', 'calm');
  });

  await test.step('those that mine are all well', async () => {
    await each(machines, (machine) => machine.sendGood(4));
    await go(page, 'Home');
    await expect(verdict).toHaveText('All is well. Mining: 8 machines.');
  });

  await hurryClock(app, HURRY);
  await each(others, (machine) => machine.leave());
  await test.step('seven that leave at once are one sentence with its time and a button', async () => {
    await until(
      () => stays.sendGood(5),
      () =>
        expect(strip).toContainText(
          /7 machines \(rig\d+, rig\d+, rig\d+ and 4 more\) left, the last at \d\d:\d\d\./,
          { timeout: 500 },
        ),
    );
    await expect(strip).toContainText('Mining resumes as soon as they reconnect.');
    await expect(strip).toHaveAttribute('data-tone', 'warn');
    await expect(verdict).toContainText(/^Mining: 1 of 8 machines\. rig\d+ left at \d\d:\d\d\./);
    await strip.getByRole('button', { name: 'Show machines' }).click();
    await expect(page.getByLabel('All machines together')).toContainText('1 online');
    await expect(page.getByLabel('All machines together')).toContainText('7 gone');
    await page.getByRole('button', { name: 'Hide 7 machines that are gone' }).click();
    await expect(rows).toHaveCount(2);
    await page.getByRole('button', { name: 'Show 7 machines that are gone' }).click();
    await expect(rows).toHaveCount(MACHINES + 1);
  });

  await test.step('when they are back, and one rejects nearly all, that one is first', async () => {
    await each(others, (machine) => machine.comeBack(port));
    await each(others, (machine) => machine.sendGood(4));
    await expect(strip).not.toContainText('left');
    // Some of its shares are accepted all the time.
    for (let round = 0; round < 60; round++) {
      await stays.sendBad(25);
      await stays.sendGood(1);
    }
    await each(others, (machine) => machine.sendGood(2));
    await expect(strip).toContainText(
      /rig01: Many rejected\. [89]\d%\sof its latest shares were rejected\./,
    );
    await expect(strip).toHaveAttribute('data-tone', 'warn');
    const open = strip.getByRole('button', { name: 'Open the machine' });
    await open.click();
    await expect(page.getByRole('heading', { name: 'rig01' })).toBeVisible();
    await expect(open).toHaveCount(0);
    await page.getByRole('button', { name: 'All machines', exact: true }).click();
    await expect(open).toBeVisible();
    await expect(rows.nth(1)).toContainText('rig01');
    await expect(rows.nth(1)).toContainText(/[89]\d% · low/);
    await expect(rows.nth(1)).toContainText('the job asks for 10.0');
  });

  await test.step('where every share of each is rejected, nothing is mined, and why is in each row', async () => {
    await until(
      () => each(machines, (machine) => machine.sendBad(3)).then(() => undefined),
      () => expect(strip).toContainText('Every share of 8 machines', { timeout: 500 }),
    );
    await expect(strip).toHaveAttribute('data-tone', 'bad');
    await expect(strip).toContainText(/Low difficulty: .+, the job asks for 10\.0\./);
    for (let at = 1; at <= MACHINES; at++) {
      await expect(rows.nth(at)).toContainText('All shares rejected');
      await expect(rows.nth(at)).toContainText('the job asks for 10.0');
    }
    await go(page, 'Home');
    await expect(verdict).toContainText('No machine is mining.');
  });

  await test.step('one that mines again is no longer first', async () => {
    await stays.sendGood(60);
    await go(page, 'Machines');
    await expect(rows.nth(MACHINES)).toContainText('rig01');
    await expect(strip).toContainText('Every share of 7 machines');
    await expect(strip).toHaveAttribute('data-tone', 'warn');
  });

  await test.step('the total is the sum of the rows, in the header and on Home', async () => {
    // The last minute shows the rate of one well enough, the last hour those of the others.
    await expect(async () => {
      const { total, rows: rates } = await ratesOnMachines(page);
      for (const rate of rates) expect(rate).toBeGreaterThan(0);
      // Each is rounded to three digits.
      const sum = rates.reduce((so, rate) => so + rate, 0);
      expect(Math.abs(total / sum - 1)).toBeLessThan(0.01);
    }).toPass({ timeout: 10_000 });
    await expect(async () => {
      await go(page, 'Machines');
      const { total } = await ratesOnMachines(page);
      await go(page, 'Home');
      const shown = hashesPerSecond((await page.getByTestId('hash-rate').textContent()) ?? '');
      // A moment lies between them.
      expect(Math.abs(shown / total - 1)).toBeLessThan(0.05);
    }).toPass({ timeout: 10_000 });
  });
  await each(machines, (machine) => machine.leave());
  expect(complaints).toEqual([]);
});

test('in the smallest window at 150 % the strip leaves room, and machines have their names', async ({
  launch,
}) => {
  const { app, page, complaints } = await launch(await folderForShares());
  const { strip } = whatIsSaid(page);
  await page.getByRole('button', { name: 'Start mining' }).click();
  const port = await stratumPort(page);
  const [stays, leaves] = await Promise.all([
    SharingMachine.start(port, 'rig01'),
    SharingMachine.start(port, 'rig02'),
  ]);
  await each([stays, leaves], (machine) => machine.sendGood(4));
  await expect(strip).toContainText('2 machines');
  await go(page, 'Machines');
  await hurryClock(app, HURRY);
  await leaves.leave();
  await until(
    () => stays.sendGood(5),
    () => expect(strip).toContainText(/rig02 left at \d\d:\d\d\./, { timeout: 500 }),
  );
  const { stripPart, nameWidth } = await lookZoomed(app, page);
  expect(stripPart).toBeLessThan(0.4);
  expect(nameWidth).toBeGreaterThan(100);
  await stays.leave();
  expect(complaints).toEqual([]);
});
