/**
 * Opens what a configuration needs for mining: the practice network, nodes, outbox, workers, loops.
 * Here the folders of the core meet; mining-session.ts starts and stops it.
 */
import { minerAccount, parsePublicKey } from '../chainweb/account.ts';
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import type { History } from '../history/history.ts';
import type { Logger } from '../logging/logger.ts';
import { createNodeClient } from '../node/node-client.ts';
import type { SolutionEvent } from '../node/node-events.ts';
import { createNodePool } from '../node/node-pool.ts';
import type { NodePool } from '../node/node-pool.ts';
import { openOutbox } from '../node/solution-outbox.ts';
import type { SolutionOutbox } from '../node/solution-outbox.ts';
import { openPractice } from '../practice/embedded-practice.ts';
import type { PracticeNode } from '../practice/practice-node.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { MinerEvent, MinerNews } from '../state/miner-events.ts';
import { startMiner } from './mining-loops.ts';
import { openParts } from './open-parts.ts';
import type { CloseFault, OpenParts } from './open-parts.ts';
import { createOwnBlockFollowers } from './own-block-followers.ts';
import type { StartError } from './start-error.ts';
import { createHandIn } from './submit-solution.ts';
import type { HandIn } from './submit-solution.ts';
import type { ProgramFault } from '../workers/worker.ts';
import { openWorkerFleet } from './worker-fleet.ts';

interface MiningOptions {
  readonly config: MinerConfig;
  /** Where the practice network keeps its chains. */
  readonly dataDirectory: string;
  readonly history: History;
  readonly logger: Logger;
  readonly onEvent: (event: MinerEvent) => void;
}

export interface RunningMiner {
  /** Ends mining and closes everything; what could not be closed is returned. Safe to call twice. */
  stop(): Promise<readonly CloseFault[]>;
  /** Answers a machine that waits for approval; false when there is no such question (any more). */
  answerMachine(question: number, accept: boolean): boolean;
  /** Settles when everything is closed, by `stop` or because mining broke. Never rejects. */
  readonly ended: Promise<void>;
}

/** How long a stop waits for nodes to answer solutions under way; the rest stays in the outbox. */
const OUTBOX_GRACE_MS = 3_000;

/**
 * Starts mining. Never rejects; after an error nothing is open.
 * @param parts what is open already, to be closed after the miner
 */
