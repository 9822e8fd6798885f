/**
 * One lane for each machine: what is asked of it goes one after the other, and fragile machines get time
 * to recover between two rounds. Goldshell's web server answers parallel requests with stray errors and
 * ends under a burst of them.
 */
import { err } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import type { DeviceError } from '../../device-error.ts';
import type { Pace } from './machine-line.ts';
import type { SharedTurns } from './shared-turns.ts';

export interface LaneOptions {
  /** From the start of a gentle round to the next round, ms. */
  readonly paceMs: number;
  /** Of a clock that only goes forward. */
  readonly nowMs: () => number;
  /** Resolves after this time, or when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Among the programs of this computer; null where this one is alone. */
  readonly shared: SharedTurns | null;
}

/** Between two looks whether another program has left a machine, ms. */
const LOOK_MS = 100;

interface Lane {
  /** Settles when those who came before are done. */
  last: Promise<void>;
  /** No round begins earlier. */
  notBeforeMs: number;
  /** Rounds that run or wait. */
  users: number;
}

interface HostLanes {
  /** @param work gets a function that makes its round a gentle one after all */
  run<T>(
    host: string,
    pace: Pace,
    signal: AbortSignal,
    work: (goGently: () => void) => Promise<Result<T, DeviceError>>,
  ): Promise<Result<T, DeviceError>>;
}

/** Creates lanes for any number of hosts; one that is not used takes no memory. */
export function createHostLanes({ paceMs, nowMs, wait, shared }: LaneOptions): HostLanes {
  const lanes = new Map<string, Lane>();

  /** Forgets lanes that nothing uses and on which nothing has to wait. */
  function sweep(): void {
    for (const [host, lane] of lanes) {
      if (lane.users === 0 && lane.notBeforeMs <= nowMs()) lanes.delete(host);
    }
  }

  /** False when the signal aborted. */
  async function takeShared(host: string, signal: AbortSignal): Promise<boolean> {
    while (!signal.aborted) {
      if (shared === null || shared.take(host)) return true;
      await wait(LOOK_MS, signal);
    }
    return false;
  }

  return {
    async run(host, pace, signal, work) {
      const lane = lanes.get(host) ?? { last: Promise.resolve(), notBeforeMs: -Infinity, users: 0 };
      lanes.set(host, lane);
      const before = lane.last;
      let leave = (): void => undefined;
      const left = new Promise<void>((resolve) => (leave = resolve));
      lane.last = before.then(() => left);
      lane.users += 1;
      let hasTurn = false;
      try {
        await settledOrAborted(before, signal);
        const restMs = lane.notBeforeMs - nowMs();
        if (!signal.aborted && restMs > 0) await wait(restMs, signal);
        if (!(await takeShared(host, signal))) return err({ kind: 'cancelled' });
        hasTurn = true;
        const startedAtMs = nowMs();
        const goGently = (): void => {
          lane.notBeforeMs = startedAtMs + paceMs;
          shared?.rest(host, lane.notBeforeMs - nowMs());
        };
        if (pace === 'gentle') goGently();
        return await work(goGently);
      } finally {
        if (hasTurn) shared?.leave(host);
        lane.users -= 1;
        leave();
        sweep();
      }
    },
  };
}

function settledOrAborted(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done, { once: true });
    void turn.then(done);
  });
}
