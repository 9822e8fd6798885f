/** What starts and ends with a miner: reading machines, and the samples of each second. */
import { expect, it, onTestFinished, vi } from 'vitest';
import { minerConfigSchema } from '../config/miner-config.ts';
import { unwrap } from '../result.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import { freePort } from '../tests/loopback-server.ts';
import { logger, miningTest, publicKey } from '../tests/mining-test.ts';
import { ScriptedMachine } from '../tests/scripted-machine.ts';
import { openMiner } from './open-miner.ts';

const { folder, history } = miningTest();

it('tells configured machines what happens at the Stratum server, and nothing else', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const stratumPort = await freePort();
  const told: MinerEvent[] = [];
  const events: MinerEvent[] = [];
  const onSecond = vi.fn();
  const config = minerConfigSchema.parse({
    ...{ publicKey, worker: 'stratum', stratumPort, stratumInterface: '127.0.0.1' },
    ...{ practice: true, practiceGraph: 'singleton' },
  });
  const miner = unwrap(
    await openMiner({
      ...{ config, minedWith: () => config },
      ...{ dataDirectory: folder(), history: history(), logger, holds: new Map() },
      ...{ startGpu: undefined, mayRun: undefined, onSecond },
      devices: { take: (event) => void told.push(event as MinerEvent) },
      onEvent: (event) => void events.push(event),
    }),
  );
  const machine = await ScriptedMachine.start(stratumPort, 'account.barn');
  // It is refused, which is news of the machine too.
  await machine.submit(await machine.job(), '0'.repeat(12));
  vi.advanceTimersByTime(3_000);
  expect(onSecond).toHaveBeenCalledTimes(3);
  await machine.leave();
  await miner.stop();
  const typesOf = (all: readonly MinerEvent[]): string[] => [
    ...new Set(all.map(({ type }) => type)),
  ];
  expect(typesOf(told).sort()).toEqual([
    ...['machine-changed', 'machine-left', 'machine-level-changed', 'machine-measured'],
    ...['stratum-closed', 'stratum-listening'],
  ]);
  expect(events).toEqual(expect.arrayContaining(told));
  // Neither samples nor the watch over open files continue.
  expect(vi.getTimerCount()).toBe(0);
});
