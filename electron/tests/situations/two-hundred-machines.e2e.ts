/** What the strip and the list say of as many machines as a hall has: all of them real connections. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/app-test.ts';
import { SharingMachine, folderForShares, stratumPort } from '../support/sharing-machines.ts';
import { hurryClock } from '../support/step-clock.ts';
import { whatIsSaid } from '../support/what-is-said.ts';

/** As fast as the program does not take for a sleep of the computer. */
const HURRY = 10;
const MACHINES = 200;
/** Those that leave. */
const LEAVING = 150;
/** Connections that are opened at the same time. */
const AT_ONCE = 50;
/** Without a good share, a machine is refused altogether after a dozen. */
const REFUSED = 14;

const nameOf = (number: number): string => `rig${String(number).padStart(3, '0')}`;

async function connectAll(port: number): Promise<SharingMachine[]> {
  const machines: SharingMachine[] = [];
  for (let first = 1; first <= MACHINES; first += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_, at) => first + at);
    const come = numbers.map((number) => SharingMachine.start(port, nameOf(number)));
    machines.push(...(await Promise.all(come)));
  }
  return machines;
}

/** The rejected shares of the rows that are on the page, from above. */
async function rejectedInRows(page: Page): Promise<readonly number[]> {
  const cells = await page.evaluate<string[]>(`
    [...document.querySelectorAll('table[aria-label="Machines"] tbody tr[data-index]')]
      .map((row) => row.cells[row.cells.length - 2].textContent)`);
  return cells.map(Number);
}

test('two hundred machines are counted, ranked, sorted, found, scrolled through and hidden when gone', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, page, complaints } = await launch(await folderForShares());
  const { strip, verdict } = whatIsSaid(page);
  const total = page.getByLabel('All machines together');
  const rows = page.getByRole('table', { name: 'Machines' }).locator('tbody tr[data-index]');
  const rail = page.getByRole('navigation');
  await page.getByRole('button', { name: 'Start mining' }).click();
  const machines = await connectAll(await stratumPort(page));
  const [worst, ...others] = machines.reverse() as [SharingMachine, ...SharingMachine[]];

  await test.step('they are one total, and the one whose shares are all rejected is first', async () => {
    await Promise.all(others.map((machine) => machine.sendGood(4)));
    await expect(verdict).toHaveText('All is well. Mining: 199 of 200 machines.');
    await worst.sendBad(REFUSED);
    await expect(verdict).toContainText(
      `Mining: 199 of 200 machines. ${worst.rig}: All shares rejected.`,
    );
    await expect(strip).toContainText(`${worst.rig}: All shares rejected.`);
    await expect(strip).toHaveAttribute('data-tone', 'warn');
    await rail.getByRole('link', { name: 'Machines' }).click();
    await expect(total).toContainText('200 online');
    await expect(rows.first()).toContainText(worst.rig);
    await expect(rows.first()).toContainText('All shares rejected');
    await expect(rows.nth(1)).toContainText('Mining');
  });

  await test.step('they are sorted by rejected shares, in view and at the end', async () => {
    await Promise.all(others.map((machine, at) => machine.sendBad(at % 7)));
    await page.getByRole('button', { name: 'Rejected' }).click();
    await expect(async () => {
      const rejected = await rejectedInRows(page);
      expect(rejected.slice(0, 5)).toEqual([REFUSED, 6, 6, 6, 6]);
      expect(rejected).toEqual([...rejected].sort((a, b) => b - a));
      // Only those in view are on the page, however many there are.
      expect(rejected.length).toBeLessThan(MACHINES / 2);
    }).toPass();
    await rows.first().hover();
    await page.mouse.wheel(0, 1e6);
    await expect(async () => {
      const rejected = await rejectedInRows(page);
      expect(rejected.at(-1)).toBe(0);
      expect(rejected).toEqual([...rejected].sort((a, b) => b - a));
    }).toPass();
  });

  await test.step('some of them are found by name', async () => {
    const search = page.getByRole('textbox', { name: 'Name, address or model' });
    await search.fill('rig19');
    await expect(rows).toHaveCount(10);
    await search.fill('rig042');
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText('rig042');
    // Without any, the columns' names stay where they are.
    const column = page.getByRole('columnheader', { name: 'Rejected' });
    const before = await column.boundingBox();
    await search.fill('rig999');
    await expect(page.getByRole('cell', { name: 'No machine matches.' })).toBeVisible();
    expect(await column.boundingBox()).toEqual(before);
    await search.press('Escape');
    await expect(rows).not.toHaveCount(1);
  });

  await hurryClock(app, HURRY);
  const leaving = others.slice(0, LEAVING);
  const staying = others.slice(LEAVING);
  await Promise.all(leaving.map((machine) => machine.leave()));
  await test.step('those that leave are one sentence, and can be taken out of the list', async () => {
    await expect(total).toContainText('50 online');
    await expect(total).toContainText('150 gone');
    await page.getByRole('button', { name: 'Hide 150 machines that are gone' }).click();
    await page.getByRole('button', { name: 'Last share' }).click();
    await expect(rows.filter({ hasText: 'Left' })).toHaveCount(0);
    await expect(async () => {
      await Promise.all(staying.map((machine) => machine.sendGood(1)));
      await expect(strip).toContainText(
        /150 machines \(rig\d{3}, rig\d{3}, rig\d{3} and 147 more\) left, the last at \d\d:\d\d\./,
        { timeout: 500 },
      );
    }).toPass();
    await rail.getByRole('link', { name: 'Home' }).click();
    await expect(verdict).toContainText(
      /^Mining: 49 of 200 machines\. 150 machines \(.*\) left, the last at \d\d:\d\d\. One more machine needs attention\./,
    );
  });
  await Promise.all([worst, ...staying].map((machine) => machine.leave()));
  expect(complaints).toEqual([]);
});
