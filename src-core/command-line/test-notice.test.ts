import { expect, it } from 'vitest';
import { freePort, serveHttp } from '../tests/loopback-server.ts';
import { runInside } from './tests/run-inside.ts';

it('says where the test arrived', async () => {
  const server = await serveHttp((_, response) => void response.end());
  const run = await runInside(['--test-notice', '--notify-webhook', `http://${server.address}/a`]);
  await server.close();
  const stdout = `The test was sent to ${server.address}.\n`;
  expect(run).toEqual({ code: 0, stdout, stderr: '' });
});

it('says why it did not arrive', async () => {
  const host = `127.0.0.1:${await freePort()}`;
  const run = await runInside(['--test-notice', '--notify-webhook', `http://${host}/secret`]);
  expect(run).toMatchObject({ code: 1, stdout: '' });
  expect(run.stderr).toMatch(/^The test was not sent to [\d.:]+: \S[^\n]+\.\n$/);
  expect(run.stderr).toContain(host);
  expect(run.stderr).not.toContain('secret');
});

it('needs an address', async () => {
  expect(await runInside(['--test-notice'])).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: 'There is no address to send notices to. Name one with --notify-webhook.\n',
  });
});
