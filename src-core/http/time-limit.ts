/** The time limit for the current step of a request. */
import type { HttpFailure } from './http-failure.ts';

/** What is waited for. */
type Step = 'connecting' | 'answering';

export interface TimeLimit {
  /** Aborted when the time of a step is up. */
  readonly signal: AbortSignal;
  /** The failure, once the time is up. */
  readonly passed: HttpFailure | null;
  /** Begins a step; the one before has ended. */
  begin(step: Step, limitMs: number): void;
  /** The last step has ended. */
  end(): void;
}

/**
 * A limit that does not run yet. What has arrived counts, however late it is read: after a pause of the whole
 * program (a sleep, a busy computer) timers come before sockets, and an answer that was there in time, for a
 * solved block even, would be thrown away.
 */
export function createTimeLimit(): TimeLimit {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let last: NodeJS.Immediate | undefined;
  let passed: HttpFailure | null = null;
  function stop(): void {
    clearTimeout(timer);
    clearImmediate(last);
  }
  return {
    signal: ended.signal,
    get passed() {
      return passed;
    },
    begin(step, limitMs) {
      stop();
      timer = setTimeout(() => {
        // Sockets have their turn between a timer and this.
        last = setImmediate(() => {
          passed = lateFailure(step, limitMs);
          ended.abort();
        });
      }, limitMs);
    },
    end: stop,
  };
}

/** The failure of a step that took too long. */
export function lateFailure(step: Step, limitMs: number): HttpFailure {
  const within = `within ${limitMs / 1000} s`;
  return step === 'connecting'
    ? { kind: 'connect-timeout', detail: `no connection ${within}`, limitMs }
    : { kind: 'timeout', detail: `no complete answer ${within}`, limitMs };
}
