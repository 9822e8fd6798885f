import { once } from 'node:events';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { readBody } from './answer-body.ts';
import { openStream } from './http-request.ts';
import { connectionsOf, get, serverOf, textOf } from './tests/sent-requests.ts';

const text = 'an answer that has one or two words that it has twice, and has them twice again';
const MiB = 1024 * 1024;

type Compress = (body: Buffer) => Buffer;
const twice: Compress = (body) => gzipSync(deflateSync(body));
const codings: [string, Compress][] = [
  ['', (body) => body],
  ['identity', (body) => body],
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  [' deflate ,, identity,gzip', twice],
  ['gzip, deflate, gzip', (body) => twice(gzipSync(body))],
];

function compressed(coding: string, body: Buffer) {
  return serverOf((_request, response) => {
    response.writeHead(200, { 'content-encoding': coding });
    response.end(body);
  });
}

describe('a compressed answer', () => {
  it.each(codings)('is read: %j', async (coding, compress) => {
    for (const body of [text, '']) {
      const server = await compressed(coding, compress(Buffer.from(body)));
      expect(textOf(await get(`http://${server.address}/`))).toBe(body);
    }
  });

  it('may be nothing at all', async () => {
    const server = await compressed('deflate', Buffer.alloc(0));
    expect(textOf(await get(`http://${server.address}/`))).toBe('');
  });

  it.each(codings)('is refused where it is too long: %j', async (coding, compress) => {
    const server = await compressed(coding, compress(Buffer.alloc(MiB + 1, ' ')));
    expect(textOf(await get(`http://${server.address}/`))).toEqual({
      kind: 'nonsense-answer',
      detail: 'an answer of more than 1048576 bytes',
      limitBytes: MiB,
    });
  });

  it.each([
    ['compress', 'compress'],
    ['gzip, toString', 'gzip, tostring'],
    ['br,br,br,br', 'br, br, br, br'],
    ['x'.repeat(41), 'x'.repeat(40)],
  ])('in %s is not read', async (coding, named) => {
    const server = await compressed(coding, Buffer.from(text));
    expect(textOf(await get(`http://${server.address}/`))).toEqual({
      kind: 'nonsense-answer',
      detail: `the answer has an unknown content encoding: ${named}`,
    });
  });

  it.each([
    ['gzip', Buffer.from(text), 'Z_DATA_ERROR: incorrect header check'],
    ['gzip', gzipSync(text).subarray(0, 20), 'Z_BUF_ERROR: unexpected end of file'],
    ['deflate', deflateSync(text).subarray(0, 20), 'Z_BUF_ERROR: unexpected end of file'],
    ['deflate', deflateRawSync(text).subarray(0, 20), 'Z_BUF_ERROR: unexpected end of file'],
    ['br', Buffer.from(text), 'ERR__ERROR_FORMAT_PADDING_1: Decompression failed'],
  ])('that is broken is not read: %s', async (coding, body, detail) => {
    const server = await compressed(coding, body);
    expect(textOf(await get(`http://${server.address}/`))).toMatchObject({
      ...{ kind: 'nonsense-answer', detail },
    });
  });
});

describe('a stream', () => {
  async function streamOf(coding: string, body: Buffer): Promise<Readable> {
    const server = await compressed(coding, body);
    const request = { method: 'GET', url: new URL(`http://${server.address}/`) } as const;
    return unwrap(await openStream(connectionsOf(), request)).body;
  }

  it.each(['gzip', 'gzip, gzip'])('in %s has at most 16 MiB', async (coding) => {
    const bodyOf = (length: number): Buffer => {
      const once = gzipSync(Buffer.alloc(length));
      return coding === 'gzip' ? once : gzipSync(once);
    };
    const longest = await readBody(await streamOf(coding, bodyOf(16 * MiB)), 17 * MiB);
    expect(unwrap(longest).length).toBe(16 * MiB);
    const longer = await readBody(await streamOf(coding, bodyOf(16 * MiB + 1)), 17 * MiB);
    expect(longer).toMatchObject({ error: { limitBytes: 16 * MiB } });
  });

  it.each([
    ['compressed', 'gzip', gzipSync('a')],
    ['in no coding that is known', 'odd', Buffer.from('a')],
  ])('%s ends for its server too when it is given up', async (_what, coding, start) => {
    let ended: Promise<unknown> = Promise.resolve();
    const server = await serverOf((_request, response) => {
      ended = once(response, 'close');
      response.writeHead(200, { 'content-encoding': coding });
      response.write(start);
    });
    const request = { method: 'GET', url: new URL(`http://${server.address}/`) } as const;
    const { body } = unwrap(await openStream(connectionsOf(), request));
    body.on('error', () => undefined);
    body.destroy();
    await ended;
  });
});

it('a body may have exactly as many bytes as are read', async () => {
  const body = (): Readable => Readable.from([Buffer.from('12'), Buffer.from('34')]);
  expect(unwrap(await readBody(body(), 4)).toString()).toBe('1234');
  const endless = body();
  const closed = new Promise((resolve) => endless.on('close', resolve));
  expect(await readBody(endless, 3)).toMatchObject({ error: { limitBytes: 3 } });
  await closed;
});
