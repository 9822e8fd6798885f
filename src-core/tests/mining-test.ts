/** Whole-core mining for one test: practice nodes, a miner, history, all in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { generateKeyPair } from '../chainweb/account.ts';
import { minerConfigSchema } from '../config/miner-config.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { openHistory } from '../history/history.ts';
import type { History } from '../history/history.ts';
import { createLog } from '../logging/logger.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import type { MinerSnapshot } from '../state/snapshot-types.ts';
import { initialMinerState, reduceMiner } from '../state/miner/miner-state.ts';
import { startPracticeNode } from '../practice/practice-node.ts';
import type { PracticeNode } from '../practice/practice-node.ts';
import type { PracticeOptions } from '../practice/api/practice-options.ts';
import { unwrap } from '../result.ts';
import type { After } from '../mining/groups/worker-group.ts';
import { startMining } from '../mining/start-mining.ts';
import type { RunningMiner } from '../mining/start-mining.ts';
import type { StartGpuProcess } from '../workers/gpu/process/gpu-process.ts';
import { snapshotOf } from '../state/miner/snapshot.ts';
import { snapshotWaits } from './snapshot-waits.ts';
import type { SnapshotWaits } from './snapshot-waits.ts';

export const { publicKey } = generateKeyPair();
export const { logger } = createLog({ level: 'quiet', sink: () => undefined });

export interface Mining extends RunningMiner {
  readonly events: MinerEvent[];
  snapshot(): MinerSnapshot;
  readonly until: SnapshotWaits['until'];
}

interface MiningTest {
  /** Of the test that runs now. */
  folder(): string;
  history(): History;
  /** A practice node of easy blocks whose chains live in the folder. */
  practiceNode(port?: number, options?: Partial<PracticeOptions>): Promise<PracticeNode>;
  /**
   * Mines with the CPU on one thread by default.
   * @param after when kinds of workers that failed are tried again
   */
  mining(config: Partial<MinerConfig>, after?: After, startGpu?: StartGpuProcess): Promise<Mining>;
}

/** To be called once in a test file; everything is ended after each of its tests. */
export function miningTest(): MiningTest {
  let folder = '';
  let history: History | null = null;
  const closing: (() => unknown)[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'heddle-mining-'));
    history = openHistory(join(folder, 'history.db'));
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    history?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const opened = (): History => {
    if (history === null) throw new Error('only within a test');
    return history;
  };

  return {
    folder: () => folder,
    history: opened,
    async practiceNode(port = 0, options = {}) {
      const node = unwrap(
        await startPracticeNode(
          {
            port,
            graph: 'petersen',
            firstDifficulty: 20_000,
            dataFile: join(folder, 'node.db'),
            ...options,
          },
          logger,
        ),
      );
      closing.push(() => node.close());
      return node;
    },
    async mining(config, after, startGpu) {
      const events: MinerEvent[] = [];
      let state = initialMinerState(opened().blocks(Infinity, 200), opened().blockCounts());
      const snapshot = (): MinerSnapshot => snapshotOf(state, Date.now());
      const { until, lookAgain } = snapshotWaits(snapshot);
      const miner = unwrap(
        await startMining({
          config: minerConfigSchema.parse({
            publicKey,
            worker: 'cpu',
            threadCount: 1,
            ...config,
          }),
          dataDirectory: folder,
          history: opened(),
          startGpu,
          logger,
          ...(after !== undefined && { after }),
          onEvent(event) {
            events.push(event);
            state = reduceMiner(state, event);
            lookAgain();
          },
        }),
      );
      closing.push(() => miner.stop());
      return { ...miner, events, snapshot, until };
    },
  };
}

/** `host:port` of a node, as the configuration has it. */
export const host = (node: PracticeNode): string => new URL(node.url).host;
