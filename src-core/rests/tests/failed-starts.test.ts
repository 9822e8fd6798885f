/** Starts and resumes that fail, by the example of a laptop on battery. */
import { beforeEach, expect, it } from 'vitest';
import { err } from '../../result.ts';
import { HOUR, miner, pausedBy, resumedAfter } from './resting-miner.ts';
import type { Miner } from './resting-miner.ts';

let laptop: Miner;
beforeEach(async () => {
  laptop = miner({ pauseOnBattery: true });
  await laptop.rests.start();
  laptop.news();
});

it('is not paused where what is open in a pause cannot be opened', async () => {
  await laptop.rests.stop();
  laptop.onBattery(true);
  laptop.news();
  laptop.now.refusal = 'port in use';
  expect(await laptop.rests.start()).toEqual(err('port in use'));
  expect(laptop.rests.isPaused()).toBe(false);
  laptop.now.refusal = null;
  laptop.onBattery(false);
  expect(laptop.news()).toEqual(['battery', 'paused: battery', 'no reason']);
});

it('reports that mining cannot resume, and does not try it again', async () => {
  laptop.onBattery(true);
  laptop.now.refusal = 'no key';
  laptop.onBattery(false);
  await laptop.pass(HOUR);
  expect(laptop.news()).toEqual([
    ...[...pausedBy('battery'), ...resumedAfter('battery')],
    'no key, for good',
  ]);
});

it('tries no longer once the reason cannot pass any more', async () => {
  laptop.onBattery(true);
  laptop.now.refusal = 'no address';
  laptop.onBattery(false);
  await laptop.pass(1_000);
  laptop.news();
  laptop.now.refusal = 'no key';
  await laptop.pass(HOUR);
  expect(laptop.news()).toEqual(['start', 'no key, for good']);
});

it('tries to resume until it can, and reports it once', async () => {
  laptop.onBattery(true);
  laptop.now.refusal = 'no address';
  laptop.onBattery(false);
  await laptop.pass(1_000);
  expect(laptop.news().slice(-2)).toEqual(['start', 'no address']);
  const starts: number[] = [];
  for (let second = 2; second <= 1_130; second += 1) {
    await laptop.pass(1_000);
    for (const seen of laptop.news()) {
      expect(seen).toBe('start');
      starts.push(second);
    }
    if (second === 900) laptop.now.refusal = null;
  }
  expect(starts).toEqual([11, 41, 101, 221, 521, 821, 1_121]);
  expect(laptop.now.mines).toBe(true);
  // Mining that runs again pauses and resumes as before.
  laptop.onBattery(true);
  laptop.onBattery(false);
  expect(laptop.news()).toEqual([...pausedBy('battery'), ...resumedAfter('battery')]);
});

it('tries at once to resume when the computer wakes up, whatever its clock says', async () => {
  laptop.now.refusal = 'no address';
  laptop.onBattery(true);
  laptop.onBattery(false);
  await laptop.pass(1_000);
  laptop.news();
  laptop.now.setMs = -HOUR;
  laptop.now.refusal = null;
  laptop.rests.wake();
  expect(laptop.news()).toEqual(['start']);
});

it('does not try to resume what was stopped, or has a reason to rest again', async () => {
  laptop.now.refusal = 'no address';
  laptop.onBattery(true);
  laptop.onBattery(false);
  await laptop.pass(1_000);
  laptop.news();
  laptop.onBattery(true);
  await laptop.pass(60_000);
  expect(laptop.news()).toEqual(['battery', 'paused: battery']);
  laptop.onBattery(false);
  await laptop.pass(1_000);
  expect(laptop.news()).toEqual([...resumedAfter('battery'), 'no address']);
  await laptop.rests.stop();
  await laptop.pass(60_000);
  expect(laptop.news()).toEqual(['stop']);
});

it('says when it is tried again', async () => {
  laptop.onBattery(true);
  laptop.now.refusal = 'no address';
  laptop.onBattery(false);
  await laptop.pass(50_000);
  expect(await laptop.logged('warn')).toEqual([
    'mining is tried again in 10 s',
    'mining is tried again in 30 s',
    'mining is tried again in 60 s',
  ]);
});

it('does not try to resume what mines again', async () => {
  laptop.now.refusal = 'no address';
  laptop.onBattery(true);
  laptop.onBattery(false);
  await laptop.pass(1_000);
  laptop.now.mines = true;
  await laptop.pass(60_000);
  laptop.now.mines = false;
  laptop.news();
  await laptop.pass(60_000);
  expect(laptop.news()).toEqual([]);
});

it('starts nothing that was stopped when the computer wakes up', async () => {
  await laptop.rests.stop();
  laptop.news();
  laptop.rests.wake();
  expect(laptop.news()).toEqual([]);
});

it('does not pause what has ended by itself', () => {
  laptop.now.mines = false;
  laptop.onBattery(true);
  expect(laptop.news()).toEqual([]);
});
