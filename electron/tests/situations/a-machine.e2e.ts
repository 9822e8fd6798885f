/** What the strip and Home say of machines, in situations that look like mining. */
import { expect, test } from '../support/app-test.ts';
import { SharingMachine, folderForShares, stratumPort } from '../support/sharing-machines.ts';
import { hurryClock } from '../support/step-clock.ts';
import { whatIsSaid } from '../support/what-is-said.ts';

/** So that a minute without a machine is over in two seconds. */
const HURRY = 30;

test('machines that do nothing useful are named, and that all is well again', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const { app, page, complaints } = await launch(await folderForShares());
  const { strip, verdict } = whatIsSaid(page);
  await expect(verdict).toHaveText('Mining is stopped.');

  await page.getByRole('button', { name: 'Start mining' }).click();
  await test.step('without a machine nothing is mined', async () => {
    await expect(strip).toContainText('No machine is connected.');
    await expect(strip).toHaveAttribute('data-tone', 'bad');
    await expect(verdict).toContainText('No machine is connected.');
    await strip.getByRole('button', { name: 'Show machines' }).click();
    await expect(page.getByRole('heading', { name: 'Connect a machine' })).toBeVisible();
    await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
  });

  const machine = await SharingMachine.start(await stratumPort(page), 'rig01');
  await test.step('one that mines is well', async () => {
    await machine.sendGood(4);
    await expect(verdict).toHaveText('All is well. Mining: 1 machine.');
    await expect(strip).toHaveAttribute('data-tone', 'calm');
  });

  await test.step('one whose shares are rejected is not, and its page says why', async () => {
    await machine.sendBad(22);
    await expect(strip).toContainText('rig01: Many rejected.');
    await expect(strip).toHaveAttribute('data-tone', 'warn');
    await expect(verdict).toContainText('Mining: 1 machine. rig01: Many rejected.');
    await verdict.getByRole('button', { name: 'Show it' }).click();
    await expect(page.getByRole('heading', { name: 'rig01' })).toBeVisible();
  });

  await test.step('its page names what helps, and turns green with the next good share', async () => {
    const helps = page.getByRole('region', { name: 'What helps' });
    await expect(helps.getByRole('listitem')).toHaveCount(3);
    await expect(helps.getByRole('status')).toContainText('was rejected.');
    await machine.sendGood(1);
    await expect(helps.getByRole('status')).toContainText('was accepted: its work counts.');
    await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
  });

  await test.step('with good shares all is well again', async () => {
    await machine.sendGood(60);
    await expect(verdict).toHaveText('All is well. Mining: 1 machine.');
  });

  await hurryClock(app, HURRY);
  await test.step('where every share is rejected for long, nothing is mined', async () => {
    await expect(async () => {
      await machine.sendBad(1);
      await expect(strip).toContainText('Every share of rig01 is rejected.', { timeout: 500 });
    }).toPass();
    await expect(strip).toHaveAttribute('data-tone', 'bad');
    await expect(verdict).toContainText('No machine is mining. rig01: All shares rejected.');
  });

  await machine.leave();
  await test.step('one that left is missed', async () => {
    await expect(strip).toContainText(/No machine is connected\. rig01 left at \d\d:\d\d\./);
    await expect(strip).toHaveAttribute('data-tone', 'bad');
  });
  expect(complaints).toEqual([]);
});
