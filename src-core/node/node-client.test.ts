import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { mkChainId } from '../chainweb/chain-graph.ts';
import { encodeMiningWork } from '../chainweb/mining-work.ts';
import { encodeWorkHeader } from '../chainweb/work-header.ts';
import { mainnetFirst } from '../tests/known-headers.ts';
import {
  bodyOf,
  listenOnLoopback,
  reply,
  serveHttp,
  serveHttps,
} from '../tests/loopback-server.ts';
import type { LoopbackServer } from '../tests/loopback-server.ts';
import type { NodeClient } from './node-client.ts';
import { account, clientOf, closeAfterTest } from './tests/node-test.ts';

const headerBytes = encodeWorkHeader(mainnetFirst);

/** A client of a node that answers every request with this. */
async function nodeAnswering(status: number, body: string | Uint8Array): Promise<NodeClient> {
  const server = closeAfterTest(
    await serveHttp((_request, response) => reply(response, status, body)),
  );
  return clientOf(server.address);
}

/** A port on which nothing listens. */
async function freePort(): Promise<string> {
  const server = await serveHttp(() => undefined);
  await server.close();
  return server.address;
}

describe('asking for work', () => {
  it('sends a GET with the miner in its body and reads chain, target and header', async () => {
    const seen: unknown[] = [];
    const server: LoopbackServer = closeAfterTest(
      await serveHttp((request, response) => {
        void bodyOf(request).then((body) => {
          seen.push(request.method, request.url, request.headers['content-type']);
          seen.push(JSON.parse(body.toString()));
          reply(response, 200, encodeMiningWork(mainnetFirst, headerBytes));
        });
      }),
    );
    const work = await clientOf(server.address).work('mainnet01', account);
    expect(seen).toEqual([
      'GET',
      '/chainweb/0.0/mainnet01/mining/work',
      'application/json',
      {
        account: `k:${'ab'.repeat(32)}`,
        predicate: 'keys-all',
        'public-keys': ['ab'.repeat(32)],
      },
    ]);
    expect(work).toMatchObject({ ok: true, value: { chain: 5, bytes: headerBytes } });
  });

  it.each([0, 100, 321, 323])('reports work of %i bytes as of the wrong length', async (length) => {
    const client = await nodeAnswering(200, new Uint8Array(length));
    expect(await client.work('practice', account)).toMatchObject({
      ok: false,
      error: { kind: 'wrong-length' },
    });
  });
});

describe('asking for the network', () => {
  const info = {
    nodeVersion: 'practice',
    nodePackageVersion: '2.32.0',
    nodeChains: ['1', '0'],
    nodeNumberOfChains: 2,
    nodeGraphHistory: [
      [
        5,
        [
          [1, [0]],
          [0, [1]],
        ],
      ],
      [0, [[0, []]]],
    ],
    nodeBlockDelay: 30_000_000,
  };

  it('reads network, graph and block delay', async () => {
    const client = await nodeAnswering(200, JSON.stringify(info));
    expect(await client.info()).toMatchObject({
      ok: true,
      value: {
        network: {
          versionName: 'practice',
          nodeVersion: '2.32.0',
          blockDelayMicros: 30_000_000,
          graph: [
            { chain: 0, adjacent: [1] },
            { chain: 1, adjacent: [0] },
          ],
        },
      },
    });
  });

  it('accepts the name alone, which is all that old nodes return', async () => {
    const client = await nodeAnswering(200, JSON.stringify({ nodeVersion: 'mainnet01' }));
    expect(await client.info()).toMatchObject({
      ok: true,
      value: { network: { versionName: 'mainnet01', graph: [], blockDelayMicros: null } },
    });
  });

  it.each([
    ['a web page', 200, '<html>'],
    ['other JSON', 200, '{"version":1}'],
    ['no such page', 404, ''],
  ])('calls %s a wrong address', async (_name, status, body) => {
    const client = await nodeAnswering(status, body);
    expect(await client.info()).toMatchObject({ ok: false, error: { kind: 'wrong-address' } });
  });
});

describe('an unusable node', () => {
  it('is missing when nothing listens', async () => {
    const info = await clientOf(await freePort()).info();
    expect(info).toMatchObject({
      ok: false,
      error: { kind: 'node-missing', code: 'ECONNREFUSED' },
    });
  });

  it('has a wrong address when the name does not exist', async () => {
    const info = await clientOf('no-such-host.invalid:1848', { timeoutMs: 20_000 }).info();
    expect(info).toMatchObject({ ok: false, error: { kind: 'wrong-address' } });
  });

  it('has a wrong address when it does not speak HTTP', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const { address } = closeAfterTest(await listenOnLoopback(server));
    expect(await clientOf(address).info()).toMatchObject({
      ok: false,
      error: { kind: 'wrong-address' },
    });
  });

  it('needs TLS when it hangs up on plain HTTP', async () => {
    const { address } = closeAfterTest(
      await serveHttps((_request, response) => reply(response, 200, '')),
    );
    expect(await clientOf(address).info()).toMatchObject({
      ok: false,
      error: { kind: 'tls-mismatch' },
    });
  });

  it('needs plain HTTP when it does not answer TLS', async () => {
    const { address } = closeAfterTest(
      await serveHttp((_request, response) => reply(response, 200, '')),
    );
    expect(await clientOf(address, { useTls: true }).info()).toMatchObject({
      ok: false,
      error: { kind: 'tls-mismatch' },
    });
  });

  it('is not trusted with a self-signed certificate, unless `insecure` is set', async () => {
    const { address } = closeAfterTest(
      await serveHttps((_request, response) => reply(response, 200, '{"nodeVersion":"x"}')),
    );
    expect(await clientOf(address, { useTls: true }).info()).toMatchObject({
      ok: false,
      error: { kind: 'tls-untrusted' },
    });
    expect((await clientOf(address, { useTls: true, insecure: true }).info()).ok).toBe(true);
  });
});

