/** A computer that sleeps while it mines, in the whole core: a node over real sockets, and clocks moved by hand. */
import { expect, it, onTestFinished } from 'vitest';
import { minerConfigSchema } from '../config/miner-config.ts';
import { createMiningSession } from '../mining/mining-session.ts';
import type { SessionEvent } from '../mining/session/session-events.ts';
import { collectedLog } from './collected-log.ts';
import { miningTest, publicKey } from './mining-test.ts';
import { movedClocks } from './moved-clocks.ts';
import { startScriptedNode } from './scripted-node.ts';

const { folder, history } = miningTest();

it('connects again at once after a sleep and a change of the network, without a notice', async () => {
  const node = await startScriptedNode();
  onTestFinished(() => node.close());
  const config = minerConfigSchema.parse({
    ...{ publicKey, node: node.address, worker: 'constant-delay', constantDelayBlockTime: 3_600 },
    // Requests wait for an answer longer than this test lasts.
    defaultHTTPTimeout: 120_000_000,
  });
  const { now, wakeClock, look } = movedClocks();
  const { logger, logged } = collectedLog();
  const session = createMiningSession({
    config: () => config,
    dataDirectory: folder(),
    history: history(),
    supply: { isOnBattery: () => false, listen: () => undefined },
    wakeClock,
    version: '0',
    logger,
  });
  onTestFinished(async () => void (await session.close()));
  const events: SessionEvent[] = [];
  session.subscribe((event) => events.push(event));
  expect(await session.start()).toMatchObject({ ok: true });
  await node.until(() => node.streams.size === 1);

  const asked = (end: string): number => node.asked.filter((path) => path.endsWith(end)).length;
  const all = (): number[] => ['/work', '/cut', '/updates'].map(asked);
  /** Resolves once the node was asked for everything again. */
  const askedAgain = (before: readonly number[]): Promise<void> =>
    node.until(
      () => all().every((count, i) => count > (before[i] ?? 0)) && node.streams.size === 1,
    );

  let before = all();
  now.wallMs += 8 * 3_600_000;
  look();
  await askedAgain(before);

  before = all();
  now.addresses = ['10.0.0.7'];
  look();
  await askedAgain(before);

  before = all();
  now.steadyMs += 12_000;
  now.wallMs += 12_000;
  look();
  session.woke();
  await askedAgain(before);

  const types = events.map(({ type }) => type);
  expect(types).not.toContain('node-failed');
  expect(types).not.toContain('noticed');
  expect(types.filter((type) => type === 'woke')).toHaveLength(2);
  await session.close();
  const lines = (await logged()).filter((line) => line.includes('connecting again'));
  expect(lines).toEqual([
    expect.stringContaining('8 h have passed at once'),
    expect.stringContaining('the addresses of this computer have changed'),
    expect.stringContaining('the computer woke up'),
  ]);
});
