/** A session in which something breaks: what ends, what stays open, and what is said of it. */
import { expect, it, onTestFinished, vi } from 'vitest';
import type { History } from '../../history/history.ts';
import { freePort } from '../../tests/loopback-server.ts';
import { metricsOf } from './read-metrics.ts';
import { NEVER, restClock } from './rest-clock.ts';
import { openSession } from './running-session.ts';

/** A session that mines until a bug breaks its only mining loop, which happens when that is called. */
async function withBug() {
  let isBroken = false;
  const historyFor = (history: History): History => ({
    ...history,
    record(event) {
      if (isBroken && event.type === 'work-received') throw new Error('a bug');
      history.record(event);
    },
  });
  const metricsPort = await freePort();
  const opened = await openSession({ metricsPort }, { historyFor, clock: restClock().clock });
  await opened.session.start();
  await opened.until('work-received');
  await opened.node.until(() => opened.node.streams.size === 1);
  return {
    ...opened,
    metricsPort,
    breakLoops() {
      isBroken = true;
      opened.node.grow();
      opened.node.tell('event:New Cut\n\n');
    },
    mend: () => void (isBroken = false),
  };
}

it('ends by itself where its only loops break down, says so, and can be started again', async () => {
  const { session, metricsPort, breakLoops, mend, types, until, marks, logged } = await withBug();
  breakLoops();
  await until('broke-down');
  expect([session.isMining(), session.minedWith(), await metricsOf(metricsPort)]).toEqual([
    ...[false, null, null],
  ]);
  const announced = types().filter((type) => type.startsWith('mining-') || type === 'broke-down');
  expect(announced).toEqual(['mining-started', 'mining-stopping', 'mining-stopped', 'broke-down']);
  expect(await until('noticed')).toMatchObject({
    notice: { kind: 'mining-stopped', reason: 'broke-down' },
  });
  expect(marks()).toEqual(['started', 'stopped', 'broke-down']);
  expect(await logged('info')).toContain('mining has stopped');
  expect((await logged('error'))[0]).toMatch(/^closing loops failed: Error: a bug\n/);
  mend();
  expect(await session.start()).toEqual({ ok: true, value: null });
  expect(session.isMining()).toBe(true);
});

it('mines again after a pause that begins as it breaks down', async () => {
  const { session, now, metricsPort, breakLoops, mend, types, until } = await withBug();
  const mineIn = (mineSchedule: string | null): void => {
    now.config = { ...now.config, mineSchedule };
    session.configChanged();
  };
  const unlisten = session.subscribe(({ type }) => {
    if (type === 'mining-stopping') mineIn(NEVER);
  });
  breakLoops();
  await until('mining-stopped');
  unlisten();
  expect(session.isPaused()).toBe(true);
  expect(await metricsOf(metricsPort)).not.toBeNull();
  mend();
  const from = types().length;
  mineIn(null);
  await until('work-received', from);
  expect(types()).not.toContain('broke-down');
});

it('goes on where a second of its history cannot be kept', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const historyFor = (history: History): History => ({
    ...history,
    addSample() {
      throw new Error('a bug');
    },
  });
  const { session, until, types, logged } = await openSession({}, { historyFor });
  await session.start();
  await until('work-received');
  vi.advanceTimersByTime(1_000);
  expect(types()).not.toContain('sampled');
  expect(await logged('error')).toEqual([
    expect.stringMatching(/^a listener of the miner failed on sampled: Error: a bug\n/),
  ]);
  expect(session.isMining()).toBe(true);
});
