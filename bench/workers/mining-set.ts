/** Machines, a graphics card and the processor mine at once in this process, on a practice node in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minerConfigSchema } from '../../src-core/config/miner-config.ts';
import type { MinerConfig } from '../../src-core/config/miner-config.ts';
import { openHistory } from '../../src-core/history/history.ts';
import { createLog } from '../../src-core/logging/logger.ts';
import type { Holds } from '../../src-core/mining/groups/holds.ts';
import { startMining } from '../../src-core/mining/start-mining.ts';
import type { OutboxEntry } from '../../src-core/node/solutions/outbox-entry.ts';
import { startPracticeNode } from '../../src-core/practice/practice-node.ts';
import { unwrap } from '../../src-core/result.ts';
import { initialMinerState, reduceMiner } from '../../src-core/state/miner/miner-state.ts';
import { snapshotOf } from '../../src-core/state/miner/snapshot.ts';
import type { MinerSnapshot } from '../../src-core/state/snapshot-types.ts';
import { snapshotWaits } from '../../src-core/tests/snapshot-waits.ts';
import type { SnapshotWaits } from '../../src-core/tests/snapshot-waits.ts';
import type { StartGpuProcess } from '../../src-core/workers/gpu/process/gpu-process.ts';

interface MiningSet {
  snapshot(): MinerSnapshot;
  readonly until: SnapshotWaits['until'];
  hold(holds: Holds): Promise<void>;
  /** Failures of workers so far. */
  failures(): number;
  stop(): Promise<void>;
}

/** On twenty chains, so that there are several blocks a second, each of them a header that was searched. */
const BLOCK_DELAY_MICROS = 5_000_000;

/** @param onSolved is given each block that was found, before it is handed in */
export async function startMiningSet(
  wishes: Partial<MinerConfig>,
  startGpu: StartGpuProcess,
  onSolved: (entry: OutboxEntry) => void,
): Promise<MiningSet> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
  const history = openHistory(join(folder, 'history.db'));
  const { outbox } = history;
  const { logger } = createLog({ level: 'info', sink: () => undefined });
  const node = unwrap(
    await startPracticeNode(
      { port: 0, blockDelayMicros: BLOCK_DELAY_MICROS, firstDifficulty: 2_000_000 },
      logger,
    ),
  );
  let state = initialMinerState([], history.blockCounts());
  let failures = 0;
  const snapshot = (): MinerSnapshot => snapshotOf(state, Date.now());
  const { until, lookAgain } = snapshotWaits(snapshot);
  const miner = unwrap(
    await startMining({
      config: minerConfigSchema.parse({
        node: new URL(node.url).host,
        publicKey: 'ab'.repeat(32),
        ...wishes,
      }),
      dataDirectory: folder,
      history: {
        ...history,
        outbox: {
          ...outbox,
          put(entry) {
            onSolved(entry);
            outbox.put(entry);
          },
        },
      },
      startGpu,
      logger,
      onEvent(event) {
        if (event.type === 'worker-failed') failures += 1;
        state = reduceMiner(state, event);
        lookAgain();
      },
    }),
  );
  return {
    snapshot,
    until,
    hold: miner.hold,
    failures: () => failures,
    async stop() {
      await miner.stop();
      await node.close();
      history.close();
      await rm(folder, { recursive: true });
    },
  };
}
