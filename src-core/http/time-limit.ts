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

/** A limit that does not run yet. */
export function createTimeLimit(): TimeLimit {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let passed: HttpFailure | null = null;
  return {
    signal: ended.signal,
    get passed() {
      return passed;
    },
    begin(step, limitMs) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        passed = lateFailure(step, limitMs);
        ended.abort();
      }, limitMs);
    },
    end: () => clearTimeout(timer),
  };
}

/** The failure of a step that took too long. */
export function lateFailure(step: Step, limitMs: number): HttpFailure {
  const within = `within ${limitMs / 1000} s`;
  return step === 'connecting'
    ? { kind: 'connect-timeout', detail: `no connection ${within}`, limitMs }
    : { kind: 'timeout', detail: `no complete answer ${within}`, limitMs };
}
