import { expect, it } from 'vitest';
import { createLog } from '../../src-core/index.ts';
import type { SessionEvent } from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';
import { createLaunchStart } from './launch-start.ts';

const { logger } = createLog({ level: 'quiet', sink: () => undefined });

const place = { interfaceName: '10.0.0.5', port: 1917, detail: '', setting: 'stratumInterface' };
const failed = (reason: 'no-such-address' | 'bad-interface'): Failure =>
  ({ kind: 'start', error: { kind: 'listen', server: 'stratum', reason, ...place } }) as Failure;

/** A miner that fails like this, one time after the other, and then starts; and a clock that is moved by hand. */
function play(failures: readonly Failure[]) {
  const left = [...failures];
  const seen = { attemptsAtMs: [] as number[], reported: [] as string[], shown: [] as Failure[] };
  const listeners = new Set<(event: SessionEvent) => void>();
  let nowMs = 0;
  let due: { readonly atMs: number; readonly action: () => void } | null = null;
  let isMining = false;
  const launch = createLaunchStart({
    host: {
      isMining: () => isMining,
      isPaused: () => false,
      startByItself() {
        seen.attemptsAtMs.push(nowMs);
        const failure = left.shift();
        isMining = failure === undefined;
        return Promise.resolve(failure === undefined ? { ok: true } : { ok: false, failure });
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      reportNotStarted: (reason) => void seen.reported.push(reason),
    },
    logger,
    onFailure: (failure) => void seen.shown.push(failure),
    after(ms, action) {
      due = { atMs: nowMs + ms, action };
      return () => (due = null);
    },
  });
  return {
    seen,
    launch,
    /** The user starts and stops. */
    userMines() {
      for (const listener of [...listeners]) {
        listener({ type: 'mining-started', kinds: [], atMs: 0 });
      }
    },
    async computerWakes() {
      for (const listener of [...listeners]) listener({ type: 'woke', atMs: 0 });
      await new Promise(setImmediate);
    },
    /** Runs what is due, until nothing is. */
    async wait() {
      for (let next = due; next !== null; next = due) {
        nowMs = next.atMs;
        due = null;
        next.action();
        await new Promise(setImmediate);
      }
    },
  };
}

const missing = failed('no-such-address');

it('starts as soon as the address is there, without a word', async () => {
  const { seen, launch, wait } = play([missing, missing]);
  await launch.start();
  await wait();
  expect(seen).toEqual({ attemptsAtMs: [0, 10_000, 40_000], reported: [], shown: [] });
});

it('is tried at once when the computer wakes up', async () => {
  const { seen, launch, computerWakes, wait } = play([missing]);
  await launch.start();
  await computerWakes();
  await wait();
  expect(seen.attemptsAtMs).toEqual([0, 0]);
});

it('is reported once it was tried for a while', async () => {
  const { seen, launch, wait } = play(Array.from({ length: 8 }, () => missing));
  await launch.start();
  await wait();
  expect(seen.attemptsAtMs).toEqual([0, 10_000, 40_000, 100_000, 220_000, 520_000, 820_000]);
  expect(seen.reported).toEqual(['not-started']);
  expect(seen.shown).toEqual([missing]);
});

it('is reported at once where only the user can help', async () => {
  const wrong = failed('bad-interface');
  const { seen, launch, wait } = play([wrong]);
  await launch.start();
  await wait();
  expect(seen).toEqual({ attemptsAtMs: [0], reported: ['not-started'], shown: [wrong] });
});

it.each(['the user mined meanwhile', 'the program ends'])(
  'is not tried again when %s',
  async (why) => {
    const { seen, launch, wait, userMines } = play([missing]);
    await launch.start();
    if (why === 'the program ends') launch.end();
    else userMines();
    await wait();
    expect(seen).toEqual({ attemptsAtMs: [0], reported: [], shown: [] });
  },
);
