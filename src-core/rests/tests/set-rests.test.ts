/** Rests of sets of workers: reasons that concern this computer let only its own kinds rest. */
import { beforeEach, expect, it } from 'vitest';
import { miner } from './resting-miner.ts';
import type { Miner } from './resting-miner.ts';

let farm: Miner;
beforeEach(() => {
  farm = miner({ workers: ['stratum', 'cpu', 'external'], pauseOnBattery: true });
});

it('lets the kinds of this computer rest, and nothing else', async () => {
  await farm.rests.start();
  farm.news();
  farm.onBattery(true);
  expect(farm.news()).toEqual(['battery', 'rest: cpu,external']);
  expect(farm.rests.isPaused()).toBe(false);
  farm.onBattery(false);
  expect(farm.news()).toEqual(['no reason', 'rest: ']);
  expect(farm.now.mines).toBe(true);
});

it('begins with the kinds that have no reason to rest', async () => {
  farm.onBattery(true);
  await farm.rests.start();
  expect(farm.news()).toEqual(['battery', 'rest: cpu,external', 'start']);
});

it('mines with all of them anyway when it is started again, until the reason has passed once', async () => {
  farm.onBattery(true);
  await farm.rests.start();
  farm.news();
  await farm.rests.start();
  expect(farm.news()).toEqual(['no reason', 'rest: ', 'start']);
  await farm.pass(5_000);
  expect(farm.news()).toEqual([]);
  farm.onBattery(false);
  farm.onBattery(true);
  expect(farm.news()).toEqual(['battery', 'rest: cpu,external']);
});

it('pauses all by the schedule, and resumes without those that still rest', async () => {
  farm = miner({
    workers: ['stratum', 'cpu'],
    pauseOnBattery: true,
    mineSchedule: 'tue 12:30-13:00',
  });
  farm.onBattery(true);
  await farm.rests.start();
  expect(farm.news()).toEqual(['schedule battery', 'paused: schedule']);
  expect(farm.rests.isPaused()).toBe(true);
  await farm.pass(30 * 60_000);
  expect(farm.news()).toEqual(['battery', 'resumed: schedule', 'rest: cpu', 'start']);
  expect(farm.rests.isPaused()).toBe(false);
});

it.each(['no key', 'no address'])(
  'rests in no part of it where it cannot resume: %s',
  async (refusal) => {
    farm = miner({
      workers: ['stratum', 'cpu'],
      pauseOnBattery: true,
      mineSchedule: 'tue 12:30-13:00',
    });
    farm.onBattery(true);
    await farm.rests.start();
    farm.now.refusal = refusal;
    farm.news();
    await farm.pass(30 * 60_000);
    const news = farm.news();
    expect(news.slice(0, 4)).toEqual(['battery', 'resumed: schedule', 'rest: cpu', 'start']);
    expect(news.at(-1)).toBe('no reason');
    if (refusal === 'no key') return;
    farm.now.refusal = null;
    await farm.pass(11_000);
    expect(farm.news()).toEqual(['start', 'battery']);
    expect(farm.now.resting).toEqual(['cpu']);
  },
);

it('starts when a kind joins the set that has no reason to rest', async () => {
  farm.now.config = { ...farm.now.config, workers: ['cpu'] };
  farm.onBattery(true);
  await farm.rests.start();
  expect(farm.news()).toEqual(['battery', 'paused: battery']);
  farm.now.config = { ...farm.now.config, workers: ['cpu', 'stratum'] };
  farm.rests.look();
  expect(farm.news()).toEqual(['resumed: battery', 'rest: cpu', 'start']);
});

it('rests no more when it is stopped', async () => {
  farm.onBattery(true);
  await farm.rests.start();
  farm.news();
  await farm.rests.stop();
  expect(farm.news()).toEqual(['no reason', 'stop']);
  farm.onBattery(false);
  await farm.pass(2_000);
  expect(farm.news()).toEqual([]);
  await farm.rests.start();
  expect(farm.news()).toEqual(['rest: ', 'start']);
});

it('says what rests and why, where that changes', async () => {
  await farm.rests.start();
  farm.onBattery(true);
  farm.rests.look();
  await farm.rests.start();
  farm.onBattery(false);
  farm.now.config = { ...farm.now.config, workers: ['stratum', 'cpu'] };
  farm.onBattery(true);
  farm.now.config = { ...farm.now.config, workers: ['cpu'] };
  farm.rests.look();
  farm.now.config = { ...farm.now.config, workers: ['cpu', 'stratum'] };
  farm.rests.look();
  await farm.rests.stop();
  expect(await farm.logged('info')).toEqual([
    'cpu and external rest: on battery',
    'cpu rests: on battery',
    'mining pauses: on battery',
    'mining resumes: there is no reason to rest any more for all workers',
  ]);
});