describe('submitting solved work', () => {
  it('posts the header alone', async () => {
    const seen: unknown[] = [];
    const server = closeAfterTest(
      await serveHttp((request, response) => {
        void bodyOf(request).then((body) => {
          seen.push(request.method, request.url, request.headers['content-type'], body);
          reply(response, 200, '');
        });
      }),
    );
    expect(await clientOf(server.address).solved('practice', headerBytes)).toEqual({
      ok: true,
      value: null,
    });
    expect(seen).toEqual([
      'POST',
      '/chainweb/0.0/practice/mining/solved',
      'application/octet-stream',
      Buffer.from(headerBytes),
    ]);
  });
});

describe('the cut and headers', () => {
  it('reads the newest block of each chain', async () => {
    const hash = 'a'.repeat(43);
    const client = await nodeAnswering(
      200,
      JSON.stringify({ hashes: { 1: { height: 4, hash }, 0: { height: 5, hash } }, id: 'x' }),
    );
    expect(await client.cut('practice')).toEqual({
      ok: true,
      value: [
        { chain: 0, height: 5, hash },
        { chain: 1, height: 4, hash },
      ],
    });
  });

  it('asks for a branch and hashes its headers itself', async () => {
    const seen: unknown[] = [];
    const wrongHash = new Uint8Array(32);
    const item = Buffer.concat([headerBytes, wrongHash]).toString('base64url');
    const server = closeAfterTest(
      await serveHttp((request, response) => {
        void bodyOf(request).then((body) => {
          seen.push(request.url, JSON.parse(body.toString()));
          reply(response, 200, JSON.stringify({ limit: 1, items: [item], next: null }));
        });
      }),
    );
    const tip = { chain: mkChainId(5), height: 2111412, hash: 'tip' };
    const range = { from: 2111409, to: 2111409 };
    const headers = await clientOf(server.address).ancestors('mainnet01', tip, range);
    expect(seen).toEqual([
      '/chainweb/0.0/mainnet01/chain/5/header/branch?minheight=2111409&maxheight=2111409&limit=1',
      { lower: [], upper: ['tip'] },
    ]);
    expect(headers).toMatchObject({
      ok: true,
      value: [{ hash: '6o5XvJ0YV3KIqhttqxAkjAvEw_L8KK7-tMbMhquhIA4' }],
    });
  });
});

describe('a stream', () => {
  it('fails when it cannot be requested in time', async () => {
    // Accepts connections and stays silent, so that the TLS handshake never completes.
    const { address } = closeAfterTest(await listenOnLoopback(createServer(() => undefined)));
    const client = clientOf(address, { useTls: true, connectTimeoutMs: 50 });
    expect(
      await client.updates('practice', mkChainId(0), new AbortController().signal),
    ).toMatchObject({ error: { kind: 'connect-timeout' } });
  });
});

describe('a hostile node', () => {
  const hash = 'a'.repeat(43);
  const tips = (count: number): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length: count }, (_, chain) => [chain, { height: 1, hash }]));

  it('cannot invent chains that no network has', async () => {
    const cut = await nodeAnswering(
      200,
      JSON.stringify({ hashes: { 9999999999: { height: 1, hash } } }),
    );
    expect(await cut.cut('practice')).toMatchObject({ error: { kind: 'nonsense-answer' } });
    const many = await nodeAnswering(200, JSON.stringify({ hashes: tips(5_000) }));
    expect(await many.cut('practice')).toMatchObject({ error: { kind: 'nonsense-answer' } });
    const info = await nodeAnswering(200, '{"nodeVersion":"x","nodeChains":["9999999999"]}');
    expect(await info.info()).toMatchObject({ error: { kind: 'wrong-address' } });
  });

  it('gets one sentence for an answer that is wrong everywhere', async () => {
    const hashes = Object.fromEntries(
      Array.from({ length: 20 }, (_, chain) => [chain, { height: 1, hash: '' }]),
    );
    const answer = await (await nodeAnswering(200, JSON.stringify({ hashes }))).cut('practice');
    expect(answer).toEqual({
      ok: false,
      error: {
        kind: 'nonsense-answer',
        detail: '20 places are wrong, first hashes.0.hash: expected 43 characters',
      },
    });
  });

  it('cannot have more headers hashed than were requested', async () => {
    const item = Buffer.concat([headerBytes, new Uint8Array(32)]).toString('base64url');
    const client = await nodeAnswering(200, JSON.stringify({ items: Array(50).fill(item) }));
    const tip = { chain: mkChainId(5), height: 10, hash };
    const headers = await client.ancestors('practice', tip, { from: 8, to: 9 });
    expect(headers.ok && headers.value).toHaveLength(2);
  });
});
