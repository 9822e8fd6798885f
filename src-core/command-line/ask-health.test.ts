import { describe, expect, it } from 'vitest';
import { freePort, serveHttp } from '../tests/loopback-server.ts';
import { runInside } from './tests/run-inside.ts';
import type { InsideRun } from '../tests/collected-run.ts';

/** Asks a server that answers this. */
async function asked(status: number, body: string): Promise<InsideRun & { readonly url: string }> {
  const paths: unknown[] = [];
  const server = await serveHttp(({ method, url }, response) => {
    paths.push([method, url]);
    response.writeHead(status).end(body);
  });
  const run = await runInside(['--health', '--metrics-port', String(server.port)]);
  await server.close();
  expect(paths).toEqual([['GET', '/healthz']]);
  return { ...run, url: `http://${server.address}/healthz` };
}

describe('--health', () => {
  it('prints the sentence of a Heddle that mines', async () => {
    expect(await asked(200, 'Mining at 5 H/s.\n')).toMatchObject({
      ...{ code: 0, stdout: 'Mining at 5 H/s.\n', stderr: '' },
    });
  });

  it('says the sentence of one that does not mine', async () => {
    expect(await asked(503, 'Mining waits: no node.\n')).toMatchObject({
      ...{ code: 8, stdout: '', stderr: 'Mining waits: no node.\n' },
    });
  });

  it.each(['OK\n', 'Mining at 5 H/s.', 'Mining \n', 'I am Mining .\n', 'Mining a.\nb.\n'])(
    'is not deceived by a server that answers %j',
    async (body) => {
      const { url, ...run } = await asked(200, body);
      expect(run).toEqual({
        ...{ code: 8, stdout: '', stderr: `What answers at ${url} is not Heddle.\n` },
      });
    },
  );

  it.each([
    [undefined, '127.0.0.1'],
    ['*', '127.0.0.1'],
    ['*4', '127.0.0.1'],
    ['!4', '127.0.0.1'],
    ['*6', '127.0.0.1'],
    ['!6', '[::1]'],
    ['::1', '[::1]'],
    ['127.0.0.9', '127.0.0.9'],
    ['localhost', 'localhost'],
    ['fe80::1%lo', '[fe80::1]'],
  ])('asks, with an interface of %s, at %s', async (name, host) => {
    const port = String(await freePort());
    const named = name === undefined ? [] : ['--metrics-interface', name];
    const { stderr, ...run } = await runInside(['--health', '--metrics-port', port, ...named]);
    expect(run).toEqual({ code: 8, stdout: '' });
    expect(stderr.startsWith(`Nothing answers at http://${host}:${port}/healthz: `)).toBe(true);
    expect(stderr).toMatch(/: \S[^\n]+\n$/);
  });

  it('needs a port', async () => {
    expect(await runInside(['--health'])).toEqual({
      ...{ code: 1, stdout: '' },
      stderr: '--health asks a miner at its metrics port. Name that with --metrics-port.\n',
    });
  });
});
