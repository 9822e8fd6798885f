/** Login portals and proxies that answer everything with status 200. */
import { describe, expect, it } from 'vitest';
import { serveHttp } from '../../tests/loopback-server.ts';
import type { NodeClient } from '../node-client.ts';
import { isAmbiguous, isFinal } from '../node-errors.ts';
import { account, clientOf, closeAfterTest } from './node-test.ts';

const PAGE = '<html><head><title>Please log in</title></head><body></body></html>';
const html = { 'content-type': 'text/html' };
const nodeHeader = { 'x-chainweb-node-version': '3.2' };

async function clientOfPortal(
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<NodeClient> {
  const server = await serveHttp((_request, response) => {
    response.writeHead(200, headers);
    response.end(body);
  });
  return clientOf(closeAfterTest(server).address);
}

describe('a portal', () => {
  it.each([
    ['a page', PAGE, html],
    ['a page that kept the headers of the node', PAGE, { ...html, ...nodeHeader }],
    ['a text', 'Please log in', {}],
  ])('takes no block: %s', async (_what, body, headers) => {
    const client = await clientOfPortal(body, headers);
    const answer = await client.solved('x', new Uint8Array(286));
    expect(answer).toMatchObject({ error: { kind: 'other-server', status: 200 } });
    // It may have passed the block on: a node that no longer has its payload is asked for the block.
    expect(!answer.ok && [isFinal(answer.error), isAmbiguous(answer.error)]).toEqual([false, true]);
  });

  it.each([
    ['without a body', '', {}],
    ['with a body, by its headers', '[]', nodeHeader],
  ])('is none that answers as a node does, %s', async (_what, body, headers) => {
    const client = await clientOfPortal(body, headers);
    expect(await client.solved('x', new Uint8Array(286))).toEqual({ ok: true, value: null });
  });

  it('has neither work nor a cut, and is no node', async () => {
    const client = await clientOfPortal(PAGE, html);
    const error = { kind: 'other-server', status: 200, page: 'Please log in' };
    expect(await client.work('x', account)).toMatchObject({ error });
    expect(await client.cut('x')).toMatchObject({ error });
    expect(await client.info()).toMatchObject({ error: { kind: 'wrong-address' } });
  });
});
