/** What a node is sent, and what its answers say beside their bodies. */
import { describe, expect, it } from 'vitest';
import { minerAccount } from '../chainweb/account.ts';
import type { MinerAccount } from '../chainweb/account.ts';
import { mkChainId } from '../chainweb/chain-graph.ts';
import { bodyOf, reply, serveHttp } from '../tests/loopback-server.ts';
import { createNodeClient } from './node-client.ts';
import type { NodeClient } from './node-client.ts';
import { account, clientOf, closeAfterTest } from './tests/node-test.ts';

const chain = mkChainId(300);

interface Heard {
  readonly asked: string[];
  readonly client: NodeClient;
}

/** A client of a server that answers all with `body`, and what the server was sent. */
async function answering(body: string, headers: Record<string, string> = {}): Promise<Heard> {
  const asked: string[] = [];
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((sent) => {
      const { 'content-type': type, accept } = request.headers;
      asked.push(`${request.method} ${request.url}`, `${type} ${accept}`, sent.toString('latin1'));
      response.sendDate = headers['date'] !== undefined;
      response.writeHead(200, headers).end(body);
    });
  });
  return { asked, client: clientOf(closeAfterTest(server).address) };
}

const range = { from: 7, to: 9 };
const tip = { chain, height: 9, hash: 'tip' };
const noSignal = new AbortController().signal;

it.each<[string, (client: NodeClient) => Promise<unknown>, string[]]>([
  ['its network', (client) => client.info(), ['GET /info', 'undefined undefined', '']],
  [
    'work',
    (client) => client.work('a b', account),
    [
      'GET /chainweb/0.0/a%20b/mining/work',
      'application/json undefined',
      `{"account":"k:${'ab'.repeat(32)}","predicate":"keys-all","public-keys":["${'ab'.repeat(32)}"]}`,
    ],
  ],
  [
    'updates of a chain',
    (client) => client.updates('x', chain, noSignal),
    ['GET /chainweb/0.0/x/mining/updates', 'application/octet-stream undefined', '\x2c\x01\0\0'],
  ],
  ['its cut', (client) => client.cut('x'), ['GET /chainweb/0.0/x/cut', 'undefined undefined', '']],
  [
    'headers',
    (client) => client.ancestors('x', tip, range),
    [
      'POST /chainweb/0.0/x/chain/300/header/branch?minheight=7&maxheight=9&limit=3',
      'application/json application/json',
      '{"lower":[],"upper":["tip"]}',
    ],
  ],
  [
    'a reward',
    (client) => client.reward('x', chain, Buffer.from([0xfb, 0xff])),
    ['GET /chainweb/0.0/x/chain/300/payload/-_8/outputs', 'undefined undefined', ''],
  ],
])('a node is asked for %s', async (_what, ask, expected) => {
  const { client, asked } = await answering('{}');
  await ask(client);
  expect(asked).toEqual(expected);
});

it('a reward is what the coinbase pays', async () => {
  const coinbase = JSON.stringify({
    result: { status: 'success' },
    events: [{ name: 'TRANSFER', module: { name: 'coin' }, params: ['', 'k:ab', 1.5] }],
  });
  const body = JSON.stringify({ coinbase: Buffer.from(coinbase).toString('base64url') });
  const { client } = await answering(body);
  expect(await client.reward('x', chain, Buffer.alloc(32))).toEqual({ ok: true, value: 1.5 });
});

it.each([
  ['Tue, 01 Dec 2026 12:00:00 GMT', Date.UTC(2026, 11, 1, 12)],
  ['soon', null],
  [undefined, null],
])('the clock of a node is in its answer: %s', async (date, dateMs) => {
  const headers: Record<string, string> = date === undefined ? {} : { date };
  const { client } = await answering('{"nodeVersion":"x"}', headers);
  expect(await client.info()).toMatchObject({ ok: true, value: { dateMs } });
});

it('a proxy is named with its variable, and only where there is one', () => {
  const node = { node: 'node.invalid:1848', useTls: true, insecure: false, timeoutMs: 50 };
  const proxied = closeAfterTest(createNodeClient(node, { https_proxy: 'http://me:pw@p.example' }));
  expect(proxied.proxy).toEqual({ name: 'p.example:1080', variable: 'https_proxy' });
  expect(proxied.url).toBe('https://node.invalid:1848');
  expect(closeAfterTest(createNodeClient({ ...node, useTls: false }, {}))).toMatchObject({
    ...{ proxy: null, url: 'http://node.invalid:1848' },
  });
});

describe('a node that refuses a key', () => {
  const key = 'ab'.repeat(32);
  const refusal = 'Unauthorized Miner: scripted';

  /** A client of a node that pays one account, and the accounts it was asked to pay. */
  async function paying(paid: string | null): Promise<Heard> {
    const asked: string[] = [];
    const server = await serveHttp((request, response) => {
      void bodyOf(request).then((body) => {
        const { account: wanted } = JSON.parse(body.toString()) as { account: string };
        asked.push(wanted);
        response.setHeader('x-chainweb-node-version', '3.2');
        reply(response, wanted === paid ? 200 : 403, wanted === paid ? 'work' : refusal);
      });
    });
    return { asked, client: clientOf(closeAfterTest(server).address) };
  }

  it.each([
    [`k:${key}`, key],
    [key, `k:${key}`],
  ])('is asked whether it pays the other spelling of %s', async (wanted, paid) => {
    const { client, asked } = await paying(paid);
    const answer = await client.work('x', { ...account, account: wanted });
    expect(asked).toEqual([wanted, paid]);
    expect(answer).toMatchObject({
      error: {
        ...{ kind: 'account-spelled-otherwise', status: 403, paid },
        detail: expect.stringMatching(
          new RegExp(
            `\\. The node pays ${paid} instead: set its account to ${wanted}, or yours to ${paid}$`,
          ),
        ),
      },
    });
  });

  it.each<[string, MinerAccount]>([
    ['of another name', { ...account, account: 'alice' }],
    ['of several keys', { ...account, publicKeys: [key, 'cd'.repeat(32)] }],
    ['without a key', { ...account, publicKeys: [] }],
  ])('is not asked again for an account %s', async (_what, miner) => {
    const { client, asked } = await paying(null);
    expect(await client.work('x', miner)).toMatchObject({ error: { kind: 'key-refused' } });
    expect(asked).toEqual([miner.account]);
  });

  it('has refused where it pays neither', async () => {
    const { client, asked } = await paying(null);
    const answer = await client.work('x', minerAccount(key));
    expect(answer).toMatchObject({ error: { kind: 'key-refused', status: 403 } });
    expect(asked).toEqual([`k:${key}`, key]);
  });
});
