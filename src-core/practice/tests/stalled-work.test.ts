/** Requests for work while no chain has any. */
import { connect } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { KEY, MINER, readJob, solve } from './mini-client.ts';
import { getJob, heightOf, startNode } from './started-node.ts';

/** A node whose only chain waits for the time of its next block, an hour from now. */
async function stalledNode(options: Parameters<typeof startNode>[0] = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const clock = { ms: Date.now() };
  const node = await startNode({
    ...{ graph: 'singleton', firstDifficulty: 1, payloadExpiryMs: 7_200_000 },
    nowMicros: () => clock.ms * 1_000,
    ...options,
  });
  const early = Buffer.from((await getJob(node)).work);
  early.writeBigInt64LE(BigInt(clock.ms + 3_600_000) * 1_000n, 8);
  expect((await node.solved(early)).status).toBe(200);
  return { node, clock };
}

/** Resolves once so many timers wait; time stands still meanwhile. */
async function untilTimers(count: number): Promise<void> {
  while (vi.getTimerCount() !== count) await new Promise((resolve) => setImmediate(resolve));
}

it('are logged after ten seconds and then each minute, and answered once there is some', async () => {
  const { node, clock } = await stalledNode();
  const waiting = vi.getTimerCount();
  const asked = node.work();
  await untilTimers(waiting + 1);
  const stalls = async (): Promise<string[]> =>
    (await node.logged()).split('\n').filter((line) => line.startsWith('warn'));
  vi.advanceTimersByTime(9_999);
  expect(await stalls()).toEqual([]);
  vi.advanceTimersByTime(1);
  const first = `warn no chain has work for k:${KEY} for 10s`;
  expect(await stalls()).toEqual([first]);
  vi.advanceTimersByTime(119_999);
  const next = first.replace('10s', 'another minute');
  expect(await stalls()).toEqual([first, next]);
  vi.advanceTimersByTime(1);
  expect(await stalls()).toEqual([first, next, next]);
  clock.ms += 3_600_000;
  vi.advanceTimersByTime(3_600_000);
  const answer = await asked;
  expect(answer.status).toBe(200);
  const said = await stalls();
  vi.advanceTimersByTime(600_000);
  expect(await stalls()).toEqual(said);
  // Later changes of the work are not for a request that has its answer.
  const issued = async (): Promise<number> =>
    (await node.logged()).split('debug work for chain 0').length - 1;
  const before = await issued();
  clock.ms += 1_000;
  await node.solved(solve(readJob(answer.body)));
  vi.advanceTimersByTime(1);
  expect(await heightOf(node, 0)).toBe(2);
  expect(await issued()).toBe(before);
});

it('are forgotten when their client is gone', async () => {
  const { node } = await stalledNode();
  const waiting = vi.getTimerCount();
  const client = connect(node.node.port, '127.0.0.1');
  const body = JSON.stringify(MINER);
  client.write(
    'GET /chainweb/0.0/practice-singleton/mining/work HTTP/1.1\r\nHost: 127.0.0.1\r\n' +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await untilTimers(waiting + 1);
  client.destroy();
  await untilTimers(waiting);
  expect(await node.logged()).not.toMatch(/^error/m);
});

it('fail alone where work cannot be made for them', async () => {
  const broken = { is: false };
  const { node, clock } = await stalledNode({
    random() {
      if (broken.is) throw new Error('no chance');
      return 0;
    },
  });
  const waiting = vi.getTimerCount();
  const asked = node.work();
  await untilTimers(waiting + 1);
  broken.is = true;
  clock.ms += 3_600_000;
  // The block joins, and then there is work on it.
  vi.advanceTimersByTime(3_600_001);
  const answer = await asked;
  expect(`${answer.status} ${answer.text}`).toBe('500 Something went wrong');
  expect(await node.logged()).toMatch(/^error GET \S*\/mining\/work: Error: no chance$/m);
  broken.is = false;
  clock.ms += 1_000;
  expect((await node.solved(solve(await getJob(node)))).status).toBe(200);
  vi.advanceTimersByTime(1);
  expect(await heightOf(node, 0)).toBe(2);
  // One for the block that was early, and one now.
  expect((await node.logged()).split('debug work for chain').length - 1).toBe(2);
});

it('have new chains after a reset, and no block that was held before it', async () => {
  const { node, clock } = await stalledNode();
  await node.node.reset();
  expect((await getJob(node)).height).toBe(1n);
  clock.ms += 3_600_000;
  vi.advanceTimersByTime(3_600_001);
  expect(await heightOf(node, 0)).toBe(0);
  expect(await node.logged()).not.toContain('orphaned');
});

it.each(['close', 'kill'] as const)('leave no timer of a held block after %s', async (end) => {
  const { node } = await stalledNode();
  expect(vi.getTimerCount()).toBe(1);
  await node.node[end]();
  expect(vi.getTimerCount()).toBe(0);
});
