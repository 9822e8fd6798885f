/** The program in a terminal whose environment names a proxy. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { reply, serveHttp } from '../loopback-server.ts';
import { startProgram } from './child-program.ts';

it('says once which proxy its requests go through, and never the password', async () => {
  const proxy = await serveHttp((_request, response) => {
    response.setHeader('content-type', 'text/html');
    reply(response, 403, '<title>Ask me first</title>');
  });
  const folder = await mkdtemp(join(tmpdir(), 'heddle-proxied-'));
  const run = startProgram(
    [
      '--data-dir',
      folder,
      '--node',
      'node.invalid:1848',
      '-k',
      'ab'.repeat(32),
      '-w',
      'simulation',
    ],
    { http_proxy: `http://me:hunter2@${proxy.address}`, no_proxy: '', NO_PROXY: '' },
  );
  onTestFinished(async () => {
    run.child.kill('SIGKILL');
    await run.ended;
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  });
  await run.line('answered with status 403: Ask me first');
  const said = run.lines.filter((line) => line.includes(`the proxy ${proxy.address} (http_proxy)`));
  expect(said).toHaveLength(1);
  expect(run.lines.join('\n') + run.errors()).not.toContain('hunter2');
});
