/** A practice network whose blocks cost little, so that tests of real mining do not wait for luck. */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { practiceDataFile } from '../practice/practice-files.ts';
import { startPracticeNode } from '../practice/practice-node.ts';
import { unwrap } from '../result.ts';
import type { Logger } from '../logging/logger.ts';
import { codeOf } from '../system/thrown-reason.ts';

/** For what nothing is read of. */
export const SILENT: Logger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  keepsDebug: () => false,
  withTag: () => SILENT,
};

/**
 * Leaves genesis blocks in a data directory whose successors cost `expectedHashes`, until the
 * first adjustment at height 12. A program that mines there continues with them.
 */
export async function layEasyPractice(
  dataDirectory: string,
  graph: 'singleton' | 'pair' | 'triangle',
  expectedHashes: number,
): Promise<void> {
  // Made elsewhere and copied: libsql closes a file only when the garbage collector comes by, and that would write
  // SQLite's log back into the file, and delete the log, while the program under test uses both.
  const workshop = await mkdtemp(join(tmpdir(), 'heddle-easy-practice-'));
  const dataFile = practiceDataFile(workshop);
  const node = await startPracticeNode(
    { port: 0, graph, firstDifficulty: expectedHashes, dataFile },
    SILENT,
  );
  await unwrap(node).close();
  const target = dirname(practiceDataFile(dataDirectory));
  await mkdir(target, { recursive: true });
  await copyWhole(dirname(dataFile), target);
  await rm(workshop, { recursive: true });
}

/** Copies a folder again where a file went away meanwhile: then the garbage collector has written the log back. */
async function copyWhole(from: string, to: string): Promise<void> {
  try {
    await cp(from, to, { recursive: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    await copyWhole(from, to);
  }
}
