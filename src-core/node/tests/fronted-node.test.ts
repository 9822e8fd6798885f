/** Nodes behind proxies and web servers, which redirect, compress and answer themselves. */
import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { constants, createGzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mkChainId } from '../../chainweb/chain-graph.ts';
import { bodyOf, reply, serveHttp, serveHttps } from '../../tests/loopback-server.ts';
import type { NodeClient } from '../node-client.ts';
import { account, clientOf, closeAfterTest } from './node-test.ts';

/** A client of a server that answers every request in this way. */
async function clientBehind(listener: RequestListener): Promise<NodeClient> {
  return clientOf(closeAfterTest(await serveHttp(listener)).address);
}

const infoBody = '{"nodeVersion":"x"}';

describe('a redirect', () => {
  it.each([301, 302, 307, 308])('%i to the same host is followed', async (status) => {
    const seen: [string, string, number][] = [];
    const client = await clientBehind((request, response) => {
      void bodyOf(request).then((body) => {
        seen.push([request.method ?? '', request.url ?? '', body.length]);
        if (request.url?.startsWith('/node') === true) reply(response, 200, '');
        else {
          response.writeHead(status, { location: `/node${request.url}` });
          response.end('moved');
        }
      });
    });
    expect(await client.solved('x', new Uint8Array(286))).toEqual({ ok: true, value: null });
    expect(await client.work('x', account)).toMatchObject({ error: { kind: 'wrong-length' } });
    expect(seen.filter(([, path]) => path.startsWith('/node'))).toEqual([
      ['POST', '/node/chainweb/0.0/x/mining/solved', 286],
      ['GET', '/node/chainweb/0.0/x/mining/work', expect.any(Number)],
    ]);
  });

  it('from http to https of the same host is followed', async () => {
    const tls = closeAfterTest(
      await serveHttps((_request, response) => reply(response, 200, infoBody)),
    );
    const plain = closeAfterTest(
      await serveHttp((request, response) => {
        response.writeHead(301, { location: `https://${tls.address}${request.url}` });
        response.end();
      }),
    );
    expect((await clientOf(plain.address, { insecure: true }).info()).ok).toBe(true);
    expect(await clientOf(plain.address).info()).toMatchObject({
      error: { kind: 'tls-untrusted' },
    });
  });

  it.each([
    ['another host', 'https://localhost:9/other?key=secret', 'https://localhost:9/other'],
    ['a name and password', 'https://me:secret@127.0.0.1:9/info', 'https://127.0.0.1:9/info'],
    ['https without its lock', 'http://127.0.0.1:9/info', 'http://127.0.0.1:9/info'],
    ['another protocol', 'ftp://127.0.0.1/info', 'ftp://127.0.0.1/info'],
  ])('to %s is not followed, and its target is named', async (_what, location, target) => {
    const server = await serveHttps((_request, response) => {
      response.writeHead(302, { location });
      response.end();
    });
    const client = clientOf(closeAfterTest(server).address, { useTls: true, insecure: true });
    const answer = await client.info();
    expect(answer).toMatchObject({ error: { kind: 'redirected', target, status: 302 } });
    expect(!answer.ok && answer.error.detail).not.toContain('secret');
  });

  it('in a circle ends', async () => {
    let asked = 0;
    const client = await clientBehind((request, response) => {
      asked += 1;
      response.writeHead(302, { location: request.url ?? '' });
      response.end();
    });
    expect(await client.info()).toMatchObject({ error: { kind: 'redirected' } });
    expect(asked).toBe(4);
  });

  it('of an update stream is followed', async () => {
    const client = await clientBehind((request, response) => {
      if (request.url?.startsWith('/node') === true) reply(response, 200, 'event:New Cut\n\n');
      else {
        response.writeHead(308, { location: `/node${request.url}` });
        response.end();
      }
    });
    const signal = new AbortController().signal;
    expect(await client.updates('x', mkChainId(0), signal)).toMatchObject({ ok: true });
  });
});

