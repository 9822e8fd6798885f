/**
 * Passes updates of one chain on, but no more than a miner can use: a few at once, as nodes report
 * one block up to three times, and then a few per second. Faster ones are merged, and the last is
 * always passed on.
 */
import type { UpdateKind } from './update-events.ts';

/** Updates passed on at once. */
const AT_ONCE = 8;
/** After those, one in this time, ms. */
const EVERY_MS = 250;

interface UpdatePace {
  take(update: UpdateKind): void;
  /** Forgets what waits. */
  stop(): void;
}

/** Nothing has come yet. `nowMs` is a clock that never jumps. */
export function createUpdatePace(
  pass: (update: UpdateKind) => void,
  nowMs: () => number = () => performance.now(),
): UpdatePace {
  let left = AT_ONCE;
  let countedAtMs = nowMs();
  let waiting: UpdateKind | null = null;
  let timer: NodeJS.Timeout | undefined;

  function passWaiting(): void {
    timer = undefined;
    const update = waiting;
    waiting = null;
    if (update !== null) take(update);
  }

  function take(update: UpdateKind): void {
    const now = nowMs();
    left = Math.min(AT_ONCE, left + (now - countedAtMs) / EVERY_MS);
    countedAtMs = now;
    if (timer === undefined && left >= 1) {
      left -= 1;
      pass(update);
      return;
    }
    // A new cut says more than a refreshed block.
    waiting = waiting === 'new-cut' ? waiting : update;
    timer ??= setTimeout(passWaiting, EVERY_MS);
  }

  return {
    take,
    stop() {
      clearTimeout(timer);
      waiting = null;
    },
  };
}
