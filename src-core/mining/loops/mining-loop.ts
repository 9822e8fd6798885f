/**
 * One mining loop: get work, let the worker search, check, submit, repeat. Each worker has its own
 * loop (a "thread" in chainweb-mining-client, whose log texts are kept).
 */
import type { MinerAccount } from '../../chainweb/account.ts';
import { forkState } from '../../chainweb/fork-state.ts';
import { workAt } from '../../chainweb/search-space.ts';
import type { SearchPlace } from '../../chainweb/search-space.ts';
import { targetToDifficulty } from '../../chainweb/difficulty.ts';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import type { HandIn } from './submit-solution.ts';
import type { Logger } from '../../logging/logger.ts';
import type { MinerNews } from '../../state/miner-events.ts';
import type { IssuedWork, NodeLink, NodePool } from '../../node/pool/node-pool.ts';
import { pause, resolvedWithin, retryDelayMs } from '../../node/retry-policy.ts';
import type { WorkerFault, Worker } from '../../workers/worker.ts';

interface MiningLoopOptions {
  /** Makes the loop's worker, and a new one when that has ended. */
  readonly makeWorker: () => Worker;
  /** What it searches of each header; all by default. */
  readonly place?: SearchPlace;
  /** Whether its solutions have to meet their target. */
  readonly provesWork: boolean;
  readonly pool: NodePool;
  readonly handIn: HandIn;
  readonly account: MinerAccount;
  readonly logger: Logger;
  readonly onEvent: (event: MinerNews) => void;
  readonly random?: () => number;
  /** The pauses after failures and after work that was out of date. */
  readonly wait?: typeof pause;
}

/** What chainweb-mining-client logs before it pauses; programs that read its log look for it. */
const GENERAL_ERROR = 'Some general error in mining loop. Trying again...';

/** Pauses after failures: the first is short, as nodes are often back at once. */
const NODE_BACKOFF = { baseMs: 500, capMs: 5_000 };
const WORKER_BACKOFF = { baseMs: 500, capMs: 30_000 };
/** How long the next work waits for the answer to a solution, so as not to repeat that block. */
const ANSWER_WAIT_MS = 1_000;
/** Pause before a node is asked again whose work was already out of date when it came. */
const OUTDATED_PAUSE_MS = 100;

/** Mines until `signal` is aborted, then closes its worker. Never rejects on expected failures. */
export async function runMiningLoop(
  options: MiningLoopOptions,
  signal: AbortSignal,
): Promise<void> {
  const { pool, account, logger, onEvent, random = Math.random, wait = pause } = options;
  let worker = options.makeWorker();
  let nodeFailures = 0;
  let workerFailures = 0;

  while (!signal.aborted) {
    const askedAtMs = performance.now();
    const issued = await pool.work(account, signal);
    if (signal.aborted) break;
    if (!issued.ok) {
      // Nodes hold a request until there is work: one that timed out was a pause itself, and the
      // next one has to be there when work comes.
      nodeFailures = issued.error.kind === 'timeout' ? 1 : nodeFailures + 1;
      logger.warn(`${GENERAL_ERROR} No work (${issued.error.kind}): ${issued.error.detail}`);
      const waitedMs = performance.now() - askedAtMs;
      await wait(retryDelayMs(nodeFailures, NODE_BACKOFF, random()) - waitedMs, signal);
      continue;
    }
    nodeFailures = 0;
    const failure = await workOn(worker, issued.value, options, signal);
    if (failure === null) {
      workerFailures = 0;
      continue;
    }
    workerFailures += 1;
    if (signal.aborted) break;
    logger.warn(`${GENERAL_ERROR} ${worker.name} failed: ${failure.reason}`);
    const { fault, ended } = failure;
    const retryMs = retryDelayMs(workerFailures, WORKER_BACKOFF, random());
    onEvent({ type: 'worker-failed', worker: worker.name, fault, ended, retryMs });
    await wait(retryMs, signal);
    if (failure.ended && !signal.aborted) {
      await worker.close();
      worker = options.makeWorker();
    }
  }
  await worker.close();
}

const WHOLE: SearchPlace = { number: 0, of: 1 };

const WRONG_SOLUTION: WorkerFault = { kind: 'wrong-solution', detail: '', lastWords: null };

interface LoopFailure {
  /** For the log. */
  readonly reason: string;
  readonly fault: WorkerFault;
  readonly ended: boolean;
}

/** The text of chainweb-mining-client, whose CPU worker also counts attempts. */
function solvedText({ work: { chain, header }, attempts }: Solution): string {
  const how = attempts === undefined ? '' : ` with ${attempts} attempts`;
  const where = `Chain ${chain}, height ${header.height}.`;
  return `Solved header${how}. ${where}`;
}

/** Searches one piece of work to its end; a failure of the worker is returned. */
async function workOn(
  worker: Worker,
  { work: issued, link }: IssuedWork,
  options: MiningLoopOptions,
  signal: AbortSignal,
): Promise<LoopFailure | null> {
  const { logger, onEvent, handIn, place = WHOLE, wait = pause } = options;
  const work = workAt(issued, place);
  const { chain, header } = work;
  handIn.issued(work, link, options.provesWork);
  logger.info(`got new work for chain ChainId ${chain}`);
  onEvent({
    type: 'work-received',
    worker: worker.name,
    chain,
    height: header.height,
    difficulty: targetToDifficulty(work.target),
    versionName: link.network.versionName,
    forkState: forkState(header.flags),
  });
  const search = new AbortController();
  const stop = (): void => search.abort();
  signal.addEventListener('abort', stop);
  const unwatch = watchForNews(work, link, stop);
  try {
    if (search.signal.aborted && !signal.aborted) await wait(OUTDATED_PAUSE_MS, signal);
    const result = await worker.solve(work, search.signal);
    if (result.ok) {
      logger.info(solvedText(result.value));
      const answered = handIn.solved(worker.name, result.value, logger);
      onEvent({ type: 'work-ended', worker: worker.name, chain, reason: 'solved' });
      const checked = await resolvedWithin(ANSWER_WAIT_MS, answered);
      if (checked?.ok !== false) return null;
      return { reason: checked.error.reason, fault: WRONG_SOLUTION, ended: false };
    }
    if (result.error.kind === 'preempted') {
      if (signal.aborted) return null;
      logger.info(`got update on chain ChainId ${chain}`);
      logger.info('Mining loop was preempted. Getting updated work ...');
      onEvent({ type: 'work-ended', worker: worker.name, chain, reason: 'preempted' });
      return null;
    }
    const { kind, reason, fault } = result.error;
    return { reason, fault, ended: kind === 'ended' };
  } finally {
    unwatch();
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Calls `preempt` when the work has become worthless: its chain has an update, its stream is lost,
 * or the cut shows another block in its place (perhaps at once). It may also be worthless when the
 * node does not answer: asking for work shows that, and finds another node.
 */
function watchForNews(
  { chain, header }: MiningWork,
  { streams, cut }: NodeLink,
  preempt: () => void,
): () => void {
  const compare = (): void => {
    const tip = cut.tip(chain);
    if (tip === undefined || tip.height < header.height) return;
    cut.hint();
    preempt();
  };
  const unlisten = [streams.listen(chain, preempt), cut.listen(compare, preempt)];
  // The cut watcher does not repeat what it saw while the work was on its way.
  compare();
  return () => {
    for (const undo of unlisten) undo();
  };
}