describe('the page of a proxy or web server', () => {
  const page = (title: string): string =>
    `<html><head><title>\n ${title}</title></head><body><h1>Sorry</h1></body></html>`;

  it.each([401, 403, 404, 500, 502, 503])(
    'with status %i is not mistaken for the node',
    async (status) => {
      const client = await clientBehind((_request, response) => {
        response.writeHead(status, { 'content-type': 'text/html', server: 'nginx' });
        response.end(page('Access &amp; <b>more</b>'));
      });
      for (const answer of [await client.work('x', account), await client.info()]) {
        expect(answer).toMatchObject({
          error: { kind: 'other-server', status, page: expect.stringContaining('Access &') },
        });
      }
    },
  );

  it.each([
    ['plain text', 403, 'Forbidden', {}, 'Forbidden'],
    ['no text', 404, '', { server: 'Caddy' }, null],
    [
      'the text of a balancer',
      503,
      'no healthy upstream',
      { server: 'envoy' },
      'no healthy upstream',
    ],
    [
      'a page that kept the headers of the node',
      403,
      page('No'),
      { 'x-chainweb-node-version': '3.2', 'content-type': 'text/html' },
      'No',
    ],
  ] as const)('is known by %s', async (_what, status, body, headers, said) => {
    const client = await clientBehind((_request, response) => {
      response.writeHead(status, headers);
      response.end(body);
    });
    const answer = await client.work('x', account);
    expect(answer).toMatchObject({ error: { kind: 'other-server', status } });
    expect((!answer.ok && answer.error.page) ?? null).toBe(said);
  });

  it('is cleaned and bounded', async () => {
    const client = await clientBehind((_request, response) =>
      reply(response, 403, page(`\u001b[31m\u202e${'x'.repeat(5_000)}`)),
    );
    const answer = await client.work('x', account);
    const { page: said = '', detail } = answer.ok ? { detail: '' } : answer.error;
    expect(said).toMatch(/^\[31mx{1,90}…$/);
    expect(detail.length).toBeLessThan(300);
    expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it.each([
    [403, `Unauthorized Miner: k:${'ab'.repeat(32)}`, 'key-refused'],
    [404, '', 'mining-off'],
    [503, 'Too many work requests', 'overloaded'],
    [503, 'No more update streams available currently. Retry later.', 'overloaded'],
    [404, 'No associated Payload', 'request-refused'],
    [400, 'Invalid solved work: Invalid POW hash', 'request-refused'],
    [500, 'Something went wrong', 'server-fault'],
  ])('is not the own answer of a node: %i %s', async (status, text, kind) => {
    const client = await clientBehind((_request, response) => reply(response, status, text));
    expect(await client.work('x', account)).toMatchObject({ error: { kind, status } });
  });
});

describe('a compressed answer', () => {
  const codings: [string, (body: Buffer) => Buffer][] = [
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['Deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['deflate, gzip', (body) => gzipSync(deflateSync(body))],
    ['identity', (body) => body],
  ];
  it.each(codings)('is read: %s', async (coding, compress) => {
    const client = await clientBehind((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding });
      response.end(compress(Buffer.from(infoBody)));
    });
    expect(await client.info()).toMatchObject({ ok: true });
  });

  it.each(codings.slice(0, 6))(
    'that would fill the memory is refused: %s',
    async (coding, compress) => {
      const bomb = compress(Buffer.alloc(8 * 1024 * 1024, ' '));
      const client = await clientBehind((_request, response) => {
        response.writeHead(200, { 'content-encoding': coding });
        response.end(bomb);
      });
      expect(await client.cut('x')).toMatchObject({ error: { kind: 'nonsense-answer' } });
    },
  );

  it.each([
    ['gzip', Buffer.from('not gzip')],
    ['gzip', gzipSync(infoBody).subarray(0, 20)],
    ['compress', Buffer.from(infoBody)],
    ['gzip, gzip, gzip, gzip, gzip', Buffer.from(infoBody)],
  ])('that cannot be read is nonsense: %s', async (coding, body) => {
    const client = await clientBehind((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding });
      response.end(body);
    });
    expect(await client.cut('x')).toMatchObject({ error: { kind: 'nonsense-answer' } });
  });

  it('may be an update stream, whose events arrive at once', async () => {
    const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
    const client = await clientBehind((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      gzip.pipe(response);
      gzip.write('event:New Cut\n\n');
    });
    const signal = new AbortController().signal;
    const stream = await client.updates('x', mkChainId(0), signal);
    expect(stream.ok).toBe(true);
    if (!stream.ok) return;
    const events = (stream.value as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
    expect(String((await events.next()).value)).toBe('event:New Cut\n\n');
    gzip.write('event:Refreshed Block\n\n');
    expect(String((await events.next()).value)).toBe('event:Refreshed Block\n\n');
    gzip.destroy();
  });
});

describe('a node that pays the bare key', () => {
  /** A node with this one miner. */
  function nodePaying(paid: string): Promise<NodeClient> {
    return clientBehind((request, response) => {
      void bodyOf(request).then((body) => {
        const { account: asked } = JSON.parse(body.toString()) as { account: string };
        if (asked === paid) reply(response, 200, new Uint8Array(322));
        else reply(response, 403, `Unauthorized Miner: ${asked}`);
      });
    });
  }
  const key = 'ab'.repeat(32);

  it('is named when Heddle asks for the account of that key', async () => {
    const answer = await (await nodePaying(key)).work('x', account);
    expect(answer).toMatchObject({
      error: { kind: 'account-spelled-otherwise', status: 403, paid: key },
    });
  });

  it('is named when it is the other way round', async () => {
    const client = await nodePaying(`k:${key}`);
    const answer = await client.work('x', { ...account, account: key });
    expect(answer).toMatchObject({
      error: { kind: 'account-spelled-otherwise', paid: `k:${key}` },
    });
  });

  it('is not guessed at where the node pays neither', async () => {
    const client = await nodePaying('somebody');
    expect(await client.work('x', account)).toMatchObject({ error: { kind: 'key-refused' } });
    expect(await client.work('x', { ...account, account: 'alice' })).toMatchObject({
      error: { kind: 'key-refused' },
    });
  });
});
