import type { ElectronApplication } from '@playwright/test';

/** Steps the clock of the main process forward, as a computer does that was set late. */
export function stepClock(app: ElectronApplication, ms: number): Promise<void> {
  return app.evaluate((_electron, step) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + step;
  }, ms);
}

/** Lets time pass faster in the main process from now on, by all its clocks: a step is no time that passes. */
export function hurryClock(app: ElectronApplication, factor: number): Promise<void> {
  return app.evaluate((_electron, times) => {
    for (const clock of [Date, performance]) {
      const now = clock.now.bind(clock);
      const startMs = now();
      clock.now = () => startMs + times * (now() - startMs);
    }
  }, factor);
}
