import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import { PROJECT_FOLDER } from './support/launch-app.ts';
import { settledUserFolder } from './support/user-folder.ts';

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

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

  const script = join(PROJECT_FOLDER, 'src-core', 'practice', 'cli.ts');
  const server = spawn(
    process.execPath,
    [script, '--port', String(port), '--first-difficulty', '1000000'],
    { stdio: 'ignore' },
  );
  try {
    await expect(status).toContainText('Mining', { timeout: 60_000 });
    await expect
      .poll(async () => (await appState(page)).snapshot.blockCounts.accepted, { timeout: 60_000 })
      .toBeGreaterThan(0);
    expect((await appState(page)).snapshot.problems).toEqual([]);
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  }
});
