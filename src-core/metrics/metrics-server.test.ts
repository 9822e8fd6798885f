import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { serveMetrics } from './metrics-server.ts';
import type { Health } from './health.ts';
import type { HttpListener } from '../listening/http-listener.ts';

const metrics = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  text: () => Promise.resolve('a_metric 1\n'),
  health: (): Health => health,
};
let health: Health;
beforeEach(() => (health = { isWell: true, sentence: 'Mining.' }));
const open: HttpListener[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

const faults: string[] = [];

async function served(interfaceName = '127.0.0.1', source = metrics): Promise<HttpListener> {
  const onFault = (message: string): void => void faults.push(message);
  const server = unwrap(await serveMetrics(source, { interfaceName, port: 0 }, onFault));
  open.push(server);
  return server;
}

describe('the metrics server', () => {
  it('answers /metrics, and nothing else', async () => {
    const { host, port } = await served();
    expect(host).toBe('127.0.0.1');
    const answer = await fetch(`http://127.0.0.1:${port}/metrics?x=1`);
    expect(answer.headers.get('content-type')).toBe(metrics.contentType);
    expect(await answer.text()).toBe('a_metric 1\n');
    const other = await fetch(`http://127.0.0.1:${port}/`);
    expect([other.status, await other.text()]).toEqual([
      ...[404, 'Metrics are at /metrics, health is at /healthz\n'],
    ]);
    expect(other.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(other.headers.get('x-content-type-options')).toBe('nosniff');
    const posted = await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST', body: 'x' });
    expect([posted.status, await posted.text()]).toEqual([405, 'Only GET\n']);
    expect(posted.headers.get('allow')).toBe('GET, HEAD');
  });

  it('answers no page of this computer', async () => {
    const { port } = await served();
    const headers = { origin: 'http://localhost:3000' };
    const asked = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
    expect(asked.status).toBe(403);
  });

  it('answers /healthz with 200 while it is well, and with 503 and the reason otherwise', async () => {
    const { port } = await served();
    const ask = (method = 'GET'): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/healthz`, { method });
    const well = await ask();
    expect([well.status, await well.text()]).toEqual([200, 'Mining.\n']);
    health = { isWell: false, sentence: 'Mining waits: no node has answered yet.' };
    const ill = await ask();
    expect([ill.status, await ill.text()]).toEqual([503, `${health.sentence}\n`]);
    expect(ill.headers.get('cache-control')).toBe('no-store');
    expect((await ask('HEAD')).status).toBe(503);
    expect((await ask('POST')).status).toBe(405);
  });

  it('answers 500 when metrics cannot be made, reports it, and continues', async () => {
    let isBroken = true;
    const text = (): Promise<string> =>
      isBroken ? Promise.reject(new Error('a bug')) : metrics.text();
    const { port } = await served('127.0.0.1', { ...metrics, text });
    const failed = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect([failed.status, await failed.text()]).toEqual([
      ...[500, 'Metrics cannot be read; see the log\n'],
    ]);
    expect(faults.splice(0)).toEqual([
      expect.stringContaining('a request for metrics failed: Error: a bug'),
    ]);
    isBroken = false;
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
  });

  it('ends an answer that cannot be finished, and continues', async () => {
    const texts = [7 as unknown as string, 'a_metric 1\n'];
    const text = (): Promise<string> => Promise.resolve(texts.shift() ?? '');
    const { port } = await served('127.0.0.1', { ...metrics, text });
    await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow('fetch failed');
    expect(faults.splice(0)).toHaveLength(1);
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
  });

  it('listens on every interface where that is set', async () => {
    const { port } = await served('*4');
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
  });

  it.each([
    ['127.0.0.1', 'in-use'],
    ['192.0.2.7', 'no-such-address'],
    ['a b', 'bad-interface'],
  ])('reports why it cannot listen on %s', async (interfaceName, reason) => {
    const { port } = await served();
    const place = { interfaceName, port };
    const refused = await serveMetrics(metrics, place, () => undefined);
    expect(refused).toMatchObject({ ok: false, error: { reason, ...place } });
  });
});
