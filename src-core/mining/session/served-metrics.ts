/** Metrics from the user's start to the user's stop: they are served while mining rests too. */
import type { MinerConfig } from '../../config/miner-config.ts';
import type { Logger } from '../../logging/logger.ts';
import { startMetrics } from '../../metrics/start-metrics.ts';
import { ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import { openParts } from '../open-parts.ts';
import type { CloseFault, OpenParts } from '../open-parts.ts';
import type { StartError } from '../start-error.ts';

interface ServedMetricsOptions {
  /** As it is now: where metrics are served is asked at each start, prices at each reading. */
  readonly config: () => MinerConfig;
  readonly version: string;
  readonly snapshot: () => MinerSnapshot;
  readonly logger: Logger;
}

/** Calls must not overlap. */
interface ServedMetrics {
  /** Serves them where the settings say, and elsewhere no more. Never rejects. */
  open(): Promise<Result<null, StartError>>;
  /** Counts an event while they are served. */
  observe(event: MinerEvent): void;
  /** Never rejects. */
  close(): Promise<readonly CloseFault[]>;
}

interface Served {
  readonly place: string;
  readonly parts: OpenParts;
  readonly observe: (event: MinerEvent) => void;
}

/** Not served yet. */
export function createServedMetrics(options: ServedMetricsOptions): ServedMetrics {
  const { version, snapshot, config: tariff, logger } = options;
  let served: Served | null = null;

  async function close(): Promise<readonly CloseFault[]> {
    const was = served;
    served = null;
    return (await was?.parts.close()) ?? [];
  }

  return {
    async open() {
      const config = options.config();
      const place = `${config.metricsInterface} ${config.metricsPort}`;
      if (served?.place === place) return ok(null);
      await close();
      const parts = openParts(logger);
      const opened = await parts.open(
        'metrics',
        () => startMetrics({ config, version, snapshot, tariff, logger }),
        (metrics) => metrics.close(),
      );
      if (!opened.ok) return opened;
      served = { place, parts, observe: opened.value.observe };
      return ok(null);
    },
    observe: (event) => served?.observe(event),
    close,
  };
}
