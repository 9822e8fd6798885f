/**
 * Opens what a configuration needs for mining: the practice network, nodes, outbox, workers, loops.
 * This is where the rooms of the core meet; mining-session.ts starts and stops it.
 */
import { minerAccount, parsePublicKey } from '../chainweb/account.ts';
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import type { History } from '../history/history.ts';
import type { Logger } from '../logging/logger.ts';
import { createNodeClient } from '../node/node-client.ts';
import type { NodeClient } from '../node/node-client.ts';
import type { SolutionEvent } from '../node/node-events.ts';
import { createNodePool } from '../node/pool/node-pool.ts';
import type { NodePool } from '../node/pool/node-pool.ts';
import { openOutbox } from '../node/solutions/solution-outbox.ts';
import type { SolutionOutbox } from '../node/solutions/solution-outbox.ts';
import { openPractice } from '../practice/embedded-practice.ts';
import type { PracticeNode } from '../practice/practice-node.ts';
import { ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { MinerEvent, MinerNews } from '../state/miner-events.ts';
import { createEventFacts } from './event-facts.ts';
import { startMiner } from './mining-loops.ts';
import { watchNodeAbsence } from './node-absence.ts';
import type { NodeAbsence } from './node-absence.ts';
import { openParts } from './open-parts.ts';
import type { CloseFault, OpenParts } from './open-parts.ts';
import { createOwnBlockFollowers } from './own-block-followers.ts';
import type { StartError } from './start-error.ts';
import { createHandIn } from './submit-solution.ts';
import type { HandIn } from './submit-solution.ts';
import type { WorkerFault } from '../workers/worker.ts';
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
  /** Answers a machine that waits for approval; false when no such question is open. */
  answerMachine(question: number, accept: boolean): boolean;
  /** Resolves when everything is closed, by `stop` or because mining broke down. Never rejects. */
  readonly ended: Promise<void>;
}

/** How long a stop waits for nodes to answer pending solutions; the rest stays in the outbox. */
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
  let absence: NodeAbsence | null = null;
  const nodes = await parts.open<NodePool>(
    'nodes',
    () =>
      ok(
        createNodePool({
          clients: openClients(config, practice.value, logger),
          logger,
          onEvent(event) {
            emit(event);
            absence?.take(event);
          },
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
  const { plans, provesWork, machines, answerMachine = () => false } = fleet.value;
  if (machines !== undefined) {
    const timeoutMs = config.stratumNodeTimeout * 1000;
    absence = watchNodeAbsence({
      timeoutMs,
      onAbsent: () => machines.standDown(timeoutMs),
      onBack: () => machines.resume(),
    });
    parts.add('workers', absence.close);
  }

  const sending = await parts.open(
    'outbox',
    () => {
      outbox = openOutbox({
        store: history.outbox,
        clientFor: ({ node, versionName }) => pool.find(node, versionName),
        chainHeight: ({ versionName, chain }) => pool.chainHeight(versionName, chain),
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
      return ok(createHandIn(outbox, provesWork, emit));
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
  // When one loop breaks down, the others must not mine on unnoticed.
  const ended = loops.value.ended.then(stop, stop).then(() => undefined);
  return ok({ stop, ended, answerMachine });
}

/** Makes events of news; history is written first. */
function emitter({ history, logger, onEvent }: MiningOptions): (news: MinerNews) => void {
  const eventOf = createEventFacts();
  let hasReportedPriority = false;
  return (news) => {
    if (news.type === 'engine-chosen') {
      logger.info(`${news.worker} uses ${news.engine}`);
    }
    // All threads belong to one program and report the same.
    if (news.type === 'priority-kept' && !hasReportedPriority) {
      hasReportedPriority = true;
      logger.warn(`CPU threads keep the program's priority: ${news.reason}`);
    }
    const event = eventOf(news);
    history.record(event);
    onEvent(event);
  };
}

/** The clients of the configured nodes, the preferred first. Says once which go through a proxy. */
function openClients(
  config: MinerConfig,
  practice: PracticeNode | null,
  logger: Logger,
): NodeClient[] {
  const { useTls, insecure } = config;
  const limits = {
    timeoutMs: config.defaultHTTPTimeout / 1000,
    connectTimeoutMs: config.nodeConnectTimeout * 1000,
  };
  const addresses =
    practice === null
      ? [config.node, ...config.fallbackNodes].map((node) => ({ node, useTls, insecure }))
      : [{ node: new URL(practice.url).host, useTls: false, insecure: false }];
  return addresses.map((address) => {
    const client = createNodeClient({ ...address, ...limits });
    const { proxy, url } = client;
    if (proxy !== null) {
      logger.info(`requests to ${url} go through the proxy ${proxy.name} (${proxy.variable})`);
    }
    return client;
  });
}

/**
 * Nodes answer 400 `Invalid solved work: Invalid POW hash` to blocks of simulated workers, unless
 * they do not check proof of work. Null for other events.
 */
function powCheckOf(event: SolutionEvent): WorkerFault | null {
  if (event.type !== 'solution-refused' || event.error.status !== 400) return null;
  return { kind: 'pow-checked', detail: event.error.detail, lastWords: null };
}
