/**
 * Puts the parts together for a configuration: the practice network if that is wanted, nodes,
 * outbox, workers, loops. The one place where the core's folders meet; the terminal and the desktop
 * app both start mining here.
 */
import { minerAccount, parsePublicKey } from '../chainweb/account.ts';
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { openPractice } from '../practice/embedded-practice.ts';
import { createHandIn } from './submit-solution.ts';
import type { HandIn } from './submit-solution.ts';
import type { History } from '../history/history.ts';
import type { Logger } from '../logging/logger.ts';
import type { MinerEvent, MinerNews } from '../state/miner-events.ts';
import type { OwnBlock } from '../state/snapshot-types.ts';
import { startMiner } from './mining-loops.ts';
import { followBlocks, settledDepth } from '../node/block-follower.ts';
import type { BlockFollower } from '../node/block-follower.ts';
import { createNodeClient } from '../node/node-client.ts';
import type { SolutionEvent } from '../node/node-events.ts';
import { createNodePool } from '../node/node-pool.ts';
import type { NodeLink } from '../node/node-pool.ts';
import { openOutbox } from '../node/solution-outbox.ts';
import type { PracticeNode } from '../practice/practice-node.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { StartError } from './start-error.ts';
import { openWorkerFleet } from './worker-fleet.ts';

export interface MiningOptions {
  readonly config: MinerConfig;
  /** Where the practice network keeps its chains. */
  readonly dataDirectory: string;
  readonly history: History;
  readonly logger: Logger;
  readonly onEvent: (event: MinerEvent) => void;
}

export interface RunningMiner {
  /** Ends mining and frees everything. Safe to call twice. */
  stop(): Promise<void>;
  /** Answers a machine that asks to be let in; false when nobody asks that (any more). */
  answerMachine(question: number, accept: boolean): boolean;
  /** Settles when mining has ended, by `stop` or by itself. Never rejects. */
  readonly ended: Promise<void>;
}

/** How long a stop waits for nodes to answer solutions under way; the rest stays in the outbox. */
const OUTBOX_GRACE_MS = 3_000;

/** Starts to mine as `config` says. */
export async function startMining(
  options: MiningOptions,
): Promise<Result<RunningMiner, StartError>> {
  const { config, history, logger } = options;
  const key = parsePublicKey(config.publicKey);
  if (!key.ok) {
    return err({ kind: 'public-key', setting: 'publicKey', ...key.error });
  }
  const emit = emitter(options);
  const practice: Result<PracticeNode | null, StartError> = config.practice
    ? await openPractice(options, emit)
    : ok(null);
  if (!practice.ok) return practice;

  let handIn: HandIn | null = null;
  let chains: readonly ChainId[] | null = null;
  const fleet = await openWorkerFleet({
    config,
    logger,
    onEvent: emit,
    onSolution(worker, solution) {
      void handIn?.solved(worker, solution, logger.withTag(worker)).then((checked) => {
        if (!checked.ok) logger.warn(`${worker}: ${checked.error.reason}`);
      });
    },
    chains: () => chains,
  });
  if (!fleet.ok) {
    await practice.value?.close();
    return fleet;
  }

  const practiceNode = practice.value;
  const followers = new Map<string, BlockFollower>();
  const pool = createNodePool({
    clients: nodeAddresses(config, practiceNode).map(createNodeClient),
    logger,
    onEvent: emit,
    onChosen(link) {
      const { graph } = link.network;
      chains = graph.length === 0 ? null : graph.map(({ chain }) => chain);
      followers.get(link.network.versionName)?.close();
      followers.set(link.network.versionName, followOn(link));
    },
  });

  /** Follows the network's blocks with the node that is mined on: others may be gone. */
  function followOn({ client, network, cut }: NodeLink): BlockFollower {
    const follower = followBlocks({
      client,
      version: network.versionName,
      depth: settledDepth(network),
      logger,
      onEvent: emit,
    });
    const unlisten = cut.listen(follower.cutMoved);
    for (const block of history.unsettled(network.versionName)) follower.follow(followed(block));
    return {
      ...follower,
      close() {
        unlisten();
        follower.close();
      },
    };
  }

  const { plans, provesWork, close } = fleet.value;
  const outbox = openOutbox({
    store: history.outbox,
    clientFor: ({ node, versionName }) => pool.find(node, versionName),
    logger,
    onEvent(event) {
      emit(provesWork ? event : withPretenceNamed(event));
      if (event.type !== 'solution-accepted' && event.type !== 'solution-uncertain') return;
      const block = history.block(event.id);
      if (block !== null) followers.get(block.versionName)?.follow(followed(block));
    },
  });

  handIn = createHandIn(outbox, provesWork);
  emit({ type: 'mining-started', workers: plans.map(({ name }) => name) });
  const miner = startMiner({
    makeWorkers: plans.map(({ make }) => make),
    pool,
    handIn,
    account: minerAccount(key.value, config.account),
    logger,
    onEvent: emit,
  });

  let ending: Promise<void> | null = null;
  async function end(): Promise<void> {
    emit({ type: 'mining-stopping' });
    await miner.stop().catch((error: unknown) => {
      logger.error(`a mining thread broke down: ${thrown(error)}`);
    });
    await close();
    await outbox.close(OUTBOX_GRACE_MS);
    for (const follower of followers.values()) follower.close();
    pool.close();
    await practiceNode?.close();
    emit({ type: 'mining-stopped' });
  }
  const stop = (): Promise<void> => (ending ??= end());
  // A loop that breaks on a bug must not leave the others mining into nowhere.
  const ended = miner.ended.then(stop, stop);
  return ok({
    stop,
    ended,
    answerMachine: fleet.value.answerMachine ?? (() => false),
  });
}

/** Stamps news with the time, gives hashes their worth, and keeps history first. */
function emitter({ history, logger, onEvent }: MiningOptions): (news: MinerNews) => void {
  const difficulties = new Map<string, number>();
  let toldPriority = false;
  return (news) => {
    const atMs = Date.now();
    if (news.type === 'work-received') difficulties.set(news.worker, news.difficulty);
    if (news.type === 'engine-chosen') {
      logger.info(`${news.worker} computes with ${news.engine}`);
    }
    // All threads are of one program, and each would say the same.
    if (news.type === 'priority-kept' && !toldPriority) {
      toldPriority = true;
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

function followed({ id, chain, height, state }: OwnBlock): Parameters<BlockFollower['follow']>[0] {
  return { id, chain: chain as ChainId, height, uncertain: state === 'uncertain' };
}

/**
 * Why a node says no to a worker that only pretends (`Invalid solved work: Invalid POW hash`, 400)
 * is nothing a person can guess from its words.
 */
function withPretenceNamed(event: SolutionEvent): SolutionEvent {
  if (event.type !== 'solution-refused' || event.error.status !== 400) return event;
  const hint = 'this worker only pretends to hash, and the node checks proof of work';
  return { ...event, error: { ...event.error, detail: `${event.error.detail} (${hint})` } };
}

function thrown(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
