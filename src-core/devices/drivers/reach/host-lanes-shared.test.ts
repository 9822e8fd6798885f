/** Lanes of machines among several programs of this computer. */
import { expect, it } from 'vitest';
import { err, ok } from '../../../result.ts';
import { createHostLanes } from './host-lanes.ts';

const never = new AbortController().signal;

/** Lanes of a program that gets its turns so, and all that happens; waiting alone moves the clock. */
function sharedLanes(turns: readonly boolean[], onWait = (): void => undefined) {
  const left = [...turns];
  const log: string[] = [];
  let nowMs = 0;
  const lanes = createHostLanes({
    paceMs: 10_000,
    nowMs: () => nowMs,
    wait(ms) {
      log.push(`wait ${ms}`);
      nowMs += ms;
      onWait();
      return Promise.resolve();
    },
    shared: {
      take(host) {
        log.push(`take ${host}`);
        return left.shift() ?? true;
      },
      rest: (host, ms) => void log.push(`rest ${host} ${ms}`),
      leave: (host) => void log.push(`leave ${host}`),
      close: () => undefined,
    },
  });
  return { lanes, log, pass: (ms: number) => void (nowMs += ms) };
}

it('wait until another program has left the machine, and leave it after their round', async () => {
  const { lanes, log } = sharedLanes([false, false, true]);
  const done = await lanes.run('a', 'quick', never, () => {
    log.push('work');
    return Promise.resolve(ok(1));
  });
  expect(done).toEqual(ok(1));
  expect(log).toEqual(['take a', 'wait 100', 'take a', 'wait 100', 'take a', 'work', 'leave a']);
});

it('say how long the machine is to be left alone, counted from the start of the round', async () => {
  const { lanes, log, pass } = sharedLanes([]);
  await lanes.run('a', 'gentle', never, () => Promise.resolve(ok(1)));
  await lanes.run('b', 'quick', never, (goGently) => {
    pass(4_000);
    goGently();
    return Promise.resolve(ok(1));
  });
  expect(log).toEqual(['take a', 'rest a 10000', 'leave a', 'take b', 'rest b 6000', 'leave b']);
});

it('leave the machine where a round fails with a bug', async () => {
  const { lanes, log } = sharedLanes([]);
  const round = lanes.run('a', 'quick', never, () => Promise.reject(new Error('a bug')));
  await expect(round).rejects.toThrow('a bug');
  expect(log).toEqual(['take a', 'leave a']);
});

it('take no turn where they are cancelled, nor leave one that they have not', async () => {
  const cancelled = err({ kind: 'cancelled' });
  const work = () => Promise.resolve(ok(1));
  const early = sharedLanes([]);
  expect(await early.lanes.run('a', 'gentle', AbortSignal.abort(), work)).toEqual(cancelled);
  expect(early.log).toEqual([]);
  const abort = new AbortController();
  const waiting = sharedLanes([false], () => abort.abort());
  expect(await waiting.lanes.run('a', 'gentle', abort.signal, work)).toEqual(cancelled);
  expect(waiting.log).toEqual(['take a', 'wait 100']);
});
