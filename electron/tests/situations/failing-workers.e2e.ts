/** Notices of a kind of worker that fails, and works again. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layEasyPractice } from '../../../src-core/tests/easy-practice.ts';
import { appState } from '../support/app-facts.ts';
import { expect, test } from '../support/app-test.ts';
import { expectShown, playDesktop } from '../support/desktop-notifications.ts';
import { answerDialogs } from '../support/native-dialogs.ts';
import { SEARCHER } from '../support/searcher-program.ts';
import { hurryClock } from '../support/step-clock.ts';
import { settledUserFolder } from '../support/user-folder.ts';

/** As fast as the program does not take for a sleep of the computer. */
const HURRY = 10;

test('a program that keeps failing is reported once, and once when it has worked for a while', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const folder = await settledUserFolder({ practiceGraph: 'singleton', worker: 'external' });
  await layEasyPractice(folder, 'singleton', 20_000);
  const [script, driver] = [join(folder, 'my-miner.cjs'), join(folder, 'driver')];
  // It fails at once, as a search that lasts counts as none that fails, and answers every two seconds.
  const searcher = `
if (!require('node:fs').existsSync(${JSON.stringify(driver)})) {
  console.error('no GPU');
  process.exit(9);
}
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
${SEARCHER}`;
  await writeFile(script, searcher);
  const { app, page } = await launch(folder);
  await answerDialogs(app, 1);
  await playDesktop(app, true);
  const externalWorkerCommand = `'${process.execPath}' '${script}'`;
  await page.evaluate(`window.miner.saveConfig(${JSON.stringify({ externalWorkerCommand })})`);
  await page.getByRole('button', { name: 'Start mining' }).click();
  const strip = page.getByRole('banner', { name: 'Status' });
  await expect(strip).toContainText('External 0 failed with exit code 9. Its last output: no GPU.');
  await strip.getByRole('button', { name: 'Try it' }).click();
  const group = page.getByRole('region', { name: 'What mines?' });
  await expect(group).toContainText('This does not work');
  await expect(group.getByText('no GPU')).toBeInViewport();
  await hurryClock(app, HURRY);
  await expectShown(app, ['Worker failed']);

  await writeFile(driver, '');
  const { blockCounts } = (await appState(page)).snapshot;
  expect(blockCounts.accepted + blockCounts.confirmed).toBe(0);
  await expectShown(app, ['Worker failed', 'Worker back'], 90_000);
  const rail = page.getByRole('navigation');
  await rail.getByRole('link', { name: 'Notices' }).click();
  const rows = page.getByRole('list', { name: 'Notices, newest first' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(/The external program works again after \d+\smin/);
  await expect(rows.last()).toContainText(
    /The external program has failed for [2-9]\smin.*Heddle tries again; the log has the reason\./,
  );
  await rows.last().getByRole('button', { name: 'Open the log' }).click();
  await expect(rail.getByRole('link', { name: 'Logs' })).toHaveAttribute('aria-current', 'page');
});
