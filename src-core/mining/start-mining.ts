/**
 * Opens what a configuration needs for mining: the practice network, nodes, outbox, workers, loops.
 * This is where the rooms of the core meet; mining-session.ts starts and stops it.
 */
import { minerAccount, parsePublicKey } from '../chainweb/account.ts';
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { workersOf } from '../config/workers-of.ts';
import type { History } from '../history/history.ts';
import type { Logger } from '../logging/logger.ts';
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
import { startMiner } from './loops/mining-loops.ts';
import { watchNodeAbsence } from './node-absence.ts';
import type { NodeAbsence } from './node-absence.ts';
import { openParts } from './open-parts.ts';
import type { CloseFault, OpenParts } from './open-parts.ts';
import { createOwnBlockFollowers } from './own-block-followers.ts';
import type { StartError } from './start-error.ts';
import { createHandIn } from './loops/submit-solution.ts';
import type { HandIn } from './loops/submit-solution.ts';
import type { MayRunPrograms } from '../workers/fleet.ts';
import type { WorkerFault } from '../workers/worker.ts';
import { NO_HOLDS } from './groups/holds.ts';
import type { Holds } from './groups/holds.ts';
import type { After } from './groups/worker-group.ts';
import { createWorkerGroups } from './groups/worker-groups.ts';
import { openClients } from './open-clients.ts';
import type { StartGpuProcess } from '../workers/gpu/process/gpu-process.ts';
import { openWorkerFleet } from './worker-fleet.ts';
import { workerLog } from './worker-log.ts';

interface MiningOptions {
  readonly config: MinerConfig;
  /** The same with what has come into force since; as it was by default. Read when a kind of worker opens again. */
  readonly minedWith?: () => MinerConfig;
  /** What keeps kinds of workers from mining at first; nothing by default. */
  readonly holds?: Holds;
  /** When kinds that failed are tried again; by a timer if absent. */
  readonly after?: After;
  /** Where the practice network keeps its chains. */
  readonly dataDirectory: string;
  readonly history: History;
  readonly startGpu?: StartGpuProcess | undefined;
  readonly mayRun?: MayRunPrograms | undefined;
  readonly logger: Logger;
  readonly onEvent: (event: MinerEvent) => void;
}

export interface RunningMiner {
  /** Ends mining and closes everything; what could not be closed is returned. Safe to call twice. */
  stop(): Promise<readonly CloseFault[]>;
  /** Answers a machine that waits for approval; false when no such question is open. */
  answerMachine(question: number, accept: boolean): boolean;
  /** Lets a rig in that was refused; it connects again by itself. */
  letIn(rig: string): void;
  /** Lets every machine in, whatever its name. */
  letAllIn(): void;
  /** Rigs that are not on the list wait for approval from now on, or are refused. */
  askFirst(isOn: boolean): void;
  /** Mines with the kinds of workers that are not held, and only with those. */
  hold(holds: Holds): Promise<void>;
  /** Connects to the nodes again, and looks at once what they have. */
  reconnect(): void;
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
  /** Takes solutions once the outbox is open; mining loops run only then. */
  let handIn: HandIn | null = null;
  const groups = createWorkerGroups({
    kinds: workersOf(config),
    holds: options.holds ?? NO_HOLDS,
    openFleet: (kind, thread) =>
      openWorkerFleet({
        ...{ kind, thread, logger, config: options.minedWith?.() ?? config },
        onEvent: emit,
        onSolution(worker, solution) {
          void handIn?.solved(worker, solution, logger.withTag(worker)).then((checked) => {
            if (!checked.ok) logger.warn(`${worker}: ${checked.error.reason}`);
          });
        },
        chains: () => chains,
        startGpu: options.startGpu,
        mayRun: options.mayRun,
      }),
    startLoops({ provesWork }, loops) {
      if (handIn === null) throw new Error('the outbox is not open');
      const account = minerAccount(key.value, config.account);
      return startMiner({ loops, provesWork, pool, handIn, account, logger, onEvent: emit });
    },
    onEvent: emit,
    logger,
    after: options.after,
  });
  // Closed after the workers: machines hand in solutions until their server is closed.
  parts.add('outbox', () => outbox?.close(OUTBOX_GRACE_MS));
  parts.add('workers', groups.close);
  const opened = await parts.open('workers', groups.open, () => undefined);
  if (!opened.ok) return parts.abandon(opened.error);
  const timeoutMs = config.stratumNodeTimeout * 1000;
  absence = watchNodeAbsence({
    timeoutMs,
    onAbsent: () => groups.standDown(timeoutMs),
    onBack: groups.takeMachines,
  });
  parts.add('workers', absence.close);

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
          const fault = powCheckOf(event);
          const worker = history.block(event.id)?.worker ?? '';
          if (fault === null || !groups.unproven().includes(worker)) return;
          emit({ type: 'worker-troubled', worker, fault });
        },
      });
      return ok(createHandIn(outbox, emit));
    },
    () => undefined,
  );
  if (!sending.ok) return parts.abandon(sending.error);
  handIn = sending.value;

  parts.add('loops', groups.stop);
  const loops = await parts.open(
    'loops',
    () => {
      emit({ type: 'mining-started', kinds: workersOf(config) });
      hasStarted = true;
      groups.run();
      return ok(null);
    },
    () => emit({ type: 'mining-stopping' }),
  );
  if (!loops.ok) return parts.abandon(loops.error);

  let onEnded = (): void => undefined;
  const ended = new Promise<void>((resolve) => (onEnded = resolve));
  async function stop(): Promise<readonly CloseFault[]> {
    const faults = await parts.close();
    onEnded();
    return faults;
  }
  void groups.brokeDown.then(stop);
  const { answerMachine, letIn, letAllIn, askFirst, hold } = groups;
  return ok({
    ...{ stop, ended, answerMachine, letIn, letAllIn, askFirst, hold },
    reconnect: pool.reconnect,
  });
}

/** Makes events of news; history is written first. */
function emitter({ history, logger, onEvent }: MiningOptions): (news: MinerNews) => void {
  const eventOf = createEventFacts();
  const logWorkers = workerLog(logger);
  return (news) => {
    logWorkers(news);
    const event = eventOf(news);
    history.record(event);
    onEvent(event);
  };
}

/**
 * Nodes answer 400 `Invalid solved work: Invalid POW hash` to blocks of simulated workers, unless
 * they do not check proof of work. Null for other events.
 */
function powCheckOf(event: SolutionEvent): WorkerFault | null {
  if (event.type !== 'solution-refused' || event.error.status !== 400) return null;
  return { kind: 'pow-checked', detail: event.error.detail, lastWords: null };
}
