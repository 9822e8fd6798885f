/** A practice node for one test, on a real port, with its client and its log. */
import { expect, onTestFinished } from 'vitest';
import { createLog } from '../../logging/logger.ts';
import type { Logger } from '../../logging/logger.ts';
import { unwrap } from '../../result.ts';
import type { PracticeOptions } from '../api/practice-options.ts';
import { startPracticeNode } from '../practice-node.ts';
import { MINER, api, readJob } from './mini-client.ts';
import type { Job } from './mini-client.ts';

/** Starts a node of three chains and easy blocks; it is killed when the test is over. */
export async function startNode(options: Partial<PracticeOptions> = {}) {
  const lines: string[] = [];
  const log = createLog({
    level: 'debug',
    sink: (batch) => void lines.push(...batch.map((record) => `${record.level} ${record.text}`)),
  });
  const easy = { port: 0, graph: 'triangle', firstDifficulty: 20 } as const;
  const node = unwrap(await startPracticeNode({ ...easy, ...options }, log.logger));
  onTestFinished(() => node.kill());
  /** All lines of the log so far. */
  const logged = async (): Promise<string> => {
    await log.flush();
    return lines.join('\n');
  };
  return { node, url: node.url, logged, ...api(node.url, node.versionName) };
}

export type StartedNode = Awaited<ReturnType<typeof startNode>>;

/** For tests that start a node of their own. */
export const quietLogger: Logger = createLog({ level: 'quiet', sink: () => undefined }).logger;

/** A job from the node, on `chain` if that has work. */
export async function getJob({ work }: StartedNode, chain?: number): Promise<Job> {
  const answer = await work(MINER, chain === undefined ? '' : `?chain=${chain}`);
  expect(answer.status).toBe(200);
  return readJob(answer.body);
}

/** The body of `cut`, as far as tests read it. */
export interface CutJson {
  readonly hashes: Readonly<Record<string, { readonly height: number; readonly hash: string }>>;
}

/** The height of a chain in the node's cut. */
export async function heightOf({ get }: StartedNode, chain: number): Promise<number | undefined> {
  const cut = JSON.parse((await get('cut')).text) as CutJson;
  return cut.hashes[String(chain)]?.height;
}
