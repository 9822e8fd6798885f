/** What the strip and Settings say of settings that were changed while mining. */
import { freePort } from '../../../src-core/tests/loopback-server.ts';
import { startScriptedNode } from '../../../src-core/tests/scripted-node.ts';
import { appState } from '../support/app-facts.ts';
import { expect, test } from '../support/app-test.ts';
import { settledUserFolder } from '../support/user-folder.ts';

test('settings that wait for a restart are named, in view, and applied from the strip', async ({
  launch,
}) => {
  const node = await startScriptedNode();
  node.worksLeft = 1;
  const nowhere = `127.0.0.1:${await freePort()}`;
  const { page, complaints } = await launch(
    await settledUserFolder({ practice: false, node: nowhere }),
  );
  const strip = page.getByRole('banner', { name: 'Status' });
  const bar = page
    .getByRole('status')
    .filter({ has: page.getByRole('button', { name: 'Restart mining' }) });
  const restart = strip.getByRole('button', { name: 'Restart mining' });
  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(strip).toContainText(`No node answers at ${nowhere}.`);
  await expect(restart).toBeHidden();
  await strip.getByRole('button', { name: 'Change the address' }).click();
  const address = page.getByRole('textbox', { name: 'Address', exact: true });
  await expect(address).toBeFocused();

  await test.step('the strip names the address that waits, and nothing on the page moves', async () => {
    const { y: before } = (await address.boundingBox())!;
    await address.fill(`127.0.0.1:${node.port}`);
    await address.press('Enter');
    await expect(strip).toContainText('Changed since mining started: Address.');
    await expect(bar).toContainText('Address. It applies when mining restarts.');
    await expect(strip.getByRole('button', { name: 'Change the address' })).toBeHidden();
    await expect(bar).toBeInViewport();
    // Less than a pixel.
    expect(Math.abs((await address.boundingBox())!.y - before)).toBeLessThan(1);
  });

  await test.step('a page that loads again knows it too', async () => {
    await page.reload();
    await expect(strip).toContainText('Changed since mining started: Address.');
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    await expect(bar).toContainText('Address. It applies when mining restarts.');
    await expect(page.getByRole('button', { name: 'Restart mining' })).toHaveCount(1);
  });

  await test.step('the bar stays in view at the end of the page, and names each', async () => {
    const tray = page.getByText(/^Heddle \d+\.\d+\.\d+/);
    await tray.scrollIntoViewIfNeeded();
    await expect(tray).toBeInViewport();
    await page.evaluate(`window.miner.saveConfig({ threadCount: 2 })`);
    await expect(bar).toContainText('Changed since mining started: Mining threads, Address.');
    await expect(bar).toBeInViewport({ ratio: 1 });
    await page.evaluate(`window.miner.saveConfig({ threadCount: 1 })`);
    await expect(bar).toContainText('Changed since mining started: Address. It applies');
  });

  await test.step('a restart from the strip applies it', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    await restart.click();
    await expect
      .poll(async () => (await appState(page)).snapshot.node?.url)
      .toContain(`${node.port}`);
    await expect(restart).toBeHidden();
    await expect(strip).not.toContainText('No node answers');
    // The network that is mined on keeps its name while another is chosen for the next start.
    await expect(strip).toContainText('scripted');
    await page.evaluate(`window.miner.saveConfig({ practice: true })`);
    await expect(restart).toBeVisible();
    await expect(strip).toContainText('scripted');
    await page.evaluate(`window.miner.saveConfig({ practice: false })`);
    // Where all is well, the strip names what waits beside its button.
    await page.evaluate(`window.miner.saveConfig({ threadCount: 2 })`);
    await expect(strip).toContainText('Changed since mining started: Mining threads.');
    await page.evaluate(`window.miner.saveConfig({ threadCount: 1 })`);
    await expect(strip).not.toContainText('Changed since mining started');
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    const intro = page.getByText('Changes are saved as you make them.');
    await expect(intro).toBeVisible();
    // It does not lie on what is read below.
    await page.getByText(/^Heddle \d+\.\d+\.\d+/).scrollIntoViewIfNeeded();
    await expect(intro).not.toBeInViewport();
  });
  expect(complaints).toEqual([]);
  await node.close();
});
