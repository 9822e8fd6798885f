import { afterEach, describe, expect, it } from 'vitest';
import { minerAccount } from '../../chainweb/account.ts';
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import { createHandIn } from './submit-solution.ts';
import { openHistory } from '../../history/history.ts';
import { createLog } from '../../logging/logger.ts';
import type { Logger } from '../../logging/logger.ts';
import { runMiningLoop } from './mining-loop.ts';
import type { MinerNews } from '../../state/miner-events.ts';
import { createNodeClient } from '../../node/node-client.ts';
import { UNANSWERED_MS } from '../../node/pool/cut-watcher.ts';
import { pause } from '../../node/retry-policy.ts';
import { createNodePool } from '../../node/pool/node-pool.ts';
import type { NodeLink } from '../../node/pool/node-pool.ts';
import { openOutbox } from '../../node/solutions/solution-outbox.ts';
import { err, ok, unwrap } from '../../result.ts';
import { startScriptedNode } from '../../tests/scripted-node.ts';
import type { ScriptedNode } from '../../tests/scripted-node.ts';
import type { Worker } from '../../workers/worker.ts';

const { logger } = createLog({ level: 'quiet', sink: () => undefined });
const account = minerAccount('ab'.repeat(32));
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Loop {
  readonly events: MinerNews[];
  /** What the loop logs. */
  readonly log: Logger & { lines(): Promise<readonly string[]> };
  /** Heights of the work that is searched, in order. */
  readonly searched: number[];
  readonly link: NodeLink;
  /** Pauses after failures so far, ms. */
  readonly pausesMs: readonly number[];
  /** Lets time pass on the pool's clock. */
  readonly pass: (ms: number) => void;
  /** Resolves with the next event of that type. */
  next(type: MinerNews['type']): Promise<MinerNews>;
  /** Resolves when the worker has started that many searches, the last for that height. */
  until(height: number, searches?: number): Promise<void>;
}

/** A loop on the scripted node, started once the cut is known. By default its worker finds nothing. */
async function loopOn(
  node: ScriptedNode,
  {
    timeoutMs = 2_000,
    search = untilAborted,
  }: { timeoutMs?: number; search?: Worker['solve'] } = {},
): Promise<Loop> {
  const events: MinerNews[] = [];
  const awaited = new Set<(event: MinerNews) => void>();
  const onEvent = (event: MinerNews): void => {
    events.push(event);
    for (const take of awaited) take(event);
  };
  let nowMs = 0;
  const log = collectedLog();
  const searched: number[] = [];
  const pausesMs: number[] = [];
  const waiting: (() => void)[] = [];
  const pool = createNodePool({
    clients: [createNodeClient({ node: node.address, useTls: false, insecure: false, timeoutMs })],
    logger,
    onEvent,
    onChosen: () => undefined,
    nowMs: () => nowMs,
  });
  const history = openHistory(':memory:');
  const outbox = openOutbox({
    store: history.outbox,
    clientFor: () => null,
    logger,
    onEvent,
  });
  const stopping = new AbortController();
  const { link } = unwrap(await pool.work(account, stopping.signal));
  await new Promise<void>((resolve) => {
    closing.push(link.cut.listen(() => resolve()));
  });
  const worker: Worker = {
    name: 'CPU 0',
    solve(work, signal) {
      if (signal.aborted) return Promise.resolve(err({ kind: 'preempted' }));
      searched.push(work.header.height);
      for (const look of waiting) look();
      return search(work, signal);
    },
    close: () => Promise.resolve(),
  };
  const ended = runMiningLoop(
    {
      makeWorker: () => worker,
      pool,
      handIn: createHandIn(outbox, () => undefined),
      provesWork: true,
      account,
      logger: log,
      onEvent,
      wait(ms, signal) {
        pausesMs.push(ms);
        return pause(ms, signal);
      },
    },
    stopping.signal,
  );
  closing.push(async () => {
    stopping.abort();
    await ended;
    pool.close();
    history.close();
  });
  return {
    events,
    log,
    searched,
    link,
    pausesMs,
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

const untilAborted: Worker['solve'] = (_, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(err({ kind: 'preempted' })));
  });

