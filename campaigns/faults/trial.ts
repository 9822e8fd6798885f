/**
 * One case: a mining session as the program has it, with its history in a folder, a practice node, and the front
 * between them that the case makes fail; and the books that are held against each other at the end.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { minerConfigSchema } from '../../src-core/config/miner-config.ts';
import type { MinerConfig } from '../../src-core/config/miner-config.ts';
import { openHistory } from '../../src-core/history/history.ts';
import type { History } from '../../src-core/history/history.ts';
import { createMiningSession } from '../../src-core/mining/mining-session.ts';
import type { MiningSession } from '../../src-core/mining/session/session-types.ts';
import type { SessionEvent } from '../../src-core/mining/session/session-events.ts';
import type { PracticeOptions } from '../../src-core/practice/api/practice-options.ts';
import type { MinerSnapshot } from '../../src-core/state/snapshot-types.ts';
import type { StartGpuProcess } from '../../src-core/workers/gpu/process/gpu-process.ts';
import { blocksOnChain } from '../../src-core/tests/chain-blocks.ts';
import { collectedLog } from '../../src-core/tests/collected-log.ts';
import { createEventWaits } from '../../src-core/devices/setup/event-waits.ts';
import { mountSmallDisk } from '../../src-core/tests/disk/small-disk.ts';
import type { SmallDisk } from '../../src-core/tests/disk/small-disk.ts';
import { openFront } from './fault-front.ts';
import type { FaultFront } from './fault-front.ts';
import type { Ledger } from './ledger.ts';
import { createPostBook } from './post-book.ts';
import type { PostBook } from './post-book.ts';
import { startTrialNode } from './trial-node.ts';
import type { TrialNode } from './trial-node.ts';

/** What a case needs to be otherwise; nothing by default. */
export interface TrialOptions {
  readonly node?: Partial<PracticeOptions>;
  readonly usesTls?: boolean;
  /** The data directory is a small disk of its own where that is possible. */
  readonly onSmallDisk?: boolean;
  /** The history may have lost blocks: its file was damaged while nothing mined. */
  readonly mayForget?: boolean;
}

export interface Mining {
  readonly session: MiningSession;
  readonly history: History;
  readonly events: readonly SessionEvent[];
  /** Resolves with the snapshot once it fits, looked at after each event. */
  until(fits: (now: MinerSnapshot) => boolean): Promise<MinerSnapshot>;
  /** Resolves with the next event that fits. */
  next(fits: (event: SessionEvent) => boolean): Promise<SessionEvent>;
  /** Resolves when so many blocks that were found from now on have been accepted. */
  mines(blocks?: number): Promise<void>;
  /** The fault is over: takes the time until a block that was found from now on has been accepted. */
  recovers(): Promise<void>;
  /** Ends the session, and closes its history. */
  stop(): Promise<void>;
  isStopped(): boolean;
}

export interface Trial {
  /** The miner's data directory. */
  readonly folder: string;
  readonly node: TrialNode;
  readonly front: FaultFront;
  readonly posts: PostBook;
  /** Another front to a node, whose posts are noted too. */
  frontOf(node: TrialNode): Promise<FaultFront>;
  /** A node's chains count at the end, in place of those of the first node. */
  judgeBy(...nodes: TrialNode[]): void;
  /** A session that does not mine yet. */
  prepare(config?: Partial<MinerConfig>, startGpu?: StartGpuProcess): Mining;
  /** A session that mines, with the CPU by default. */
  mine(config?: Partial<MinerConfig>, startGpu?: StartGpuProcess): Promise<Mining>;
  /** A further node. */
  startNode(options: Partial<PracticeOptions>): Promise<TrialNode>;
  /** What the data directory is on; null for the computer's usual disk. */
  readonly disk: SmallDisk | null;
  /** The texts of the miner's log so far. */
  logged(): Promise<readonly string[]>;
  /** Notes how long something took that this trial does not see. */
  tookToRecover(ms: number): void;
}

export interface EndedTrial extends Trial {
  /** Ends everything once each block's fate is known. */
  end(): Promise<{ readonly ledger: Ledger; readonly recoverMs: number | null }>;
}

/** What a node's chains need on top of a block of three chains: their diameter and one. */
const SETTLED_DEPTH = 2;
/** The cut is polled at least once a second; meanwhile there may be some more blocks. */
const UNSEEN_BLOCKS = 3;

/** SQLite's log grows by 300 kB a second where blocks never leave it a quarter of a second to empty it. */
const DISK_MEGABYTES = 64;

/** For cases without an answer: the default of the program, µs. */
export const IMPATIENT = { defaultHTTPTimeout: 1_000_000 } as const;

export const PUBLIC_KEY = 'ab'.repeat(32);

/** The miner's data directory; a small disk that is mounted there is left to the caller. */
export const dataFolderIn = (home: string): string => join(home, 'data');

