import { describe, expect, it, vi } from 'vitest';
import { collectedLog } from '../../tests/collected-log.ts';
import { errorText } from '../groups/group-error-text.ts';
import { mayPass } from '../start-error.ts';
import { createListeners } from './session-listeners.ts';
import { wakeText } from './wake-text.ts';

describe('the log', () => {
  it.each([
    [
      { cause: 'time', jumpMs: 7_200_000 },
      '2 h have passed at once (the computer slept, or its clock was set)',
    ],
    [{ cause: 'time', jumpMs: -60_000 }, 'the clock was set back by 1 min'],
    [{ cause: 'network', jumpMs: 0 }, 'the addresses of this computer have changed'],
    [{ cause: 'system', jumpMs: 0 }, 'the computer woke up'],
  ] as const)('says why it connects again: %j', (wake, text) => {
    expect(wakeText(wake)).toBe(`${text}: connecting again`);
  });

  it.each([
    [
      { kind: 'listen', interfaceName: '*', port: 1917, reason: 'in-use', detail: 'EADDRINUSE' },
      'cannot listen on * port 1917 (in-use): EADDRINUSE',
    ],
    [{ kind: 'stratum-difficulty', value: 'x' }, 'stratumDifficulty is "x"'],
    [{ kind: 'no-command' }, 'externalWorkerCommand is not set'],
    [{ kind: 'command-not-confirmed' }, 'the user has not agreed to run its command'],
    [{ kind: 'no-gpu', software: [] }, 'no graphics card was found'],
    [{ kind: 'no-gpu', software: ['A', 'B'] }, 'no graphics card was found, but for A, but for B'],
    [{ kind: 'unexpected', detail: 'a bug' }, 'a bug'],
  ])('says why a kind of worker does not mine: %j', (error, text) => {
    expect(errorText(error as never)).toBe(text);
  });
});

it.each([
  [{ kind: 'practice-data', reason: 'in-use' }, true],
  [{ kind: 'practice-data', reason: 'full' }, true],
  [{ kind: 'practice-data', reason: 'damaged' }, false],
  [{ kind: 'listen', reason: 'in-use' }, true],
  [{ kind: 'listen', reason: 'no-such-address' }, true],
  [{ kind: 'listen', reason: 'other' }, true],
  [{ kind: 'listen', reason: 'no-permission' }, false],
  [{ kind: 'public-key', reason: 'in-use' }, false],
])('a start that failed with %j may succeed later: %s', (error, may) => {
  expect(mayPass(error as never)).toBe(may);
});

describe('listeners of the session', () => {
  const event = { type: 'woke' } as never;

  it('are called until they are removed, also where one before them throws', async () => {
    const { logger, logged } = collectedLog();
    const { subscribe, announce } = createListeners(logger);
    const [broken, other] = [vi.fn(() => assertNever()), vi.fn()];
    const remove = subscribe(broken);
    subscribe(other);
    announce(event);
    remove();
    announce(event);
    expect([broken.mock.calls, other.mock.calls]).toEqual([[[event]], [[event], [event]]]);
    expect(await logged('error')).toEqual([
      expect.stringContaining('a listener of the miner failed on woke: Error: broken'),
    ]);
  });
});

function assertNever(): never {
  throw new Error('broken');
}
