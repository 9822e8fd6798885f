/** A practice node in a process of its own, which ends and starts again whenever it is asked to. */
import { serveParent } from '../../../bench/stratum/bench-process.ts';
import { createLog } from '../../../src-core/logging/logger.ts';
import { startPracticeNode } from '../../../src-core/practice/practice-node.ts';
import type { PracticeNode } from '../../../src-core/practice/practice-node.ts';
import { unwrap } from '../../../src-core/result.ts';

export interface NodeOrder {
  readonly dataFile: string;
  /** µs between two blocks of one of its 20 chains. */
  readonly blockDelayMicros: number;
  readonly firstDifficulty: number;
  /** After which update streams are closed, ms. */
  readonly streamTimeoutMs: number;
}

const { logger } = createLog({ level: 'error', sink: () => undefined });
let order: NodeOrder | null = null;
let node: PracticeNode | null = null;

async function open(port: number): Promise<number> {
  // Payloads change as transactions come in.
  node = unwrap(await startPracticeNode({ ...order!, port, payloadRefreshMs: 2_000 }, logger));
  return node.port;
}

serveParent({
  /** Answers its port. */
  start(given: NodeOrder): Promise<number> {
    order = given;
    return open(0);
  },
  /** Ends as a stopped node does, or as a killed one, and starts again at the same port. */
  async restart(isKilled: boolean): Promise<void> {
    const { port } = node!;
    await (isKilled ? node!.kill() : node!.close());
    await open(port);
  },
  stop: () => node?.close(),
});
