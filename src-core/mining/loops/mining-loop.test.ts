import { describe, expect, it } from 'vitest';
import { withTimeAndNonce } from '../../chainweb/mining-work.ts';
import { UNANSWERED_MS } from '../../node/pool/cut-watcher.ts';
import { ok } from '../../result.ts';
import { scriptedNode } from '../tests/linked-node.ts';
import { loopOn, untilAborted } from '../tests/running-loop.ts';

describe('a mining loop', () => {
  it('drops work whose place is already taken in the cut when it comes', async () => {
    const node = await scriptedNode();
    node.grow();
    node.grow();
    node.workBehind = 1;
    const { events, searched, pausesMs, until } = await loopOn(node);
    const asked = (): number => node.asked.filter((path) => path.endsWith('/work')).length;
    // No update stream reports it, and no block comes.
    await node.until(() => asked() === 4);
    node.workBehind = 0;
    await until(3);
    expect(searched).toEqual([3]);
    // It asks again soon, but not without a pause.
    expect(pausesMs.length).toBeGreaterThanOrEqual(2);
    expect(new Set(pausesMs)).toEqual(new Set([100]));
    expect(events.filter(({ type }) => type === 'work-ended').length).toBeGreaterThanOrEqual(2);
  });

  it('takes new work at a new cut, at a refreshed block, and when the stream is lost', async () => {
    const node = await scriptedNode();
    node.grow();
    const { events, logged, searched, until } = await loopOn(node);
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
    const ended = events.filter(({ type }) => type === 'work-ended');
    expect(ended.length).toBeGreaterThanOrEqual(3);
    for (const each of ended) expect(each).toMatchObject({ chain: 0, reason: 'preempted' });
    const lines = await logged('info');
    const first = lines.indexOf('got update on chain ChainId 0');
    expect(lines[first - 1]).toBe('got new work for chain ChainId 0');
    expect(lines[first + 1]).toBe('Mining loop was preempted. Getting updated work ...');
  });

  it('says that a search has ended whose solution is kept back, as one of the same work is sent', async () => {
    const node = await scriptedNode();
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
    const node = await scriptedNode();
    node.grow();
    // Longer than the first pause, 250 ms here: after it there is none.
    const { until, pausesMs } = await loopOn(node, { timeoutMs: 300 });
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
    const node = await scriptedNode();
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
