import type { ElectronApplication } from '@playwright/test';

/** Steps the clock of the main process forward, as a computer does that was set late. */
export function stepClock(app: ElectronApplication, ms: number): Promise<void> {
  return app.evaluate((_electron, step) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + step;
  }, ms);
}
