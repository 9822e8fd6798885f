/** Rests that the user overruled by starting during a pause, and what is looked at meanwhile. */
import { expect, it } from 'vitest';
import { HOUR, miner } from './resting-miner.ts';

it('a reason that has passed once counts again, though another one is left', async () => {
  const laptop = miner({ pauseOnBattery: true, pauseInUse: true, resumeAfterIdle: 1 });
  laptop.onBattery(true);
  await laptop.rests.start();
  await laptop.rests.start();
  expect(laptop.rests.isPaused()).toBe(false);
  laptop.now.idleMs = 0;
  laptop.onBattery(false);
  laptop.onBattery(true);
  laptop.now.idleMs = HOUR;
  await laptop.pass(1_000);
  expect(laptop.rests.isPaused()).toBe(true);
  expect(await laptop.logged('info')).toEqual([
    'mining pauses: on battery',
    'mining resumes: it was started during the pause',
    'mining pauses: the computer is in use, until it had no input for 1 min',
  ]);
});

it('nothing is said or read of a computer on which nothing is to mine', async () => {
  const computer = miner({ pauseOnBattery: true, pauseAboveCelsius: 80 });
  let reads = 0;
  Object.defineProperty(computer.now, 'celsius', { get: () => (reads += 1) && 50 });
  computer.now.isOnBattery = null;
  await computer.pass(10_000);
  expect(await computer.logged('warn')).toEqual([]);
  await computer.rests.start();
  await computer.pass(10_000);
  await computer.rests.stop();
  const readWhileMining = reads;
  await computer.pass(10_000);
  expect(reads).toBe(readWhileMining);
  expect(await computer.logged('warn')).toHaveLength(1);
});

it('the sensors are read at once, then every five seconds, and only where a limit is set', async () => {
  const computer = miner({ pauseAboveCelsius: 80 });
  let reads = 0;
  Object.defineProperty(computer.now, 'celsius', { get: () => (reads += 1) && 50 });
  const readIn = async (ms: number): Promise<number> => {
    const before = reads;
    await computer.pass(ms);
    return reads - before;
  };
  await computer.rests.start();
  expect([await readIn(1_000), await readIn(20_000)]).toEqual([1, 4]);
  await computer.rests.stop();
  expect(await readIn(6_000)).toBe(0);
  await computer.rests.start();
  expect(await readIn(1_000)).toBe(1);
  computer.now.config = { ...computer.now.config, pauseAboveCelsius: null };
  expect(await readIn(10_000)).toBe(0);
});
