import { expect, it, onTestFinished, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { collectedLog } from '../tests/collected-log.ts';
import { reply, serveHttps } from '../tests/loopback-server.ts';
import { openClients } from './open-clients.ts';

const config = {
  ...{ ...DEFAULT_CONFIG, node: 'a.example:1848', fallbackNodes: ['b.example', '127.0.0.1:1'] },
  useTls: true,
};

function opened(...given: Parameters<typeof openClients>) {
  const clients = openClients(...given);
  onTestFinished(() => clients.forEach((client) => client.close()));
  return clients.map(({ url }) => url);
}

it('are those of the preferred node and the fallbacks, and which go through a proxy is said', async () => {
  vi.stubEnv('https_proxy', 'http://me:secret@p.example:3128');
  vi.stubEnv('no_proxy', 'b.example');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { logger, logged } = collectedLog();
  expect(opened(config, null, logger)).toEqual([
    'https://a.example:1848',
    'https://b.example',
    'https://127.0.0.1:1',
  ]);
  expect(await logged()).toEqual([
    'requests to https://a.example:1848 go through the proxy p.example:3128 (https_proxy)',
  ]);
});

it('are that of the practice network alone where there is one, without TLS', async () => {
  const { logger, logged } = collectedLog();
  const practice = { url: 'http://127.0.0.1:7777' } as never;
  expect(opened(config, practice, logger)).toEqual(['http://127.0.0.1:7777']);
  expect(await logged()).toEqual([]);
});

it('give a node as long to answer as is set, and to connect', async () => {
  const node = await serveHttps((request, response) => {
    if (request.url === '/info') reply(response, 200, '{"nodeVersion":"x"}');
  });
  onTestFinished(() => node.close());
  const settings = { node: node.address, fallbackNodes: [], insecure: true };
  /** @param answerMicros as it is set, microseconds */
  const clientWith = (answerMicros: number) => {
    const times = { nodeConnectTimeout: 5, defaultHTTPTimeout: answerMicros };
    const [client] = openClients({ ...config, ...settings, ...times }, null, collectedLog().logger);
    onTestFinished(() => client?.close());
    return client;
  };
  expect(await clientWith(5_000_000)?.info()).toMatchObject({ ok: true });
  expect(await clientWith(30_000)?.cut('x')).toMatchObject({ error: { kind: 'timeout' } });
});
