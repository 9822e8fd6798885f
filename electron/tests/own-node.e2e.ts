import { freePort } from '../../src-core/tests/loopback-server.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { startPracticeProgram } from './support/practice-program.ts';
import { settledUserFolder } from './support/user-folder.ts';

test('a node that is away is said with what to do, and mining resumes when it comes', async ({
  launch,
}) => {
  const port = await freePort();
  const node = `127.0.0.1:${port}`;
  const { page } = await launch(await settledUserFolder({ practice: false, node }));
  const status = page.getByRole('banner', { name: 'Status' });

  await page.getByRole('button', { name: 'Start mining' }).click();
  await expect(status).toContainText(`No node answers at ${node}.`);
  await expect(status.getByRole('button', { name: 'Change the address' })).toBeVisible();
  expect((await appState(page)).snapshot.phase).toBe('waiting');

  const server = startPracticeProgram(port);
  try {
    await expect(status).toContainText('Mining', { timeout: 60_000 });
    await expect
      .poll(async () => (await appState(page)).snapshot.blockCounts.accepted, { timeout: 60_000 })
      .toBeGreaterThan(0);
    expect((await appState(page)).snapshot.problems).toEqual([]);
  } finally {
    await server.close();
  }
});
