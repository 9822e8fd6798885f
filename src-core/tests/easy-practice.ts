/** A practice network whose blocks cost little, so that tests of real mining do not wait for luck. */
import { closeSync, openSync } from 'node:fs';
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
  const dataFile = practiceDataFile(dataDirectory);
  const node = await startPracticeNode(
    { port: 0, graph, firstDifficulty: expectedHashes, dataFile },
    SILENT,
  );
  await unwrap(node).close();
  // libsql holds a closed file, and so its lock, until the garbage collector comes by. POSIX takes a
  // process's locks away when it closes any descriptor of the file.
  closeSync(openSync(dataFile, 'r'));
}
