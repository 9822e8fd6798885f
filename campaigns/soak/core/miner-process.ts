/** The whole miner without a window, in a process of its own: as `mine-headless.ts` starts it, with a log at `debug`. */
import { join } from 'node:path';
import { serveParent } from '../../../bench/stratum/bench-process.ts';
import { minerConfigSchema } from '../../../src-core/config/miner-config.ts';
import type { MinerConfig } from '../../../src-core/config/miner-config.ts';
import { openHistory } from '../../../src-core/history/history.ts';
import type { History } from '../../../src-core/history/history.ts';
import { openLogFile } from '../../../src-core/logging/log-file.ts';
import { createLog } from '../../../src-core/logging/logger.ts';
import { createMiningSession } from '../../../src-core/mining/mining-session.ts';
import type { MiningSession } from '../../../src-core/mining/session/session-types.ts';
import { watchPowerSupply } from '../../../src-core/rests/power-supply.ts';
import { unwrap } from '../../../src-core/result.ts';
import { measureLoop } from '../event-loop.ts';
import type { LoopDelays } from '../event-loop.ts';
import { hurryTime } from './fast-clock.ts';
import { usageNow } from './usage.ts';
import type { Usage } from './usage.ts';

export interface MinerOrder {
  readonly folder: string;
  readonly wishes: Partial<MinerConfig>;
  /** How many times faster time passes. */
  readonly hurry: number;
}

/** Since the start. */
export interface MinerReport {
  readonly events: Readonly<Record<string, number>>;
  readonly logLines: number;
  readonly minedMs: number;
  readonly blocksAccepted: number;
}

export const HISTORY_FILE = 'history.db';
export const LOG_FILE = 'heddle.log';

const events: Record<string, number> = {};
let logLines = 0;
let startMs = 0;
let session: MiningSession | null = null;
let history: History | null = null;
let askLoop: () => LoopDelays = () => ({ p50: 0, p99: 0, longest: 0 });
let closeSupply = (): void => undefined;
let flushLog = (): Promise<void> => Promise.resolve();

serveParent({
  /** Resolves when it mines. */
  async start({ folder, wishes, hurry }: MinerOrder): Promise<void> {
    if (hurry !== 1) hurryTime(hurry);
    startMs = Date.now();
    const config = minerConfigSchema.parse({ publicKey: 'ab'.repeat(32), ...wishes });
    const file = openLogFile({ path: join(folder, LOG_FILE) });
    const { logger, flush } = createLog({
      level: 'debug',
      async sink(batch) {
        logLines += batch.length;
        await file.write(batch);
      },
    });
    flushLog = flush;
    const supply = await watchPowerSupply();
    closeSupply = () => supply.close();
    history = openHistory(join(folder, HISTORY_FILE), { log: logger.withTag('History') });
    session = createMiningSession({
      config: () => config,
      dataDirectory: folder,
      history,
      supply,
      version: 'soak',
      logger,
    });
    session.subscribe((event) => {
      events[event.type] = (events[event.type] ?? 0) + 1;
    });
    unwrap(await session.start());
    askLoop = measureLoop();
  },
  usage: (): Promise<Usage> => usageNow(session!.snapshot().stratum?.online ?? 0),
  report(): MinerReport {
    const { accepted, confirmed } = session!.snapshot().blockCounts;
    return {
      ...{ events, logLines },
      minedMs: Date.now() - startMs,
      blocksAccepted: accepted + confirmed,
    };
  },
  /** As a user does: stops mining and starts it again. */
  async restart(): Promise<void> {
    await session!.stop();
    unwrap(await session!.start());
  },
  loop: (): LoopDelays => askLoop(),
  /** Ends mining; answers what is still open. */
  async stop(): Promise<Usage> {
    await session!.close();
    closeSupply();
    history!.close();
    await flushLog();
    session = history = null;
    return usageNow(0);
  },
});
