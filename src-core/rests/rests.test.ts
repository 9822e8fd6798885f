import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { ok } from '../result.ts';
import { collectedLog } from '../tests/collected-log.ts';
import { createRests } from './rests.ts';
import { HOUR, MINUTE, miner, pausedBy, resumedAfter } from './tests/resting-miner.ts';
import type { Miner } from './tests/resting-miner.ts';

describe('on battery', () => {
  let laptop: Miner;
  beforeEach(async () => {
    laptop = miner({ pauseOnBattery: true });
    await laptop.rests.start();
    laptop.news();
  });

  it('pauses, and resumes on mains power', async () => {
    laptop.onBattery(true);
    expect(laptop.rests.isPaused()).toBe(true);
    laptop.onBattery(false);
    expect(laptop.news()).toEqual([...pausedBy('battery'), ...resumedAfter('battery')]);
    expect(await laptop.logged('info')).toEqual([
      'mining pauses: on battery',
      'mining resumes: there is no reason to rest any more',
    ]);
  });

  it('starts nothing that was stopped, and pauses only where that is set', async () => {
    await laptop.rests.stop();
    laptop.news();
    laptop.onBattery(true);
    laptop.onBattery(false);
    expect(laptop.news()).toEqual([]);
    laptop.now.config = { ...laptop.now.config, pauseOnBattery: false };
    await laptop.rests.start();
    laptop.onBattery(true);
    expect(laptop.news()).toEqual(['start']);
  });

  it('pauses at once when started on battery, and mines when started again', async () => {
    await laptop.rests.stop();
    laptop.onBattery(true);
    laptop.news();
    expect(await laptop.rests.start()).toEqual(ok(null));
    await laptop.rests.start();
    await laptop.pass(10_000);
    expect(laptop.news()).toEqual(['battery', 'paused: battery', ...resumedAfter('battery')]);
    // The next time on battery pauses again.
    laptop.onBattery(false);
    laptop.onBattery(true);
    expect(laptop.news()).toEqual(pausedBy('battery'));
  });

  it('stays stopped when it was stopped during a pause', async () => {
    laptop.onBattery(true);
    await laptop.rests.stop();
    laptop.onBattery(false);
    expect(laptop.news()).toEqual([...pausedBy('battery'), 'no reason', 'stop']);
  });

  it('stays stopped when the reason comes while it stops', async () => {
    const stopped = laptop.rests.stop();
    laptop.now.mines = true;
    laptop.onBattery(true);
    await stopped;
    laptop.onBattery(false);
    expect(laptop.news()).toEqual(['stop']);
  });

  it('follows the setting', () => {
    laptop.onBattery(true);
    laptop.now.config = { ...laptop.now.config, pauseOnBattery: false };
    laptop.rests.look();
    expect(laptop.news()).toEqual([...pausedBy('battery'), ...resumedAfter('battery')]);
  });

  it('does not touch machines', async () => {
    laptop.now.config = { ...laptop.now.config, worker: 'stratum' };
    laptop.onBattery(true);
    await laptop.pass(5_000);
    expect(laptop.news()).toEqual([]);
  });
});

describe('by the schedule', () => {
  it('mines within its hours, whatever mines', async () => {
    const farm = miner({ worker: 'stratum', mineSchedule: 'tue 12:30-13:00' });
    await farm.rests.start();
    expect(farm.news()).toEqual(['schedule', 'paused: schedule']);
    await farm.pass(HOUR / 2 - 2_000);
    expect(farm.news()).toEqual([]);
    await farm.pass(2_000);
    expect(farm.news()).toEqual(resumedAfter('schedule'));
    await farm.pass(HOUR / 2);
    expect(farm.news()).toEqual(pausedBy('schedule'));
    expect(await farm.logged('info')).toEqual([
      'mining pauses: outside the schedule until Tue 12:30',
      'mining resumes: there is no reason to rest any more',
      'mining pauses: outside the schedule until Tue 12:30',
    ]);
  });

  it('follows a clock that is set, and a computer that slept', async () => {
    const { rests, now, news, pass } = miner({ mineSchedule: 'mon-sun 08:00-18:00' });
    await rests.start();
    news();
    now.setMs = 7 * HOUR;
    await pass(1_000);
    expect(news()).toEqual(pausedBy('schedule'));
    now.setMs = 0;
    await pass(1_000);
    expect(news()).toEqual(resumedAfter('schedule'));
  });

  it('mines anyway until its hours have come and gone once', async () => {
    const { rests, news, pass } = miner({ mineSchedule: 'mon-sun 12:20-12:30' });
    await rests.start();
    await rests.start();
    news();
    await pass(HOUR / 2 - 2_000);
    expect(news()).toEqual([]);
    await pass(3_000);
    expect(news()).toEqual(pausedBy('schedule'));
  });

  it('rests on when another reason comes, and resumes when both have passed', async () => {
    const { rests, news, pass, onBattery } = miner({
      pauseOnBattery: true,
      mineSchedule: 'mon-sun 13:00-14:00',
    });
    await rests.start();
    news();
    onBattery(true);
    await pass(HOUR);
    onBattery(false);
    expect(news()).toEqual(['schedule battery', 'battery', ...resumedAfter('battery')]);
  });
});

