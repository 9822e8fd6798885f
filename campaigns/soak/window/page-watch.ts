/** What the page itself notices: tasks that kept it from answering, and how long clicks took until something was drawn. */
import type { Page } from '@playwright/test';

// Text rather than functions: campaigns are checked without the types of a browser.

/** A stretch of the page's time, ms. */
interface Stretch {
  readonly startMs: number;
  readonly durationMs: number;
}

/** Since it was asked last. */
interface Noticed {
  readonly longTasks: readonly Stretch[];
  readonly clicks: readonly Stretch[];
}

/** Begins to notice. What is under way while garbage is collected on request is not counted. */
export function watchPage(page: Page): Promise<void> {
  return page.evaluate(`(() => {
    const watch = (globalThis.soak = { longTasks: [], clicks: [], collected: [] });
    const stretch = ({ startTime, duration }) => ({ startMs: startTime, durationMs: duration });
    new PerformanceObserver((list) => {
      watch.longTasks.push(...list.getEntries().map(stretch));
    }).observe({ type: 'longtask' });
    // From the click to the frame that answers it, as Chromium itself measures it.
    new PerformanceObserver((list) => {
      watch.clicks.push(...list.getEntries().filter(({ name }) => name === 'click').map(stretch));
    }).observe({ type: 'event', durationThreshold: 16 });
  })()`);
}

/** Hands over what was noticed, and forgets it. */
export function takeNoticed(page: Page): Promise<Noticed> {
  return page.evaluate<Noticed>(`(() => {
    const { longTasks, clicks, collected } = globalThis.soak;
    const isOwn = ({ startMs, durationMs }) =>
      collected.some(([from, to]) => startMs <= to && startMs + durationMs >= from);
    const found = { longTasks: longTasks.filter((task) => !isOwn(task)), clicks: [...clicks] };
    longTasks.length = clicks.length = 0;
    return found;
  })()`);
}

/** Bytes of the page's heap after a collection of garbage. */
export function heapOfPage(page: Page): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const from = performance.now();
    gc();
    await new Promise((resolve) => setTimeout(resolve, 0));
    gc();
    globalThis.soak.collected.push([from, performance.now()]);
    return performance.memory.usedJSHeapSize;
  })()`);
}
