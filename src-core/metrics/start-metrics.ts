/** Metrics as configured: nothing, or a server beside the miner. */
import type { MinerConfig } from '../config/miner-config.ts';
import type { Logger } from '../logging/logger.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';
import { listenFailure } from '../listening/listen-error.ts';
import type { ListenFailure } from '../listening/listen-error.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { healthOf } from './health.ts';
import { serveMetrics } from './metrics-server.ts';
import type { Tariff } from './device-metrics.ts';
import { createMinerMetrics } from './miner-metrics.ts';

/** Why the metrics cannot be served. */
export type MetricsError = ListenFailure<'metrics', 'metricsInterface' | 'metricsPort'>;

interface MetricsOptions {
  readonly config: Pick<MinerConfig, 'metricsPort' | 'metricsInterface'>;
  /** Of this program, for `heddle_build_info`. */
  readonly version: string;
  readonly snapshot: () => MinerSnapshot;
  /** As it is set now. */
  readonly tariff: () => Tariff;
  readonly logger: Logger;
}

interface RunningMetrics {
  /** Every event of the miner, in order. */
  observe(event: MinerEvent): void;
  /** Where they are read, e.g. `http://127.0.0.1:9100/metrics`; null when they are off. */
  readonly url: string | null;
  close(): Promise<void>;
}

/** Serves metrics when `metricsPort` is set; otherwise the returned object does nothing. */
export async function startMetrics(
  options: MetricsOptions,
): Promise<Result<RunningMetrics, MetricsError>> {
  const { config, version, snapshot, tariff, logger } = options;
  const { metricsPort: port, metricsInterface: interfaceName } = config;
  if (port === null) {
    return ok({ observe: () => undefined, url: null, close: () => Promise.resolve() });
  }
  const metrics = createMinerMetrics(snapshot, version, tariff);
  const ownLogger = logger.withTag('Metrics');
  const place = { interfaceName, port };
  const { contentType, text } = metrics;
  const source = { contentType, text, health: () => healthOf(snapshot()) };
  const server = await serveMetrics(source, place, (line) => ownLogger.warn(line)).catch(
    (error: unknown) => {
      metrics.close();
      throw error;
    },
  );
  if (!server.ok) {
    metrics.close();
    const settings = { interfaceName: 'metricsInterface', port: 'metricsPort' } as const;
    return err(listenFailure(server.error, 'metrics', settings));
  }
  const url = `${server.value.url}/metrics`;
  ownLogger.info(`served at ${url}`);
  return ok({
    observe: metrics.observe,
    url,
    async close() {
      await server.value.close();
      metrics.close();
    },
  });
}
