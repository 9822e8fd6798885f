import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { closeAfterTest } from '../node/tests/node-test.ts';
import { listenOnLoopback, reply, serveHttps } from '../tests/loopback-server.ts';
import { checkForUpdate } from './check-for-update.ts';
import { releaseSourceOf } from './release-source.ts';
import { isNewer } from './version-order.ts';

/** What a server's answer means, and what it was asked. */
async function answered(status: number, body: string, location = '') {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(status, location === '' ? {} : { location }).end(body);
  });
  const { port } = closeAfterTest(await listenOnLoopback(server));
  const api = new URL(`http://127.0.0.1:${port}/repos/a/b/releases/latest`);
  return { found: await checkForUpdate(api, '1.2.3', {}), asked };
}

const release = (tag: unknown): string =>
  JSON.stringify({ tag_name: tag, html_url: 'https://evil.example/', assets: [] });

describe('the check for a new version', () => {
  it.each([
    ['v1.10.0', '1.10.0', true],
    ['1.2.3', '1.2.3', false],
    ['1.2.2', '1.2.2', false],
    ['1.3.0-dev.1', '1.3.0-dev.1', true],
  ])('knows the release %s', async (tag, version, newer) => {
    const { found, asked } = await answered(200, release(tag));
    expect(found).toEqual({ ok: true, value: { version, isNewer: newer } });
    const [request] = asked;
    expect([asked.length, request?.url]).toEqual([1, '/repos/a/b/releases/latest']);
    expect(request?.headers).toMatchObject({
      accept: 'application/vnd.github+json',
      'user-agent': 'heddle/1.2.3',
    });
  });

  it.each([
    ['a tag that is no version', 200, release('latest'), { kind: 'nonsense' }],
    ['a tag that is no text', 200, release({ deep: 1 }), { kind: 'nonsense' }],
    ['a page', 200, '<html>', { kind: 'nonsense' }],
    ['an endless nesting', 200, '['.repeat(100_000), { kind: 'nonsense' }],
    ['no release yet', 404, '{}', { kind: 'no-release' }],
    ['too many requests', 403, '{}', { kind: 'refused', status: 403 }],
  ])('takes nothing from %s', async (_, status, body, error) => {
    expect((await answered(status, body)).found).toEqual({ ok: false, error });
  });

  it('follows no redirect', async () => {
    const { found, asked } = await answered(301, '', '/elsewhere');
    expect(found).toEqual({ ok: false, error: { kind: 'refused', status: 301 } });
    expect(asked).toHaveLength(1);
  });

  it('reads no more than a release can have', async () => {
    const { found } = await answered(200, `${release('9.9.9')}${' '.repeat(2_000_000)}`);
    expect(found).toMatchObject({ error: { kind: 'not-reached', cause: 'nonsense-answer' } });
  });

  it('takes nothing from a server that no authority vouches for', async () => {
    const { address } = closeAfterTest(
      await serveHttps((_, response) => reply(response, 200, release('9.9.9'))),
    );
    expect(await checkForUpdate(new URL(`https://${address}/`), '1.2.3', {})).toMatchObject({
      error: { kind: 'not-reached', cause: 'tls-untrusted' },
    });
  });

  it('says that nothing answers', async () => {
    const gone = await listenOnLoopback(createServer());
    await gone.close();
    const api = new URL(`http://127.0.0.1:${gone.port}/`);
    expect(await checkForUpdate(api, '1.2.3', {})).toMatchObject({
      error: { kind: 'not-reached', cause: 'unreachable' },
    });
  });
});

it.each([
  ['https://github.com/own-er/na.me', 'own-er/na.me'],
  ['git+https://github.com/owner/name.git', 'owner/name'],
  [{ type: 'git', url: 'github:owner/name' }, 'owner/name'],
])('finds the releases of the repository %j', (repository, path) => {
  const source = releaseSourceOf(repository);
  expect(source?.api.href).toBe(`https://api.github.com/repos/${path}/releases/latest`);
  expect(source?.page).toBe(`https://github.com/${path}/releases/latest`);
});

it.each([
  undefined,
  null,
  '',
  { url: ['https://github.com/a/b'] },
  'https://gitlab.com/a/b',
  'https://github.com/a/b/c',
  'https://github.com/a/../x',
])('finds none for %j', (repository) => {
  expect(releaseSourceOf(repository)).toBeNull();
});

it.each([
  ['2.0.0', '1.9.9', true],
  ['1.2.10', '1.2.9', true],
  ['1.9.9', '2.0.0', false],
  ['1.2.3', '1.2.3-rc.1', true],
  ['1.2.3-rc.1', '1.2.3', false],
  ['1.2.3-rc.2', '1.2.2', true],
  ['1.2.3-rc.1', '1.2.3-rc.1', false],
  ['nonsense', '0.0.1', false],
  ['1.2.3', 'nonsense', false],
])('%s is newer than %s: %s', (other, current, newer) => {
  expect(isNewer(other, current)).toBe(newer);
});
