/** A session that rests: what it closes and keeps open, and how it goes on. */
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import type { MinerConfig } from '../../config/miner-config.ts';
import { freePort, listenOnLoopback } from '../../tests/loopback-server.ts';
import { metricsOf } from './read-metrics.ts';
import { NEVER, restClock } from './rest-clock.ts';
import { openSession } from './running-session.ts';

/** A session whose metrics are served, and whose hours to mine in are changed by `mineIn`. */
async function withHours(wishes: Partial<MinerConfig> = {}) {
  const { clock, looks } = restClock();
  const metricsPort = await freePort();
  const opened = await openSession({ metricsPort, ...wishes }, { clock });
  return {
    ...{ ...opened, looks, metricsPort },
    /** Null for always. */
    mineIn(mineSchedule: string | null) {
      opened.now.config = { ...opened.now.config, mineSchedule };
      opened.session.configChanged();
    },
  };
}

it('follows changed hours at once, and looks at the clock until it is closed', async () => {
  const { session, types, mineIn, until, looks, logged } = await withHours();
  await session.start();
  await until('work-received');
  mineIn(NEVER);
  expect(types()).toContain('paused');
  expect(session.isPaused()).toBe(true);
  await until('mining-stopped');
  const from = types().length;
  mineIn(null);
  expect(session.isPaused()).toBe(false);
  await until('work-received', from);
  expect(await logged('error')).toEqual([]);
  expect(looks.size).toBe(1);
  await session.close();
  expect(looks.size).toBe(0);
});

it('tries a start that failed after a pause again when the computer wakes up', async () => {
  const { session, mineIn, until, metricsPort, now, logged } = await withHours({
    mineSchedule: NEVER,
  });
  await session.start();
  const taken = await listenOnLoopback(createServer(), now.config.onDemandPort);
  mineIn(null);
  expect(await until('resume-failed')).toMatchObject({
    ...{ isTriedAgain: true, error: { kind: 'listen', setting: 'onDemandPort' } },
  });
  await taken.close();
  expect(await metricsOf(metricsPort)).not.toBeNull();
  session.woke();
  await until('mining-started');
  // The start on hours without mining had nothing to count yet.
  expect(await logged('error')).toEqual([]);
});

it('keeps its metrics where it is stopped and started during a pause', async () => {
  const { session, metricsPort, logged } = await withHours({ mineSchedule: NEVER });
  await session.start();
  const stopping = session.stop();
  const starting = session.start();
  expect(await stopping).toEqual([]);
  expect(await starting).toEqual({ ok: true, value: null });
  expect([session.isPaused(), session.isMining()]).toEqual([true, false]);
  expect(await metricsOf(metricsPort)).not.toBeNull();
  expect((await logged('info')).filter((line) => line.startsWith('served at'))).toHaveLength(1);
});

it('keeps its metrics where a second start succeeds', async () => {
  const { session, metricsPort, now } = await withHours({ publicKey: '' });
  const starts = [session.start(), session.start()];
  // Until the first has read its settings.
  while (!session.isMining()) await Promise.resolve();
  now.config = { ...now.config, publicKey: 'ab'.repeat(32) };
  expect((await Promise.all(starts)).map(({ ok }) => ok)).toEqual([false, true]);
  expect([session.isMining(), await metricsOf(metricsPort)]).toEqual([true, expect.any(String)]);
});

it('lets only the kinds rest that have a reason', async () => {
  const { session, onBattery, until } = await openSession({
    ...{ workers: ['cpu', 'on-demand'], cpuThreads: 1, pauseOnBattery: true },
  });
  onBattery(true);
  await session.start();
  await until('work-received');
  expect(session.snapshot()).toMatchObject({
    phase: 'mining',
    groups: [
      { kind: 'cpu', state: 'resting' },
      { kind: 'on-demand', state: 'mining' },
    ],
  });
  expect([session.isMining(), session.isPaused()]).toEqual([true, false]);
});

it('keeps a kind that the user paused before the start from mining', async () => {
  const { session, until } = await openSession({ workers: ['constant-delay', 'on-demand'] });
  await session.pauseWorker('constant-delay');
  await session.start();
  await until('work-received');
  expect(session.snapshot().groups).toMatchObject([{ state: 'paused' }, { state: 'mining' }]);
});
