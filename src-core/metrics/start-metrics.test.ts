import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../logging/logger.ts';
import type { LogRecord } from '../logging/log-record.ts';
import { unwrap } from '../result.ts';
import { closeAfterTest } from '../node/tests/node-test.ts';
import { after, started, work } from '../state/tests/after-events.ts';
import { serveHttp } from '../tests/loopback-server.ts';
import { startMetrics } from './start-metrics.ts';

const records: LogRecord[] = [];
const { logger, flush } = createLog({
  level: 'info',
  sink: (batch) => void records.push(...batch),
});
const logged = async (): Promise<readonly string[]> => {
  await flush();
  return records.splice(0).map(({ level, tags, text }) => `${level} ${tags.join()}: ${text}`);
};

const start = (metricsPort: number | null, metricsInterface = '127.0.0.1') =>
  startMetrics({
    config: { metricsPort, metricsInterface },
    version: '1.2.3',
    snapshot: () => ({ ...after(...started, work), hashesPerSecondMinute: 1.5e7 }),
    tariff: () => ({ electricityPrice: null, currency: 'EUR' }),
    logger,
  });

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => {
  // Nothing goes on once they are closed, or where they cannot be served.
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

it('are off where no port is set', async () => {
  const metrics = unwrap(await start(null));
  expect(metrics.url).toBeNull();
  metrics.observe({ ...work, atMs: 0 });
  await metrics.close();
});

it('are served with the health of the miner until they are closed', async () => {
  const metrics = unwrap(await start(0));
  const { url } = metrics;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  expect(await logged()).toEqual([`info Metrics: served at ${url}`]);
  metrics.observe({ type: 'node-answered', node: 'n', latencyMs: 5, preferred: [], atMs: 0 });
  const text = await (await fetch(url ?? '')).text();
  expect(text).toContain('heddle_build_info{version="1.2.3"} 1\n');
  expect(text).toContain('heddle_node_answer_seconds_count{node="n"} 1\n');
  const health = await fetch(`${url}/../healthz`);
  expect(await health.text()).toBe('Mining at 15.0 MH/s.\n');
  await metrics.close();
  await expect(fetch(url ?? '')).rejects.toThrow('fetch failed');
});

it('cannot be served at a port that is in use: the setting to change is named', async () => {
  const { port } = closeAfterTest(await serveHttp(() => undefined));
  expect(await start(port)).toMatchObject({
    error: { kind: 'listen', server: 'metrics', reason: 'in-use', setting: 'metricsPort' },
  });
  expect(await start(port, 'a b')).toMatchObject({
    error: { reason: 'bad-interface', setting: 'metricsInterface' },
  });
});

it('report faults while they are served to the log', async () => {
  const snapshot = (): never => {
    throw new Error('a bug');
  };
  const metrics = unwrap(
    await startMetrics({
      config: { metricsPort: 0, metricsInterface: '127.0.0.1' },
      ...{ version: '1', logger, snapshot },
      tariff: () => ({ electricityPrice: null, currency: 'EUR' }),
    }),
  );
  expect((await fetch(metrics.url ?? '')).status).toBe(500);
  expect(await logged()).toEqual([
    `info Metrics: served at ${metrics.url}`,
    expect.stringContaining('warn Metrics: a request for metrics failed: Error: a bug'),
  ]);
  await metrics.close();
});
