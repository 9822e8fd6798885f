/** Metrics of a session: where they are served, and from when to when. */
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePort, listenOnLoopback } from '../../tests/loopback-server.ts';
import { metricsOf } from './read-metrics.ts';
import { NEVER, restClock } from './rest-clock.ts';
import { openSession } from './running-session.ts';

describe('metrics of a session', () => {
  it('are served from start to stop, while it rests too, and where they are set now', async () => {
    const ports = [await freePort(), await freePort()] as const;
    const { session, now, onBattery, until } = await openSession({
      ...{ metricsPort: ports[0], pauseOnBattery: true, worker: 'cpu', threadCount: 1 },
    });
    expect(await metricsOf(ports[0])).toBeNull();
    onBattery(true);
    await session.start();
    expect([session.isPaused(), session.isMining()]).toEqual([true, false]);
    expect(await metricsOf(ports[0])).not.toBeNull();
    now.config = { ...now.config, metricsPort: ports[1] };
    onBattery(false);
    await until('mining-started');
    await expect.poll(() => metricsOf(ports[1])).not.toBeNull();
    expect(await metricsOf(ports[0])).toBeNull();
    await session.stop();
    expect(await metricsOf(ports[1])).toBeNull();
  });

  it('keep a start from succeeding where they cannot be served', async () => {
    const taken = await listenOnLoopback(createServer());
    const { session, types } = await openSession({ metricsPort: taken.port });
    expect(await session.start()).toMatchObject({
      ok: false,
      error: { kind: 'listen', server: 'metrics', reason: 'in-use' },
    });
    expect([session.isMining(), types()]).toEqual([false, []]);
    await taken.close();
  });

  it('keep a start from succeeding where their port is none', async () => {
    const { session, now, logged } = await openSession();
    now.config = { ...now.config, metricsPort: 70_000 };
    expect(await session.start()).toMatchObject({
      ok: false,
      error: { kind: 'unexpected', setting: null, step: 'metrics' },
    });
    expect(session.isMining()).toBe(false);
    expect(await logged('error')).toEqual([expect.stringMatching(/^opening metrics failed: /)]);
  });

  it('end with a stop of a pause', async () => {
    const metricsPort = await freePort();
    const { session, onBattery, types } = await openSession({
      ...{ metricsPort, pauseOnBattery: true, worker: 'cpu', threadCount: 1 },
    });
    onBattery(true);
    await session.start();
    expect(await metricsOf(metricsPort)).not.toBeNull();
    await session.stop();
    expect([session.isPaused(), await metricsOf(metricsPort)]).toEqual([false, null]);
    expect(types()).not.toContain('mining-started');
  });

  it('count on after a pause', async () => {
    const { clock } = restClock();
    const metricsPort = await freePort();
    const { session, now, types, until } = await openSession({ metricsPort }, { clock });
    const mineIn = (mineSchedule: string | null): void => {
      now.config = { ...now.config, mineSchedule };
      session.configChanged();
    };
    await session.start();
    await until('work-received');
    const heard = (): number => types().filter((type) => type === 'node-answered').length;
    const counted = async (): Promise<number> => {
      const text = (await metricsOf(metricsPort)) ?? '';
      return Number(/^heddle_node_answer_seconds_count\S* (\d+)$/m.exec(text)?.[1]);
    };
    const before = heard();
    expect(before).toBeGreaterThan(0);
    expect(await counted()).toBeGreaterThanOrEqual(before);
    mineIn(NEVER);
    await until('mining-stopped');
    const from = types().length;
    mineIn(null);
    await until('work-received', from);
    const all = heard();
    expect(await counted()).toBeGreaterThanOrEqual(all);
    await session.stop();
    expect(await metricsOf(metricsPort)).toBeNull();
  });
});
