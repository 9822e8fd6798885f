/** Another miner on a node, as every network has them: its blocks take places from those of the one under test. */
import { minerConfigSchema } from '../../src-core/config/miner-config.ts';
import { openHistory } from '../../src-core/history/history.ts';
import { startMining } from '../../src-core/mining/start-mining.ts';
import { unwrap } from '../../src-core/result.ts';
import { collectedLog } from '../../src-core/tests/collected-log.ts';
import { createEventWaits } from '../../src-core/devices/setup/event-waits.ts';
import type { TrialNode } from './trial-node.ts';

interface Rival {
  /** Resolves when so many more of its blocks have been accepted. */
  mines(blocks: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a miner with a tenth of a core, whose history is in memory. */
export async function startRival({ url }: TrialNode): Promise<Rival> {
  const history = openHistory(':memory:');
  const { until, lookAgain } = createEventWaits();
  const { signal } = new AbortController();
  let accepted = 0;
  const miner = unwrap(
    await startMining({
      config: minerConfigSchema.parse({
        ...{ publicKey: 'cd'.repeat(32), node: new URL(url).host },
        ...{ worker: 'cpu', threadCount: 1, cpuDutyCycle: 0.1 },
      }),
      dataDirectory: '',
      history,
      logger: collectedLog().logger,
      onEvent(event) {
        if (event.type === 'solution-accepted') accepted += 1;
        lookAgain();
      },
    }),
  );
  return {
    async mines(blocks) {
      const goal = accepted + blocks;
      await until(() => (accepted >= goal ? true : null), signal);
    },
    async stop() {
      await miner.stop();
      history.close();
    },
  };
}
