/** What the page itself notices: tasks that kept it from answering, and how long clicks took until something was drawn. */
import type { Page } from '@playwright/test';

// Text rather than functions: campaigns are checked without the types of a browser.

/** Durations since it was asked last, ms. */
interface Noticed {
  readonly longTasks: readonly number[];
  readonly clicks: readonly number[];
}

/** Begins to notice. */
export function watchPage(page: Page): Promise<void> {
  return page.evaluate(`(() => {
    const watch = (globalThis.soak = { longTasks: [], clicks: [] });
    new PerformanceObserver((list) => {
      watch.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
    // From the click to the frame that answers it, as Chromium itself measures it.
    new PerformanceObserver((list) => {
      const clicks = list.getEntries().filter(({ name }) => name === 'click');
      watch.clicks.push(...clicks.map(({ duration }) => duration));
    }).observe({ type: 'event', durationThreshold: 16 });
  })()`);
}

/** Hands over what was noticed, and forgets it. */
export function takeNoticed(page: Page): Promise<Noticed> {
  return page.evaluate<Noticed>(`(() => {
    const { longTasks, clicks } = globalThis.soak;
    const found = { longTasks: [...longTasks], clicks: [...clicks] };
    longTasks.length = clicks.length = 0;
    return found;
  })()`);
}
