/** The whole miner as configured by default, mining on a node with Stratum machines. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { minerConfigSchema } from '../../src-core/config/miner-config.ts';
import { openHistory } from '../../src-core/history/history.ts';
import { formatLogLine } from '../../src-core/logging/log-line.ts';
import { createLog } from '../../src-core/logging/logger.ts';
import { unwrap } from '../../src-core/result.ts';
import { startMining } from '../../src-core/mining/start-mining.ts';
import { serveParent } from './bench-process.ts';

let stop: () => Promise<void> = () => Promise.resolve();

serveParent({
  /** Starts to mine on a node and answers the Stratum port. */
  async start(node: string): Promise<number> {
    const folder = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
    const history = openHistory(join(folder, 'history.db'));
    const sink = createWriteStream(devNull);
    const log = createLog({
      level: 'info',
      sink: (batch) => {
        for (const record of batch) sink.write(`${formatLogLine(record, { colours: false })}\n`);
      },
    });
    const config = minerConfigSchema.parse({
      node,
      worker: 'stratum',
      threadCount: 1,
      stratumPort: 0,
      stratumInterface: '127.0.0.1',
      // No job but those that follow from new work.
      stratumRate: 3_600_000,
      publicKey: 'ab'.repeat(32),
    });
    return new Promise((resolve, reject) => {
      startMining({
        config,
        dataDirectory: folder,
        history,
        logger: log.logger,
        onEvent: (event) => {
          if (event.type === 'stratum-listening') resolve(event.port);
        },
      }).then((started) => {
        const miner = unwrap(started);
        stop = async () => {
          await miner.stop();
          history.close();
          await rm(folder, { recursive: true, force: true });
        };
      }, reject);
    });
  },
  stop: () => stop(),
});
