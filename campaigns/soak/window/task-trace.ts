/**
 * The tasks of the page by the processor time that they took, from Chromium's own trace: on a busy computer a short task
 * may take long, as it waits for the processor.
 */
import { readFile, rm } from 'node:fs/promises';
import type { ElectronApplication } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time of the thread, µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Where each task of a page's main thread is an event. */
const CATEGORY = 'disabled-by-default-devtools.timeline';
const TASK = 'RunTask';
const MAIN_THREAD = 'CrRendererMain';

/** Begins to note tasks. */
export function startTaskTrace(app: ElectronApplication): Promise<void> {
  return app.evaluate(
    ({ contentTracing }, category) =>
      contentTracing.startRecording({ included_categories: [category] }),
    CATEGORY,
  );
}

/** Ends it. Processor time of each task of the page since then, ms. */
export async function takeTasks(app: ElectronApplication): Promise<readonly number[]> {
  const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  const { traceEvents } = JSON.parse(await readFile(file, 'utf8')) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  await rm(file);
  const placeOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const pages = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === MAIN_THREAD)
      .map(placeOf),
  );
  return traceEvents
    .filter((event) => event.name === TASK && pages.has(placeOf(event)))
    .map(({ tdur = 0 }) => tdur / 1000);
}
