import { beforeEach, expect, it } from 'vitest';
import { createBatteryPause } from './battery-pause.ts';
import { err, ok } from '../result.ts';
import { createLog } from '../logging/logger.ts';

const logged: string[] = [];
const log = createLog({
  level: 'info',
  sink: (batch) => void logged.push(...batch.map(({ text }) => text)),
});
beforeEach(() => void logged.splice(0));

interface Beginning {
  readonly onBattery?: boolean | null;
  readonly wants?: boolean;
  readonly mines?: boolean;
}

function mining({ onBattery = false, wants = true, mines = true }: Beginning = {}) {
  const seen: string[] = [];
  const now = { onBattery, wants, mines, refusal: null as string | null };
  let announce = (): void => undefined;
  const pause = createBatteryPause({
    supply: { isOnBattery: () => now.onBattery, listen: (listener) => (announce = listener) },
    pausesOnBattery: () => now.wants,
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
    onResumeFailed: (failure) => seen.push(failure),
    logger: log.logger,
  });
  const battery = (onBattery: boolean): void => {
    now.onBattery = onBattery;
    announce();
  };
  return { pause, now, seen, battery };
}

it('pauses on battery and resumes on mains power', () => {
  const { pause, seen, battery } = mining();
  battery(true);
  expect(pause.isPaused()).toBe(true);
  battery(false);
  expect(seen).toEqual(['paused', 'stop', 'not paused', 'start']);
});

it('starts nothing that was not mining, and pauses only where that is set', () => {
  for (const { seen, battery } of [mining({ mines: false }), mining({ wants: false })]) {
    battery(true);
    battery(false);
    expect(seen).toEqual([]);
  }
});

it('pauses at once when started on battery, and mines when started again', async () => {
  const { pause, seen, battery } = mining({ onBattery: true, mines: false });
  expect(await pause.start()).toEqual(ok(null));
  await pause.start();
  pause.look();
  expect(seen).toEqual(['paused', 'not paused', 'start']);
  // The next time on battery pauses again.
  battery(false);
  battery(true);
  expect(seen.slice(3)).toEqual(['paused', 'stop']);
});

it('stays stopped when it was stopped during a pause', async () => {
  const { pause, seen, battery } = mining();
  battery(true);
  await pause.stop();
  battery(false);
  expect(seen).toEqual(['paused', 'stop', 'not paused', 'stop']);
});

it('follows the setting while on battery', () => {
  const { pause, now, seen } = mining({ onBattery: true, wants: false });
  now.wants = true;
  pause.look();
  now.wants = false;
  pause.look();
  expect(seen).toEqual(['paused', 'stop', 'not paused', 'start']);
});

it('reports that mining could not resume', async () => {
  const { now, seen, battery } = mining();
  battery(true);
  now.refusal = 'no key';
  battery(false);
  await Promise.resolve();
  expect(seen).toEqual(['paused', 'stop', 'not paused', 'start', 'no key']);
});

it('warns once where the power supply is unknown, and mines', async () => {
  const { pause, seen } = mining({ onBattery: null });
  pause.look();
  pause.look();
  await log.flush();
  expect(seen).toEqual([]);
  expect(logged.filter((text) => text.includes('is unknown'))).toHaveLength(1);
});
