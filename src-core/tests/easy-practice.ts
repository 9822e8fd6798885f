/** A practice network whose blocks cost little, so that tests of real mining do not wait for luck. */
import { practiceDataFile } from '../practice/practice-files.ts';
import { startPracticeNode } from '../practice/practice-node.ts';
import { unwrap } from '../result.ts';
import type { Logger } from '../logging/logger.ts';

const SILENT: Logger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  withTag: () => SILENT,
};

/**
 * Leaves genesis blocks in a data directory whose successors cost `expectedHashes`, until the
 * first adjustment at height 12. A program that mines there goes on with them.
 */
export async function layEasyPractice(
  dataDirectory: string,
  graph: 'singleton' | 'pair' | 'triangle',
  expectedHashes: number,
): Promise<void> {
  const node = await startPracticeNode(
    { port: 0, graph, firstDifficulty: expectedHashes, dataFile: practiceDataFile(dataDirectory) },
    SILENT,
  );
  await unwrap(node).close();
}
