import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appState } from './app-facts.ts';
import { expect, test } from './app-test.ts';
import { packProgram } from './packed-program.ts';
import { settledUserFolder } from './user-folder.ts';

test('the packed program mines: page, hash thread and database come out of its archive', async ({
  launch,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-packed-'));
  try {
    const archive = await packProgram(folder);
    await rm(join(folder, 'files'), { recursive: true });
    const { app, page, complaints } = await launch(await settledUserFolder(), archive);
    expect(await app.evaluate((electron) => electron.app.getAppPath())).toBe(archive);

    await page.getByRole('button', { name: 'Start mining' }).click();
    await expect
      .poll(async () => (await appState(page)).snapshot.blockCounts.accepted, { timeout: 60_000 })
      .toBeGreaterThan(0);
    expect((await appState(page)).snapshot.problems).toEqual([]);
    expect(complaints).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
