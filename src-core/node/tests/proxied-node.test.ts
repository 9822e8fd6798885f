/** Nodes behind a proxy that the environment names. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { bodyOf, listenOnLoopback, reply, serveHttps } from '../../tests/loopback-server.ts';
import { createNodeClient } from '../node-client.ts';
import type { NodeClient } from '../node-client.ts';
import { account, closeAfterTest, scriptedNode } from './node-test.ts';

const infoBody = '{"nodeVersion":"x"}';

/** A proxy that sends everything to one server, whatever was asked for. */
async function startProxy(
  to: string,
  refusal?: number,
): Promise<{ url: (credentials?: string) => string; seen: string[]; authorized: unknown[] }> {
  const [host = '', port = ''] = to.split(':');
  const seen: string[] = [];
  const authorized: unknown[] = [];
  const note = (request: IncomingMessage): void => {
    seen.push(`${request.method} ${request.url}`);
    authorized.push(request.headers['proxy-authorization']);
  };
  const server: Server = createServer((request, response) => {
    note(request);
    if (refusal !== undefined) {
      reply(response, refusal, 'refused');
      return;
    }
    void bodyOf(request).then(() => reply(response, 200, infoBody));
  });
  server.on('connect', (request: IncomingMessage, socket) => {
    note(request);
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
      return;
    }
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  const { address } = closeAfterTest(await listenOnLoopback(server));
  return { url: (credentials = '') => `http://${credentials}${address}`, seen, authorized };
}

function proxied(
  node: string,
  environment: Record<string, string>,
  changes: Partial<Parameters<typeof createNodeClient>[0]> = {},
): NodeClient {
  const defaults = { useTls: false, insecure: true, timeoutMs: 20_000 };
  return closeAfterTest(createNodeClient({ node, ...defaults, ...changes }, environment));
}

describe('a proxy of the environment', () => {
  it('gets the whole address of an http request, with name and password', async () => {
    const proxy = await startProxy('127.0.0.1:9');
    const client = proxied('node.invalid:1848', { http_proxy: proxy.url('me:p%40ss@') });
    expect(await client.info()).toMatchObject({ ok: true });
    expect(proxy.seen).toEqual(['GET http://node.invalid:1848/info']);
    expect(proxy.authorized).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
  });

  it('makes a tunnel for https requests, which are kept open', async () => {
    const node = closeAfterTest(
      await serveHttps((_request, response) => reply(response, 200, infoBody)),
    );
    const proxy = await startProxy(node.address);
    const client = proxied(
      'node.invalid:443',
      { HTTPS_PROXY: proxy.url('me:secret@') },
      { useTls: true },
    );
    for (let round = 0; round < 3; round += 1)
      expect(await client.info()).toMatchObject({ ok: true });
    expect(proxy.seen).toEqual(['CONNECT node.invalid:443']);
    expect(proxy.authorized).toEqual([`Basic ${Buffer.from('me:secret').toString('base64')}`]);
  });

  it('is checked like any other server inside the tunnel', async () => {
    const node = closeAfterTest(
      await serveHttps((_request, response) => reply(response, 200, infoBody)),
    );
    const proxy = await startProxy(node.address);
    const changes = { useTls: true, insecure: false };
    const client = proxied('node.invalid:443', { https_proxy: proxy.url() }, changes);
    expect(await client.info()).toMatchObject({ error: { kind: 'tls-untrusted' } });
  });

  it('is not used for this computer', async () => {
    const node = await scriptedNode();
    const proxy = await startProxy(node.address);
    const client = proxied(node.address, { http_proxy: proxy.url(), all_proxy: proxy.url() });
    expect(await client.info()).toMatchObject({ ok: true });
    expect(proxy.seen).toEqual([]);
  });

  it.each([
    ['refuses a tunnel', 403, true],
    ['wants a password for a tunnel', 407, true],
    ['wants a password', 407, false],
  ])('is named, without its password, where it %s', async (_what, status, useTls) => {
    const proxy = await startProxy('127.0.0.1:9', status);
    const url = proxy.url('me:hunter2@');
    const client = proxied('node.invalid:443', { all_proxy: url }, { useTls });
    const answer = await client.info();
    const { host } = new URL(url);
    expect(answer).toMatchObject({ error: { kind: 'proxy-failed', proxy: host } });
    expect(!answer.ok && answer.error.detail).toContain(String(status));
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  it.each([
    ['no port is open', 'http://127.0.0.1:9', '127.0.0.1:9'],
    ['its kind is not known', 'socks5://me:hunter2@127.0.0.1:9', '127.0.0.1:9'],
    ['its address cannot be read', 'http://me:hunter2@:', 'http_proxy'],
  ])('is named where %s', async (_what, url, named) => {
    for (const useTls of [false, true]) {
      const name = useTls ? 'https_proxy' : 'http_proxy';
      const client = proxied('node.invalid:443', { [name]: url }, { useTls });
      const answer = await client.work('x', account);
      expect(answer).toMatchObject({ error: { kind: 'proxy-failed' } });
      expect(JSON.stringify(answer)).toContain(useTls ? named.replace('http_', 'https_') : named);
      expect(JSON.stringify(answer)).not.toContain('hunter2');
    }
  });

  it('has to connect within the connect timeout', async () => {
    const silent = createServer();
    silent.on('connect', () => undefined);
    const { address } = closeAfterTest(await listenOnLoopback(silent));
    const client = proxied(
      'node.invalid:443',
      { https_proxy: `http://${address}` },
      { useTls: true, connectTimeoutMs: 50 },
    );
    expect(await client.info()).toMatchObject({ error: { kind: 'connect-timeout' } });
  });
});
