import { afterEach, describe, expect, it } from 'vitest';
import { unwrap } from '../result.ts';
import { serveMetrics } from './metrics-server.ts';
import type { MetricsServer } from './metrics-server.ts';

const metrics = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  text: () => Promise.resolve('a_metric 1\n'),
};
const open: MetricsServer[] = [];
afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

const faults: string[] = [];

async function served(interfaceName = '127.0.0.1', source = metrics): Promise<MetricsServer> {
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
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
    const posted = await fetch(`http://127.0.0.1:${port}/metrics`, { method: 'POST', body: 'x' });
    expect(posted.status).toBe(405);
  });

  it('answers 500 when metrics cannot be made, tells it, and goes on', async () => {
    let isBroken = true;
    const text = (): Promise<string> =>
      isBroken ? Promise.reject(new Error('a bug')) : metrics.text();
    const { port } = await served('127.0.0.1', { ...metrics, text });
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(500);
    expect(faults).toEqual([expect.stringContaining('a request for metrics failed: Error: a bug')]);
    isBroken = false;
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
  });

  it('listens on every interface when told to', async () => {
    const { port } = await served('*4');
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200);
  });

  it('names what is wrong with port or interface', async () => {
    const { port } = await served();
    const taken = await serveMetrics(
      metrics,
      { interfaceName: '127.0.0.1', port },
      () => undefined,
    );
    expect(!taken.ok && taken.error.message).toContain(`port ${port} is in use`);
    const absent = await serveMetrics(
      metrics,
      { interfaceName: '192.0.2.7', port: 0 },
      () => undefined,
    );
    expect(!absent.ok && absent.error.message).toContain(
      'this computer has no address "192.0.2.7"',
    );
    const nonsense = await serveMetrics(
      metrics,
      { interfaceName: 'a b', port: 0 },
      () => undefined,
    );
    expect(!nonsense.ok && nonsense.error.message).toContain('"a b" is neither *');
  });
});
