/** Mining that rests, in the whole core: a laptop whose power supply is a folder of files, and a clock moved by hand. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { minerConfigSchema } from '../config/miner-config.ts';
import type { MinerConfig } from '../config/miner-config.ts';
import { createMiningSession } from '../mining/mining-session.ts';
import type { MiningSession } from '../mining/session/session-types.ts';
import { watchPowerSupply } from '../rests/power-supply.ts';
import type { PowerSupply } from '../rests/power-supply.ts';
import type { RestClock } from '../rests/rests.ts';
import { HandClock } from './hand-clock.ts';
import { freePort, listenOnLoopback } from './loopback-server.ts';
import { logger, miningTest, publicKey } from './mining-test.ts';

const { folder, history } = miningTest();

interface Resting {
  readonly session: MiningSession;
  /** Pauses, resumptions, starts and stops in their order. */
  readonly seen: readonly string[];
  /** Resolves when `count` of them were seen. */
  until(count: number): Promise<void>;
}

function resting(
  wishes: Partial<MinerConfig>,
  supply: Pick<PowerSupply, 'isOnBattery' | 'listen'>,
  clock?: RestClock,
): Resting {
  const config = minerConfigSchema.parse({
    ...{ publicKey, worker: 'cpu', threadCount: 1, practice: true, practiceGraph: 'singleton' },
    ...wishes,
  });
  const session = createMiningSession({
    config: () => config,
    dataDirectory: folder(),
    history: history(),
    supply,
    ...(clock !== undefined && { clock }),
    version: '0',
    logger,
  });
  const seen: string[] = [];
  let onSeen = (): void => undefined;
  session.subscribe(({ type }) => {
    if (!/^(paused|resumed|mining-started|mining-stopped)$/.test(type)) return;
    seen.push(type);
    onSeen();
  });
  return {
    session,
    seen,
    async until(count) {
      while (seen.length < count) await new Promise<void>((resolve) => (onSeen = resolve));
    },
  };
}

it('pauses from the start on battery, mines on mains power, and pauses again', async () => {
  const supplies = join(folder(), 'power_supply');
  const charger = (online: number): Promise<void> =>
    writeFile(join(supplies, 'AC', 'online'), `${online}\n`);
  await mkdir(join(supplies, 'AC'), { recursive: true });
  await mkdir(join(supplies, 'BAT0'));
  await writeFile(join(supplies, 'AC', 'type'), 'Mains\n');
  await writeFile(join(supplies, 'BAT0', 'type'), 'Battery\n');
  await charger(0);
  const supply = await watchPowerSupply(supplies, 5);
  onTestFinished(supply.close);
  const { session, seen, until } = resting({ pauseOnBattery: true }, supply);
  expect(await session.start()).toMatchObject({ ok: true });
  expect(session.isMining()).toBe(false);
  expect(session.snapshot()).toMatchObject({ phase: 'stopped', rests: [{ reason: 'battery' }] });
  await charger(1);
  await until(3);
  await charger(0);
  await until(5);
  await charger(1);
  await until(7);
  await session.close();
  expect(seen).toEqual([
    'paused',
    ...['resumed', 'mining-started', 'paused', 'mining-stopped'],
    ...['resumed', 'mining-started', 'mining-stopped'],
  ]);
}, 60_000);

it('follows its schedule, and mines anyway when started during a pause', async () => {
  const hand = new HandClock();
  const aTuesdayMs = new Date(2026, 11, 1, 21, 59, 58).getTime();
  const clock: RestClock = {
    nowMs: () => aTuesdayMs + hand.nowMs(),
    every(act, everyMs) {
      const again = (): void => {
        act();
        hand.after(everyMs, again);
      };
      return hand.after(everyMs, again);
    },
  };
  const supply = { isOnBattery: () => false, listen: () => undefined };
  const wishes = { mineSchedule: 'tue 22:00-22:01, tue 22:02-22:03' };
  const { session, seen, until } = resting(wishes, supply, clock);
  await session.start();
  const untilMs = new Date(2026, 11, 1, 22, 0).getTime();
  expect(session.snapshot().rests).toMatchObject([{ reason: 'schedule', untilMs }]);
  hand.pass(2_000);
  await until(3);
  expect(session.snapshot().rests).toEqual([]);
  hand.pass(60_000);
  await until(5);
  expect(session.isPaused()).toBe(true);
  await session.start();
  await until(7);
  hand.pass(110_000);
  expect(session.isMining()).toBe(true);
  hand.pass(10_000);
  await until(9);
  await session.close();
  expect(seen).toEqual([
    'paused',
    ...['resumed', 'mining-started', 'paused', 'mining-stopped'],
    ...['resumed', 'mining-started', 'paused', 'mining-stopped'],
  ]);
}, 60_000);

/** Prometheus would have a gap, and a container would be restarted. */
it('serves metrics and health while mining rests, until the user stops', async () => {
  let isOnBattery = true;
  let changed = (): void => undefined;
  const supply = {
    isOnBattery: () => isOnBattery,
    listen: (listener: () => void) => (changed = listener),
  };
  const metricsPort = await freePort();
  const { session, until } = resting({ pauseOnBattery: true, metricsPort }, supply);
  const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${metricsPort}${path}`);
  const health = async (): Promise<unknown> => {
    const answer = await ask('/healthz');
    return [answer.status, await answer.text()];
  };
  const answers = async (): Promise<number> =>
    Number(
      /^heddle_node_answer_seconds_count.* (\d+)$/m.exec(await (await ask('/metrics')).text())?.[1],
    );

  const other = await listenOnLoopback(createServer(), metricsPort);
  const refused = await session.start();
  expect(refused).toMatchObject({ ok: false, error: { kind: 'listen', server: 'metrics' } });
  expect(session.isPaused()).toBe(false);
  await other.close();

  await session.start();
  expect(await health()).toEqual([200, 'Mining is paused: on battery.\n']);
  isOnBattery = false;
  changed();
  await expect.poll(answers).toBeGreaterThan(0);
  const before = await answers();
  isOnBattery = true;
  changed();
  await until(6);
  expect(await health()).toEqual([200, 'Mining is paused: on battery.\n']);
  expect(await answers()).toBeGreaterThanOrEqual(before);
  expect(await (await ask('/metrics')).text()).toContain('heddle_phase{phase="stopped"} 1');

  await session.stop();
  await expect(ask('/healthz')).rejects.toThrow();
  await session.close();
}, 60_000);

it('serves metrics no longer once mining cannot resume', async () => {
  let isOnBattery = true;
  let changed = (): void => undefined;
  const supply = {
    isOnBattery: () => isOnBattery,
    listen: (listener: () => void) => (changed = listener),
  };
  const metricsPort = await freePort();
  const wishes = { pauseOnBattery: true, metricsPort, publicKey: 'no key' };
  const { session } = resting(wishes, supply);
  const health = (): Promise<Response> => fetch(`http://127.0.0.1:${metricsPort}/healthz`);
  await session.start();
  expect((await health()).status).toBe(200);
  const failed = new Promise<void>((resolve) => {
    session.subscribe(({ type }) => type === 'resume-failed' && resolve());
  });
  isOnBattery = false;
  changed();
  await failed;
  await expect.poll(() => health().catch(() => 'closed')).toBe('closed');
  await session.close();
}, 60_000);
