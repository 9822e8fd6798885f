/**
 * The tasks of the page by the processor time that they took, from Chromium's own trace: on a busy computer a short task
 * may take long, as it waits for the processor.
 */
import { readFile, rm } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';

/** What is read of an event of a trace. */
export interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** How long it took, µs. */
  readonly dur?: number;
  /** Processor time of the thread, µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * In the first each task of a page's main thread is an event. Without an ordinary one beside it Chromium notes those of all
 * categories, within the tasks that are measured: the longest one of a round then took 30 to 40 ms, and 20 to 28 ms with it.
 */
const CATEGORIES = ['disabled-by-default-devtools.timeline', 'devtools.timeline'];
const TASK = 'RunTask';
const MAIN_THREAD = 'CrRendererMain';

/** Begins to note tasks. */
export function startTaskTrace(app: ElectronApplication): Promise<void> {
  return app.evaluate(
    ({ contentTracing }, categories) =>
      contentTracing.startRecording({ included_categories: categories }),
    CATEGORIES,
  );
}

/** Ends it. Processor time of each task of the page since then, ms. */
export async function takeTasks(app: ElectronApplication): Promise<readonly number[]> {
  const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  const { traceEvents } = JSON.parse(await readFile(file, 'utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  await rm(file);
  return tasksIn(traceEvents);
}

/**
 * Processor time of each task of pages, ms. None takes more of it than time passes: where threads wait for the processor, the
 * clock of a thread was seen to go on, up to 28 ms within a task of 1 ms.
 */
export function tasksIn(events: readonly TraceEvent[]): readonly number[] {
  const placeOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const pages = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === MAIN_THREAD)
      .map(placeOf),
  );
  return events
    .filter((event) => event.name === TASK && pages.has(placeOf(event)))
    .map(({ tdur = 0, dur = tdur }) => Math.min(tdur, dur) / 1000);
}