export async function startMining(
  options: MiningOptions,
  parts: OpenParts = openParts(options.logger),
): Promise<Result<RunningMiner, StartError>> {
  const { config, history, logger } = options;
  const key = parsePublicKey(config.publicKey);
  if (!key.ok) return parts.abandon({ kind: 'public-key', setting: 'publicKey', ...key.error });
  const emit = emitter(options);
  let hasStarted = false;
  parts.add('loops', () => void (hasStarted && emit({ type: 'mining-stopped' })));

  const practice = await parts.open<PracticeNode | null>(
    'practice-network',
    () => (config.practice ? openPractice(options, emit) : ok(null)),
    (node) => node?.close(),
  );
  if (!practice.ok) return parts.abandon(practice.error);

  const blocks = createOwnBlockFollowers(history, logger, emit);
  let chains: readonly ChainId[] | null = null;
  const nodes = await parts.open<NodePool>(
    'nodes',
    () =>
      ok(
        createNodePool({
          clients: nodeAddresses(config, practice.value).map(createNodeClient),
          logger,
          onEvent: emit,
          onChosen(link) {
            const { graph } = link.network;
            chains = graph.length === 0 ? null : graph.map(({ chain }) => chain);
            blocks.followOn(link);
          },
        }),
      ),
    (pool) => pool.close(),
  );
  if (!nodes.ok) return parts.abandon(nodes.error);
  const pool = nodes.value;
  parts.add('nodes', () => blocks.close());

  let outbox: SolutionOutbox | null = null;
  let handIn: HandIn | null = null;
  // Closed after the workers: machines hand in solutions until their server is closed.
  parts.add('outbox', () => outbox?.close(OUTBOX_GRACE_MS));
  const fleet = await parts.open(
    'workers',
    () =>
      openWorkerFleet({
        config,
        logger,
        onEvent: emit,
        onSolution(worker, solution) {
          void handIn?.solved(worker, solution, logger.withTag(worker)).then((checked) => {
            if (!checked.ok) logger.warn(`${worker}: ${checked.error.reason}`);
          });
        },
        chains: () => chains,
      }),
    ({ close }) => close(),
  );
  if (!fleet.ok) return parts.abandon(fleet.error);
  const { plans, provesWork, answerMachine = () => false } = fleet.value;

  const sending = await parts.open(
    'outbox',
    () => {
      outbox = openOutbox({
        store: history.outbox,
        clientFor: ({ node, versionName }) => pool.find(node, versionName),
        logger,
        onEvent(event) {
          emit(event);
          blocks.answered(event);
          const fault = provesWork ? null : powCheckOf(event);
          if (fault === null) return;
          const worker = history.block(event.id)?.worker ?? plans[0]?.name ?? '';
          emit({ type: 'worker-troubled', worker, fault });
        },
      });
      return ok(createHandIn(outbox, provesWork));
    },
    () => undefined,
  );
  if (!sending.ok) return parts.abandon(sending.error);
  handIn = sending.value;

  const loops = await parts.open(
    'loops',
    () => {
      emit({ type: 'mining-started', workers: plans.map(({ name }) => name) });
      hasStarted = true;
      return ok(
        startMiner({
          makeWorkers: plans.map(({ make }) => make),
          pool,
          handIn: sending.value,
          account: minerAccount(key.value, config.account),
          logger,
          onEvent: emit,
        }),
      );
    },
    (miner) => miner.stop(),
  );
  if (!loops.ok) return parts.abandon(loops.error);
  parts.add('loops', () => emit({ type: 'mining-stopping' }));

  const stop = (): Promise<readonly CloseFault[]> => parts.close();
  // A loop that breaks on a bug must not leave the others mining into nowhere.
  const ended = loops.value.ended.then(stop, stop).then(() => undefined);
  return ok({ stop, ended, answerMachine });
}

/** Stamps news with the time, gives hashes their worth, and keeps history first. */
function emitter({ history, logger, onEvent }: MiningOptions): (news: MinerNews) => void {
  const difficulties = new Map<string, number>();
  let hasReportedPriority = false;
  return (news) => {
    const atMs = Date.now();
    if (news.type === 'work-received') difficulties.set(news.worker, news.difficulty);
    if (news.type === 'engine-chosen') {
      logger.info(`${news.worker} uses ${news.engine}`);
    }
    // All threads belong to one program, and each reports the same.
    if (news.type === 'priority-kept' && !hasReportedPriority) {
      hasReportedPriority = true;
      logger.warn(`CPU threads keep the program's priority: ${news.reason}`);
    }
    const event: MinerEvent =
      news.type === 'hashes-tried'
        ? { ...news, atMs, difficulty: difficulties.get(news.worker) ?? null }
        : { ...news, atMs };
    history.record(event);
    onEvent(event);
  };
}

function nodeAddresses(
  config: MinerConfig,
  practice: PracticeNode | null,
): Parameters<typeof createNodeClient>[0][] {
  const timeoutMs = config.defaultHTTPTimeout / 1000;
  if (practice !== null) {
    const node = new URL(practice.url).host;
    return [{ node, useTls: false, insecure: false, timeoutMs }];
  }
  const { useTls, insecure } = config;
  return [config.node, ...config.fallbackNodes].map((node) => ({
    node,
    useTls,
    insecure,
    timeoutMs,
  }));
}

/**
 * Nodes answer 400 `Invalid solved work: Invalid POW hash` to blocks of simulated workers, unless
 * they do not check proof of work. Null for other events.
 */
function powCheckOf(event: SolutionEvent): ProgramFault | null {
  if (event.type !== 'solution-refused' || event.error.status !== 400) return null;
  return { kind: 'pow-checked', detail: event.error.detail, lastWords: null };
}
