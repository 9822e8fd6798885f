/** Every door gets what is kept for it and a few inputs more; `npm run test:fuzz` sends a million. */
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keptInputs } from './corpus.ts';
import { DOOR_NAMES, loadDoor } from './doors.ts';
import { inTurns, mustHold } from './door.ts';
import { Fault, watchFaults } from './fault-watch.ts';
import { growthMb } from './memory-growth.ts';

/** Processor time that inputs may take in the test of what is found, ms. */
const BUSY_MS = 100;

/** Keeps the processor busy for longer than any input may, by its own clock. */
function beBusy(): void {
  const began = process.cpuUsage();
  while (process.cpuUsage(began).user < 1.5 * BUSY_MS * 1_000);
}

/** Part of a whole campaign that is sent here, and the most of it. */
const PART = 1_000;
const MOST = 100;
/** Some doors load the whole core first: a second, and twenty of a computer that is busy with other things. */
const TIMEOUT_MS = 120_000;

describe.each(DOOR_NAMES)('%s', (name) => {
  it('takes whatever comes', { timeout: TIMEOUT_MS }, async () => {
    const door = await loadDoor(name);
    const behind = await door.open();
    onTestFinished(async () => behind.close?.());
    for (const { inputs } of keptInputs(name)) {
      for (const some of inTurns(inputs, door.together)) await behind.send(some);
    }
    const count = Math.min(MOST, Math.ceil(door.inputs / PART));
    let sent = 0;
    const list = fc.array(door.input, {
      minLength: 1,
      maxLength: Math.min(count, door.together),
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(list, async (inputs) => {
        if (sent >= count) return;
        sent += inputs.length;
        await behind.send(inputs);
      }),
    );
    expect(sent).toBeGreaterThanOrEqual(count);
  });
});

describe('what a campaign finds', () => {
  const kinds =
    'is an exception that nothing caught, a rejection that nothing handled, or an end that never comes';
  it(kinds, { timeout: TIMEOUT_MS }, async () => {
    const escaped: NodeJS.UncaughtExceptionListener[] = process.listeners('uncaughtException');
    const rejected = process.listeners('unhandledRejection');
    // Those of the test runner would end the run.
    for (const each of escaped) process.off('uncaughtException', each);
    for (const each of rejected) process.off('unhandledRejection', each);
    const watch = watchFaults(BUSY_MS);
    onTestFinished(() => {
      watch.close();
      for (const each of escaped) process.on('uncaughtException', each);
      for (const each of rejected) process.on('unhandledRejection', each);
    });
    const faultOf = async (
      action: () => Promise<void> | void,
      limitMs = TIMEOUT_MS,
    ): Promise<unknown> => {
      const thrown: unknown = await watch.during(action, limitMs).catch((error: unknown) => error);
      return thrown instanceof Fault ? thrown.kind : thrown;
    };
    const broken = new Error('made to break');
    const throwLater = (): never => {
      throw broken;
    };
    expect(await faultOf(() => void setImmediate(throwLater))).toBe('crash');
    expect(await faultOf(() => void Promise.reject(broken))).toBe('rejection');
    expect(await faultOf(() => new Promise(() => undefined), 200)).toBe('hang');
    expect(await faultOf(beBusy)).toBe('hang');
    expect(await faultOf(() => new Promise(() => setImmediate(throwLater)))).toBe('crash');
    expect(await faultOf(() => mustHold(false, 'a statement', 7))).toMatchObject({
      message: 'does not hold: a statement 7',
    });
    expect(await faultOf(() => undefined)).toBeUndefined();
  });

  it('is memory that grows from the first to the last third, the first sample left out', () => {
    const samples = [90, 10, 11, 12, 13, 13, 13, 15, 99, 15].map((mb) => mb * 1e6);
    expect(growthMb(samples)).toBe(4);
    expect(growthMb(samples.slice(0, 3))).toBe(0);
  });
});
