/** The practice node of a case: it can be killed, started again with its chains, and split into two that differ. */
import { copyFileSync, existsSync } from 'node:fs';
import type { Logger } from '../../src-core/logging/logger.ts';
import type { PracticeOptions } from '../../src-core/practice/api/practice-options.ts';
import { startPracticeNode } from '../../src-core/practice/practice-node.ts';
import type { PracticeNode } from '../../src-core/practice/practice-node.ts';
import { unwrap } from '../../src-core/result.ts';
import { freePort } from '../../src-core/tests/loopback-server.ts';

export interface TrialNode {
  /** Base URL, the same after every start. */
  readonly url: string;
  readonly versionName: string;
  /** Ends it as if its process had been killed. */
  kill(): Promise<void>;
  /** Starts it again with the chains that it had. */
  start(): Promise<void>;
  /** Another node that has the same chains now, and its own from now on. Both run. */
  fork(): Promise<TrialNode>;
  close(): Promise<void>;
}

interface TrialNodeOptions {
  /** Null keeps the chains in memory: such a node can neither be killed nor forked. */
  readonly dataFile: string | null;
  readonly options: Partial<PracticeOptions>;
  /** Called with the hash of each block that a node took, on its chain or not. */
  readonly onTaken: (id: string) => void;
  readonly logger: Logger;
}

/**
 * Three chains with a block of each every 0.6 s, so that a case of a few seconds has tens of blocks, and one
 * is settled with three on top. The first twelve heights are easy: the miner is fast by then.
 */
const NETWORK = {
  graph: 'triangle',
  blockDelayMicros: 600_000,
  firstDifficulty: 20_000,
} as const satisfies Partial<PracticeOptions>;

/** Starts a node on a port of its own. */
export async function startTrialNode(given: TrialNodeOptions): Promise<TrialNode> {
  const { dataFile, options, onTaken, logger } = given;
  const port = await freePort();
  let node: PracticeNode | null = null;
  let forks = 0;

  async function start(): Promise<PracticeNode> {
    node ??= unwrap(
      await startPracticeNode(
        {
          ...{ ...NETWORK, ...options, port, dataFile },
          // The node's clock is right, whatever a case does to that of the miner.
          nowMicros: trueMicros,
          onNews: ({ block }) => onTaken(block.hashText),
        },
        logger,
      ),
    );
    return node;
  }
  async function kill(): Promise<void> {
    const was = node;
    node = null;
    await was?.kill();
  }

  const { url, versionName } = await start();
  return {
    url,
    versionName,
    kill,
    start: async () => void (await start()),
    async fork() {
      if (dataFile === null) throw new Error('its chains are in memory');
      await kill();
      const copy = `${dataFile}-${(forks += 1)}`;
      // Within one turn: SQLite's log goes when the garbage collector closes the file.
      for (const end of ['', '-wal'].filter((each) => existsSync(`${dataFile}${each}`))) {
        copyFileSync(`${dataFile}${end}`, `${copy}${end}`);
      }
      await start();
      return startTrialNode({ ...given, dataFile: copy });
    },
    close: kill,
  };
}

function trueMicros(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}
