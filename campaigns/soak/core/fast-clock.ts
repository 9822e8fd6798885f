/** Lets time pass faster in this process: its clocks and its timers alike, so that the program sees no step. */

const MOST_TIMER_MS = 2 ** 31 - 1;

/**
 * From now on a second of this process takes 1 / `factor` s. Timers are rounded to whole ms of the real time, 1 ms at
 * least. Threads, `node:timers/promises` and what Node times itself (such as idle connections) keep the real time.
 */
export function hurryTime(factor: number): void {
  const fineMs = performance.now.bind(performance);
  const startMs = fineMs();
  const startWallMs = Date.now();
  const passedMs = (): number => factor * (fineMs() - startMs);
  performance.now = () => startMs + passedMs();
  // By the fine clock: the system's has whole ms, of which each would be a step of `factor` ms.
  const wallMs = (): number => Math.floor(startWallMs + passedMs());
  globalThis.Date = new Proxy(Date, {
    construct: (date, given: readonly number[], target) =>
      Reflect.construct(date, given.length === 0 ? [wallMs()] : given, target) as Date,
    apply: (date) => new date(wallMs()).toString(),
    get: (date, name) => (name === 'now' ? wallMs : (Reflect.get(date, name) as unknown)),
  });
  globalThis.setTimeout = hurried(setTimeout, factor);
  globalThis.setInterval = hurried(setInterval, factor);
}

type SetTimer = typeof setTimeout | typeof setInterval;

/** `wait` of a timer as the program gives it becomes that of the real time. */
function hurried<Timer extends SetTimer>(set: Timer, factor: number): Timer {
  return new Proxy(set, {
    apply(real, self, [act, waitMs, ...rest]: [() => void, number | undefined, ...unknown[]]) {
      const realMs = Math.max(1, Math.round(Number(waitMs ?? 0) / factor));
      return Reflect.apply(real, self, [act, Math.min(realMs, MOST_TIMER_MS), ...rest]) as unknown;
    },
  });
}
