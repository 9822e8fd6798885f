import { beforeEach, expect, it } from 'vitest';
import { createBatteryRest } from './battery-pause.ts';
import { err, ok } from '../result.ts';
import { createLog } from '../logging/logger.ts';

const logged: string[] = [];
const log = createLog({
  level: 'info',
  sink: (batch) => void logged.push(...batch.map(({ text }) => text)),
});
beforeEach(() => void logged.splice(0));

interface Begin {
  readonly onBattery?: boolean | null;
  readonly wants?: boolean;
  readonly mines?: boolean;
}

function mining({ onBattery = false, wants = true, mines = true }: Begin = {}) {
  const seen: string[] = [];
  const now = { onBattery, wants, mines, refusal: null as string | null };
  let tell = (): void => undefined;
  const rest = createBatteryRest({
    supply: { isOnBattery: () => now.onBattery, listen: (listener) => (tell = listener) },
    wantsRest: () => now.wants,
    isMining: () => now.mines,
    start() {
      seen.push('start');
      const { refusal } = now;
      now.mines = refusal === null;
      return Promise.resolve(refusal === null ? ok(null) : err(refusal));
    },
    stop() {
      seen.push('stop');
      now.mines = false;
      return Promise.resolve(ok(null));
    },
    onChange: (isPaused) => seen.push(isPaused ? 'paused' : 'not paused'),
    onRefused: (message) => seen.push(message),
    logger: log.logger,
  });
  const battery = (onBattery: boolean): void => {
    now.onBattery = onBattery;
    tell();
  };
  return { rest, now, seen, battery };
}

it('rests on battery and goes on with mains power', () => {
  const { rest, seen, battery } = mining();
  battery(true);
  expect(rest.isPaused()).toBe(true);
  battery(false);
  expect(seen).toEqual(['paused', 'stop', 'not paused', 'start']);
});

it('does not start what was not mining, and nothing rests where that is not wanted', () => {
  for (const { seen, battery } of [mining({ mines: false }), mining({ wants: false })]) {
    battery(true);
    battery(false);
    expect(seen).toEqual([]);
  }
});

it('rests at once when started on battery, and mines all the same when started again', async () => {
  const { rest, seen, battery } = mining({ onBattery: true, mines: false });
  expect(await rest.start()).toEqual(ok(null));
  await rest.start();
  rest.look();
  expect(seen).toEqual(['paused', 'not paused', 'start']);
  // The next time on battery is another one.
  battery(false);
  battery(true);
  expect(seen.slice(3)).toEqual(['paused', 'stop']);
});

it('stays stopped when it was stopped while it rested', async () => {
  const { rest, seen, battery } = mining();
  battery(true);
  await rest.stop();
  battery(false);
  expect(seen).toEqual(['paused', 'stop', 'not paused', 'stop']);
});

it('follows the setting while on battery', () => {
  const { rest, now, seen } = mining({ onBattery: true, wants: false });
  now.wants = true;
  rest.look();
  now.wants = false;
  rest.look();
  expect(seen).toEqual(['paused', 'stop', 'not paused', 'start']);
});

it('tells when mining cannot go on', async () => {
  const { now, seen, battery } = mining();
  battery(true);
  now.refusal = 'no key';
  battery(false);
  await Promise.resolve();
  expect(seen).toEqual(['paused', 'stop', 'not paused', 'start', 'no key']);
});

it('says once where it cannot be known, and mines', async () => {
  const { rest, seen } = mining({ onBattery: null });
  rest.look();
  rest.look();
  await log.flush();
  expect(seen).toEqual([]);
  expect(logged.filter((text) => text.includes('cannot be known'))).toHaveLength(1);
});