function collectedLog(): Loop['log'] {
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    sink: (batch) => void lines.push(...batch.map(({ text }) => text)),
  });
  return {
    ...log.logger,
    async lines() {
      await log.flush();
      return lines;
    },
  };
}

describe('a mining loop', () => {
  it('drops work whose place is already taken in the cut when it comes', async () => {
    const node = await startScriptedNode();
    closing.push(() => node.close());
    node.grow();
    node.grow();
    node.workBehind = 1;
    const { events, searched, until } = await loopOn(node);
    const asked = (): number => node.asked.filter((path) => path.endsWith('/work')).length;
    // No update stream reports it, and no block comes.
    await node.until(() => asked() === 4);
    node.workBehind = 0;
    await until(3);
    expect(searched).toEqual([3]);
    expect(events.filter(({ type }) => type === 'work-ended').length).toBeGreaterThanOrEqual(2);
  });

  it('takes new work at a new cut, at a refreshed block, and when the stream is lost', async () => {
    const node = await startScriptedNode();
    closing.push(() => node.close());
    node.grow();
    const { log, searched, until } = await loopOn(node);
    await until(2);
    await node.until(() => node.streams.size === 1);
    node.grow();
    node.tell('event:New Cut\n\n');
    await until(3);
    const before = searched.length;
    node.tell('event:Refreshed Block\n\n');
    await until(3, before + 1);
    node.grow();
    for (const stream of node.streams) stream.destroy();
    await until(4);
    // The texts of chainweb-mining-client, which other programs look for.
    const lines = await log.lines();
    const first = lines.indexOf('got update on chain ChainId 0');
    expect(lines[first - 1]).toBe('got new work for chain ChainId 0');
    expect(lines[first + 1]).toBe('Mining loop was preempted. Getting updated work ...');
  });

  it('says that a search has ended whose solution is kept back, as one of the same work is sent', async () => {
    const node = await startScriptedNode();
    closing.push(() => node.close());
    let solutions = 0;
    const { events, until } = await loopOn(node, {
      search(work, signal) {
        if (solutions === 2) return untilAborted(work, signal);
        solutions += 1;
        const bytes = withTimeAndNonce(
          work.bytes,
          work.header.creationTimeMicros,
          BigInt(solutions),
        );
        return Promise.resolve(ok({ work, bytes }));
      },
    });
    await until(1, 3);
    const ended = { type: 'work-ended', worker: 'CPU 0', chain: 0, reason: 'solved' };
    expect(events.filter(({ type }) => type === 'work-ended')).toEqual([ended, ended]);
    expect(events.filter(({ type }) => type === 'solution-found')).toHaveLength(1);
  });

  it('waits for a node without work in its requests, not between them', async () => {
    const node = await startScriptedNode();
    closing.push(() => node.close());
    node.grow();
    // Longer than any first pause: after it there is none.
    const { until, pausesMs } = await loopOn(node, { timeoutMs: 600 });
    await until(2);
    const before = node.asked.length;
    const asked = (): number =>
      node.asked.slice(before).filter((path) => path.endsWith('/work')).length;
    node.holdsWork = true;
    node.grow();
    node.tell('event:New Cut\n\n');
    await node.until(() => asked() === 4);
    expect(pausesMs).toHaveLength(3);
    for (const pauseMs of pausesMs) expect(pauseMs).toBeLessThanOrEqual(0);
    node.holdsWork = false;
    await until(3);
  });

  it('notices a node that is gone although its connections stay open, and mines again when it is back', async () => {
    const node = await startScriptedNode();
    closing.push(() => node.close());
    node.grow();
    const { events, searched, link, pass, next, until } = await loopOn(node, { timeoutMs: 200 });
    await until(2);
    await node.until(() => node.streams.size === 1);
    node.isCutOff = true;
    const failed = next('node-failed');
    pass(UNANSWERED_MS);
    link.cut.hint();
    expect(await failed).toMatchObject({ error: { kind: 'timeout' } });
    expect(events.filter(({ type }) => type === 'stream-closed')).toEqual([]);
    const before = searched.length;
    node.isCutOff = false;
    node.grow();
    await until(3, before + 1);
  });
});