it('pauses while the computer is in use, until it had no input for the set time', async () => {
  const { rests, now, news, pass } = miner({ pauseInUse: true, resumeAfterIdle: 2 });
  await rests.start();
  await pass(5_000);
  expect(news()).toEqual(['start']);
  now.idleMs = 400;
  await pass(1_000);
  expect(news()).toEqual(pausedBy('in-use'));
  now.idleMs = 2 * MINUTE - 1;
  await pass(1_000);
  expect(news()).toEqual([]);
  now.idleMs = 2 * MINUTE;
  await pass(1_000);
  expect(news()).toEqual(resumedAfter('in-use'));
});

describe('when the processor is hot', () => {
  it('pauses above the limit, and resumes when it is clearly cooler', async () => {
    const { rests, now, news, pass } = miner({ pauseAboveCelsius: 80 });
    await rests.start();
    now.celsius = 80;
    await pass(10_000);
    expect(news()).toEqual(['start']);
    now.celsius = 80.5;
    await pass(5_000);
    expect(news()).toEqual(pausedBy('temperature'));
    now.celsius = 71;
    await pass(2 * MINUTE);
    expect(news()).toEqual([]);
    now.celsius = 70;
    await pass(5_000);
    expect(news()).toEqual(resumedAfter('temperature'));
  });

  it('rests for a minute at least', async () => {
    const { rests, now, news, pass } = miner({ pauseAboveCelsius: 80, worker: 'gpu' });
    now.celsius = 90;
    await rests.start();
    await pass(5_000);
    now.celsius = 40;
    await pass(50_000);
    expect(news()).toEqual(['start', ...pausedBy('temperature')]);
    await pass(15_000);
    expect(news()).toEqual(resumedAfter('temperature'));
  });
});

it('warns once of what is unknown on this computer, and mines', async () => {
  const { rests, now, news, pass, logged } = miner({
    ...{ pauseOnBattery: true, pauseInUse: true, pauseAboveCelsius: 80 },
  });
  Object.assign(now, { isOnBattery: null, idleMs: null, celsius: null });
  await rests.start();
  await pass(10_000);
  expect(news()).toEqual(['start']);
  expect(await logged('warn')).toEqual([
    expect.stringContaining('power supply of this computer is unknown'),
    expect.stringContaining('in use is unknown here'),
    expect.stringContaining('temperature of the processor is unknown'),
  ]);
});

it('keeps the program running until it is closed', () => {
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const rests = createRests({
    config: () => DEFAULT_CONFIG,
    kinds: () => ['stratum'],
    rest: () => Promise.resolve(),
    computer: {
      isOnBattery: () => false,
      idleMs: () => null,
      celsius: () => Promise.resolve(null),
      listen: () => undefined,
    },
    isMining: () => false,
    start: () => Promise.resolve(ok(null)),
    startPaused: () => Promise.resolve(ok(null)),
    stop: () => Promise.resolve(),
    onEvent: () => undefined,
    mayPass: () => true,
    onResumeFailed: () => undefined,
    logger: collectedLog().logger,
  });
  expect(timers()).toBe(before + 1);
  rests.close();
  expect(timers()).toBe(before);
});

describe('readings that fail', () => {
  const ALL = { pauseInUse: true, pauseAboveCelsius: 80, pauseOnBattery: true };
  function breakReadings(
    { now }: Miner,
    ...readings: ('idleMs' | 'celsius' | 'isOnBattery')[]
  ): void {
    for (const reading of readings) {
      Object.defineProperty(now, reading, {
        get() {
          throw new Error(`no ${reading}`);
        },
      });
    }
  }

  it('are logged once, and other reasons count', async () => {
    const computer = miner(ALL);
    await computer.rests.start();
    breakReadings(computer, 'idleMs', 'celsius');
    await computer.pass(20_000);
    expect(await computer.logged('error')).toEqual([
      expect.stringMatching(/^the time since the last input cannot be read: .*no idleMs/),
      expect.stringMatching(/^the temperature of the processor cannot be read: .*no celsius/),
    ]);
    computer.news();
    computer.onBattery(true);
    expect(computer.news()).toEqual(pausedBy('battery'));
  });

  it('do not keep mining from starting, or from what else follows the settings', async () => {
    const computer = miner(ALL);
    breakReadings(computer, 'idleMs', 'isOnBattery');
    expect(await computer.rests.start()).toEqual(ok(null));
    expect(computer.news()).toEqual(['start']);
    computer.rests.look();
    computer.rests.wake();
  });

  it('end a rest for the heat that they reported', async () => {
    const computer = miner({ pauseAboveCelsius: 80 });
    computer.now.celsius = 90;
    await computer.rests.start();
    await computer.pass(70_000);
    expect(computer.rests.isPaused()).toBe(true);
    breakReadings(computer, 'celsius');
    await computer.pass(10_000);
    expect(computer.rests.isPaused()).toBe(false);
  });
});
