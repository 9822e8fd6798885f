import { expect, it } from 'vitest';
import { tasksIn } from './task-trace.ts';
import type { TraceEvent } from './task-trace.ts';

const PAGE = { pid: 7, tid: 1 };
const OTHER_THREAD = { pid: 7, tid: 2 };

const named = (place: typeof PAGE, name: string): TraceEvent => ({
  ...place,
  name: 'thread_name',
  args: { name },
});
const task = (place: typeof PAGE, dur: number, tdur: number): TraceEvent => ({
  ...place,
  name: 'RunTask',
  ...{ dur, tdur },
});

it('counts the processor time of tasks of a page, at most the time that passed', () => {
  const events = [
    // Chromium may write names after the events.
    task(PAGE, 80_000, 20_000),
    task(PAGE, 800, 27_800),
    task(OTHER_THREAD, 90_000, 90_000),
    { ...PAGE, name: 'FunctionCall', dur: 70_000, tdur: 70_000 },
    named(PAGE, 'CrRendererMain'),
    named(OTHER_THREAD, 'Compositor'),
  ];
  expect(tasksIn(events)).toEqual([20, 0.8]);
});