/** Opens a trial in an empty folder. */
export async function openTrial(home: string, options: TrialOptions = {}): Promise<EndedTrial> {
  const folder = dataFolderIn(home);
  await mkdir(folder);
  const { logger, logged } = collectedLog();
  const quiet = collectedLog().logger;
  const taken = new Set<string>();
  const disk =
    options.onSmallDisk === true
      ? mountSmallDisk(folder, DISK_MEGABYTES)
        ? 'tmpfs'
        : 'limit'
      : null;
  const startNode = (dataFile: string | null, given: Partial<PracticeOptions> = {}) =>
    startTrialNode({
      ...{ dataFile, options: given, logger: quiet },
      onTaken: (id) => taken.add(id),
    });
  // A limit on the size of files holds for the node's file too.
  const node = await startNode(disk === 'limit' ? null : join(home, 'node.db'), options.node);
  const posts = createPostBook();
  const { usesTls = false } = options;
  const front = await openFront(node.url, posts, usesTls);
  const fronts = [front];
  const nodes = [node];
  let judges: readonly TrialNode[] = nodes;
  const found = new Set<string>();
  const all: Mining[] = [];
  let recoverMs: number | null = null;

  function prepare(wishes: Partial<MinerConfig> = {}, startGpu?: StartGpuProcess): Mining {
    const config = minerConfigSchema.parse({
      ...{ publicKey: PUBLIC_KEY, node: front.address, useTls: usesTls, insecure: usesTls },
      // A tenth of a core: several cases run at once. And time to answer, whatever else runs here.
      ...{ worker: 'cpu', threadCount: 1, cpuDutyCycle: 0.1, defaultHTTPTimeout: 10_000_000 },
      ...wishes,
    });
    const history = openHistory(join(folder, 'history.db'), { log: logger });
    const session = createMiningSession({
      config: () => config,
      dataDirectory: folder,
      history,
      supply: { isOnBattery: () => false, listen: () => undefined },
      startGpu,
      version: '0',
      logger,
    });
    const events: SessionEvent[] = [];
    const { until, lookAgain } = createEventWaits();
    const { signal } = new AbortController();
    session.subscribe((event) => {
      events.push(event);
      if (event.type === 'solution-found') found.add(event.id);
      lookAgain();
    });
    const acceptedSince = (start: number): number => {
      const since = events.slice(start);
      const fresh = new Set(since.flatMap((e) => (e.type === 'solution-found' ? [e.id] : [])));
      return since.filter((e) => e.type === 'solution-accepted' && fresh.has(e.id)).length;
    };
    async function mines(blocks = 3): Promise<void> {
      const start = events.length;
      await until(() => (acceptedSince(start) >= blocks ? true : null), signal);
    }
    let isStopped = false;
    const mining: Mining = {
      ...{ session, history, events, mines },
      async until(fits) {
        const look = (): MinerSnapshot | null => {
          const now = session.snapshot();
          return fits(now) ? now : null;
        };
        return (await until(look, signal)) ?? session.snapshot();
      },
      async next(fits) {
        const start = events.length;
        const event = await until(() => events.slice(start).find(fits) ?? null, signal);
        if (event === null) throw new Error('nothing aborts this');
        return event;
      },
      async recovers() {
        const startedMs = performance.now();
        await mines(1);
        recoverMs = performance.now() - startedMs;
      },
      isStopped: () => isStopped,
      async stop() {
        if (isStopped) return;
        isStopped = true;
        await session.close();
        history.close();
      },
    };
    all.push(mining);
    return mining;
  }

  async function mine(...given: Parameters<typeof prepare>): Promise<Mining> {
    const mining = prepare(...given);
    const started = await mining.session.start();
    if (!started.ok) throw new Error(`mining did not start: ${JSON.stringify(started.error)}`);
    return mining;
  }

  /** Lets the miner learn what became of its blocks, and stops it. */
  async function settle(mining: Mining): Promise<void> {
    await mining.until(({ blockCounts }) => blockCounts.pending + blockCounts.uncertain === 0);
    await mining.until(({ blocks, tips }) => {
      const tip = (chain: number): number => tips.find((each) => each.chain === chain)?.height ?? 0;
      return blocks.every(
        ({ state, chain, height }) => state !== 'accepted' || tip(chain) - height <= SETTLED_DEPTH,
      );
    });
    await mining.stop();
  }

  return {
    ...{ folder, node, front, posts, prepare, mine, disk },
    async startNode(given) {
      const started = await startNode(null, given);
      nodes.push(started);
      return started;
    },
    async frontOf(other) {
      const opened = await openFront(other.url, posts);
      fronts.push(opened);
      if (!nodes.includes(other)) nodes.push(other);
      return opened;
    },
    judgeBy: (...chosen) => void (judges = chosen),
    logged: () => logged(),
    tookToRecover: (ms) => void (recoverMs = ms),
    async end() {
      const last = all.at(-1);
      if (last?.isStopped() === false) await settle(last);
      for (const mining of all) await mining.stop();
      for (const each of fronts) await each.close();
      const chains = await Promise.all(judges.map((each) => blocksOnChain(each)));
      for (const each of nodes) await each.close();
      const history = openHistory(join(folder, 'history.db'), { log: logger });
      const ledger: Ledger = {
        found: [...found],
        posts: posts.all,
        taken,
        history: history.blocks(Infinity, 100_000),
        waiting: new Set(history.outbox.all().map(({ id }) => id)),
        onChain: new Set(chains.flatMap(({ hashes }) => [...hashes])),
        heights: chains[0]?.heights ?? new Map<number, number>(),
        settledDepth: SETTLED_DEPTH + UNSEEN_BLOCKS,
      };
      history.close();
      const known = new Set(ledger.history.map(({ id }) => id));
      const forgotten = ledger.found.filter((id) => !known.has(id));
      if (options.mayForget !== true && forgotten.length > 0) {
        throw new Error(`the history on disk lacks the blocks ${forgotten.join(' ')}`);
      }
      return { ledger, recoverMs };
    },
  };
}
