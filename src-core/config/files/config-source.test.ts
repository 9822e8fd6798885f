import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeConfigError } from '../../command-line/config-sentences.ts';
import { readConfigSource } from './config-source.ts';

let server: Server;
let answer: (response: ServerResponse) => void;
let asked: { readonly path: string | undefined; readonly accept: string | undefined } | null;
let address = '';
beforeEach(async () => {
  asked = null;
  server = createServer((request, response) => {
    asked = { path: request.url, accept: request.headers.accept };
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/config`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const answering = (type: string, text: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': type }).end(text);
};

describe('a configuration at an address', () => {
  it.each([
    ['application/json', '{"threadCount": 3}'],
    ['application/json; charset=utf-8', '{"threadCount": 3}'],
    ['application/x-yaml', 'threadCount: 3'],
    ['text/yaml', 'threadCount: 3'],
    ['text/plain', 'threadCount: 3'],
  ])('is read by its content type %s', async (type, text) => {
    answer = answering(type, text);
    expect(await readConfigSource(address)).toEqual({
      ok: true,
      value: { origin: { kind: 'file', location: address }, keys: { threadCount: 3 } },
    });
    expect(asked).toEqual({
      path: '/config',
      accept: 'application/x-yaml,text/yaml,application/json',
    });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['the server answered 404 Not Found', (response) => void response.writeHead(404).end()],
    ['is not valid JSON', answering('application/json', 'threadCount: 3')],
    ['key threadCount is "x": expected', answering('text/yaml', 'threadCount: x')],
    ['it is longer than 1048576 bytes', answering('text/yaml', '#'.repeat(1_048_577))],
    ['no complete answer within 200 ms', (response) => void response.writeHead(200).write('a')],
    ['other side closed', (response) => response.destroy()],
  ])('is refused when %s', async (message, answering) => {
    answer = answering;
    const read = await readConfigSource(address, message.includes('200 ms') ? 200 : 5_000);
    expect(!read.ok && describeConfigError(read.error)).toContain(message);
    expect(!read.ok && describeConfigError(read.error).startsWith(address)).toBe(true);
  });

  it('is refused when nobody is there or the address is none', async () => {
    const gone = await readConfigSource('http://127.0.0.1:1/x.yaml');
    expect(!gone.ok && describeConfigError(gone.error)).toMatch(
      /^http:\/\/127\.0\.0\.1:1\/x\.yaml cannot be read: /,
    );
    const none = await readConfigSource('http://');
    expect(!none.ok && describeConfigError(none.error)).toBe(
      'http:// cannot be read: it is not an address',
    );
  });
});
