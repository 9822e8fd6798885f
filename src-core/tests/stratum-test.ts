/** A Stratum server for one test, with everything it reported. */
import { onTestFinished } from 'vitest';
import { createLog } from '../logging/logger.ts';
import type { LogRecord } from '../logging/log-record.ts';
import type { Solution } from '../chainweb/mining-work.ts';
import { unwrap } from '../result.ts';
import type { StratumEvent } from '../stratum/stratum-events.ts';
import { startStratumServer } from '../stratum/connection/stratum-server.ts';
import type {
  JobLane,
  StratumOptions,
  StratumServer,
} from '../stratum/connection/stratum-server.ts';
import { madeUpWork } from './made-up-work.ts';
import type { WorkOptions } from './made-up-work.ts';

export interface StratumTest {
  readonly server: StratumServer;
  readonly port: number;
  readonly events: StratumEvent[];
  readonly solutions: Solution[];
  /** Everything logged so far. */
  logged(): Promise<readonly LogRecord[]>;
  /** Offers work of that kind on a lane. */
  offer(work?: WorkOptions, lane?: number): JobLane;
  /** Resolves with the first event that `look` accepts, past or to come. */
  event(look: (event: StratumEvent) => boolean): Promise<StratumEvent>;
}

/**
 * Starts a server on a free port of this computer; by default jobs are not sent again. It is
 * closed at the end of the test that started it.
 */
export async function startStratumTest(
  options: Partial<StratumOptions> = {},
): Promise<StratumTest> {
  const events: StratumEvent[] = [];
  const solutions: Solution[] = [];
  const records: LogRecord[] = [];
  const waiting = new Set<() => void>();
  const log = createLog({ level: 'debug', sink: (batch) => void records.push(...batch) });
  const onEvent = (event: StratumEvent): void => {
    events.push(event);
    for (const look of [...waiting]) look();
  };
  const all: StratumOptions = {
    port: 0,
    interface: '127.0.0.1',
    mode: { kind: 'level', level: 0 },
    minLevel: 0,
    rateMs: 3_600_000,
    ...options,
  };
  const server = unwrap(
    await startStratumServer(all, onEvent, log.logger.withTag('Stratum Server')),
  );
  onTestFinished(() => server.close());
  return {
    server,
    port: server.port,
    events,
    solutions,
    logged: async () => {
      await log.flush();
      return records;
    },
    offer: (work = { level: 60 }, lane = 0) =>
      server.offer(madeUpWork(work), lane, (solution) => solutions.push(solution)),
    event: (look) =>
      new Promise((resolve) => {
        const check = (): void => {
          const found = events.find(look);
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
  };
}
