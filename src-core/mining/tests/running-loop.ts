/** A mining loop for one test, on a scripted node. */
import { onTestFinished } from 'vitest';
import type { MinerNews } from '../../state/miner-events.ts';
import type { NodeLink } from '../../node/pool/node-pool.ts';
import { pause } from '../../node/retry-policy.ts';
import { err } from '../../result.ts';
import { collectedLog } from '../../tests/collected-log.ts';
import type { ScriptedNode } from '../../tests/scripted-node.ts';
import type { Worker } from '../../workers/worker.ts';
import { runMiningLoop } from '../loops/mining-loop.ts';
import { createHandIn } from '../loops/submit-solution.ts';
import { account, cutKnown, linkTo } from './linked-node.ts';

interface Loop {
  readonly events: MinerNews[];
  /** What the loop logs. */
  readonly logged: ReturnType<typeof collectedLog>['logged'];
  /** Heights of the work that is searched, in order. */
  readonly searched: number[];
  readonly link: NodeLink;
  /** The pauses that it has made, ms. */
  readonly pausesMs: readonly number[];
  /** Workers made so far, and how many of them were closed. */
  readonly workers: { made: number; closed: number };
  /** Lets time pass on the pool's clock. */
  readonly pass: (ms: number) => void;
  /** Resolves with the next event of that type. */
  next(type: MinerNews['type']): Promise<MinerNews>;
  /** Resolves when the worker has started that many searches, the last for that height. */
  until(height: number, searches?: number): Promise<void>;
  /** What ends the loop. */
  readonly signal: AbortSignal;
  /** Ends the loop; resolves when it has ended. */
  stop(): Promise<void>;
}

interface LoopOptions {
  /** The timeout of requests. */
  readonly timeoutMs?: number;
  /** Finds nothing by default. */
  readonly search?: Worker['solve'];
  /** The pauses that it makes; real ones by default. */
  readonly wait?: typeof pause;
  /** Whether the node is given the solutions; it is not by default. */
  readonly takesSolutions?: boolean;
}

export const untilAborted: Worker['solve'] = (_, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(err({ kind: 'preempted' })));
  });

/** A loop on the scripted node, started once the cut is known. */
export async function loopOn(
  node: ScriptedNode,
  {
    timeoutMs = 2_000,
    search = untilAborted,
    wait = pause,
    takesSolutions = false,
  }: LoopOptions = {},
): Promise<Loop> {
  const events: MinerNews[] = [];
  const awaited = new Set<(event: MinerNews) => void>();
  const onEvent = (event: MinerNews): void => {
    events.push(event);
    for (const take of awaited) take(event);
  };
  let nowMs = 0;
  const { logger, logged } = collectedLog();
  const searched: number[] = [];
  const pausesMs: number[] = [];
  const waiting: (() => void)[] = [];
  const workers = { made: 0, closed: 0 };
  const { pool, outbox, link } = await linkTo(node, {
    ...{ timeoutMs, takesSolutions, onEvent, nowMs: () => nowMs },
  });
  await cutKnown(link);
  const stopping = new AbortController();
  function makeWorker(): Worker {
    workers.made += 1;
    return {
      name: 'CPU 0',
      solve(work, signal) {
        if (signal.aborted) return Promise.resolve(err({ kind: 'preempted' }));
        searched.push(work.header.height);
        for (const look of waiting) look();
        return search(work, signal);
      },
      close() {
        workers.closed += 1;
        return Promise.resolve();
      },
    };
  }
  const ended = runMiningLoop(
    {
      makeWorker,
      pool,
      handIn: createHandIn(outbox, () => undefined),
      provesWork: true,
      account,
      logger,
      onEvent,
      random: () => 0,
      wait(ms, signal) {
        pausesMs.push(ms);
        return wait(ms, signal);
      },
    },
    stopping.signal,
  );
  async function stop(): Promise<void> {
    stopping.abort();
    await ended;
  }
  onTestFinished(stop);
  return {
    ...{ events, logged, searched, link, pausesMs, workers, stop, signal: stopping.signal },
    pass: (ms) => {
      nowMs += ms;
    },
    next: (type) =>
      new Promise((resolve) => {
        const take = (event: MinerNews): void => {
          if (event.type !== type) return;
          awaited.delete(take);
          resolve(event);
        };
        awaited.add(take);
      }),
    until: (height, searches = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (searched.length >= searches && searched.at(-1) === height) resolve();
        };
        waiting.push(look);
        look();
      }),
  };
}
