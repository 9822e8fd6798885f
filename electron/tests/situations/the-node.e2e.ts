/** What the strip, Home and the list say while the node gives no work, or the network no blocks. */
import { freePort } from '../../../src-core/tests/loopback-server.ts';
import { startScriptedNode } from '../../../src-core/tests/scripted-node.ts';
import { expect, test } from '../support/app-test.ts';
import { startPracticeProgram } from '../support/practice-program.ts';
import { SharingMachine, folderForShares, stratumPort } from '../support/sharing-machines.ts';
import { hurryClock } from '../support/step-clock.ts';
import { whatIsSaid } from '../support/what-is-said.ts';

/** As fast as the program does not take for a sleep of the computer. */
const HURRY = 10;
/** Blocks that cost so many hashes that no share is one. */
const HARD = ['--graph', 'singleton', '--first-difficulty', '1000000000'];

test('the work of machines is outdated while the node is dead, and all say so and since when', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const address = await freePort();
  let node = startPracticeProgram(address, HARD);
  try {
    const folder = await folderForShares({ practice: false, node: `127.0.0.1:${address}` });
    const { page, complaints } = await launch(folder);
    const { strip, verdict } = whatIsSaid(page);
    const home = page.getByRole('region', { name: 'Hash rate', exact: true });
    const rail = page.getByRole('navigation');
    const row = page.getByRole('table', { name: 'Machines' }).getByRole('row', { name: /rig01/ });
    const total = page.getByLabel('All machines together');
    await page.getByRole('button', { name: 'Start mining' }).click();
    const machine = await SharingMachine.start(await stratumPort(page), 'rig01');
    await machine.sendGood(4);
    await expect(verdict).toHaveText('All is well. Mining: 1 machine.');

    await node.crash();
    await test.step('the strip and Home', async () => {
      await expect(strip).toContainText(
        /No node answers at .+\. The work of the machines has been outdated since \d\d:\d\d\./,
      );
      await expect(strip).toContainText('Mining resumes once the node answers.');
      await expect(strip).toHaveAttribute('data-tone', 'bad');
      await expect(verdict).toContainText(/^Nothing is mining\. No node answers .+ outdated since/);
      await expect(home).toContainText(/work outdated since \d\d:\d\d/);
    });

    await test.step('the row, the total and the machine, though its shares count', async () => {
      await rail.getByRole('link', { name: 'Machines' }).click();
      await machine.sendGood(2);
      await expect(row).toContainText('Work outdated');
      await expect(total).toContainText(/work outdated since \d\d:\d\d/);
      await row.getByRole('button', { name: 'rig01' }).click();
      await expect(page.getByText(/^No node has had work since \d\d:\d\d\./)).toBeVisible();
      await page.getByRole('button', { name: 'All machines' }).click();
    });

    node = startPracticeProgram(address, HARD);
    await test.step('all is well when the node is back', async () => {
      await expect(row).toContainText('Mining');
      await expect(total).not.toContainText('outdated');
      await expect(strip).toHaveAttribute('data-tone', 'calm');
      await rail.getByRole('link', { name: 'Home' }).click();
      await expect(verdict).toHaveText('All is well. Mining: 1 machine.');
      await expect(home).not.toContainText('outdated');
    });
    await machine.leave();
    expect(complaints).toEqual([]);
  } finally {
    await node.close();
  }
});

test('a network at a standstill is named, with and without a machine', async ({ launch }) => {
  test.setTimeout(120_000);
  const node = await startScriptedNode();
  // A standstill begins after ten blocks that did not come.
  node.blockDelayMicros = 6_000_000;
  const folder = await folderForShares({ practice: false, node: `127.0.0.1:${node.port}` });
  const { app, page, complaints } = await launch(folder);
  const { strip, verdict } = whatIsSaid(page);
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(strip).toContainText('No machine is connected.');
  await hurryClock(app, HURRY);

  await test.step('without a machine there are two troubles', async () => {
    await expect(verdict).toContainText('No machine is connected. One more thing needs attention.');
    await expect(strip).toHaveAttribute('data-tone', 'bad');
  });

  const machine = await SharingMachine.start(await stratumPort(page), 'rig01');
  await test.step('with one it is the first that the strip says, with its time', async () => {
    await expect(strip).toContainText(
      /The network is at a standstill: no new block for .+, since \d\d:\d\d\./,
    );
    await expect(strip).toHaveAttribute('data-tone', 'warn');
    await expect(verdict).toContainText('The network is at a standstill.');
    await strip.getByRole('button', { name: 'Run all checks' }).click();
    await expect(page.getByRole('heading', { name: 'Is everything working?' })).toBeVisible();
  });

  await test.step('with a new block that is over', async () => {
    node.grow();
    node.tell('event:New Cut\n\n');
    await expect(strip).not.toContainText('standstill', { timeout: 10_000 });
  });
  await machine.leave();
  expect(complaints).toEqual([]);
  await node.close();
});
