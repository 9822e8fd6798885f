import { expect, it } from 'vitest';
import { collectedLog } from '../tests/collected-log.ts';
import { computerFrom } from './computer.ts';
import { guardedComputer } from './guarded-computer.ts';
import { readProcessorHeat } from './processor-heat.ts';

/** A supply whose state a test sets, or whose reading fails. */
function laptop() {
  const now = { isOnBattery: false as boolean | Error };
  const listeners: (() => void)[] = [];
  const supply = {
    isOnBattery() {
      if (now.isOnBattery instanceof Error) throw now.isOnBattery;
      return now.isOnBattery;
    },
    listen: (listener: () => void) => void listeners.push(listener),
  };
  return { now, supply, listeners };
}

it('is known as far as the program knows it', async () => {
  const { now, supply, listeners } = laptop();
  const known = computerFrom({ supply, idleMs: () => 5, celsius: () => Promise.resolve(41) });
  expect([known.idleMs(), known.isOnBattery(), await known.celsius()]).toEqual([5, false, 41]);
  const unknown = computerFrom({ supply });
  now.isOnBattery = true;
  expect([unknown.idleMs(), unknown.isOnBattery()]).toEqual([null, true]);
  const celsius = await unknown.celsius();
  expect(celsius === null).toBe((await readProcessorHeat()) === null);
  const listener = (): void => undefined;
  known.listen(listener);
  expect(listeners).toEqual([listener]);
});

it('has readings that fail for unknown, which is said once until they succeed again', async () => {
  const { logger, logged } = collectedLog();
  const { now, supply } = laptop();
  const heats = [new Error('first'), new Error('second'), 50, new Error('third')];
  const celsius = async () => {
    const next = await Promise.resolve(heats.shift() ?? null);
    if (next instanceof Error) throw next;
    return next;
  };
  const computer = guardedComputer(computerFrom({ supply, celsius }), logger);
  const seen: unknown[] = [];
  for (const state of [new Error('one'), new Error('two'), true, new Error('three')]) {
    now.isOnBattery = state;
    seen.push([computer.isOnBattery(), await computer.celsius()]);
  }
  expect(seen).toEqual([
    [null, null],
    [null, null],
    [true, 50],
    [null, null],
  ]);
  expect((await logged('error')).map((text) => text.split('\n')[0])).toEqual([
    expect.stringMatching(/^the power supply cannot be read: .*one$/),
    expect.stringMatching(/^the temperature of the processor cannot be read: .*first$/),
    expect.stringMatching(/^the power supply cannot be read: .*three$/),
    expect.stringMatching(/^the temperature of the processor cannot be read: .*third$/),
  ]);
});
