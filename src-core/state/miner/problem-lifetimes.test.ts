/** Problems of the whole program, each replaced by a newer one of its kind. */
import { expect, it } from 'vitest';
import type { Problem } from '../snapshot-types.ts';
import { failed, stateAfter } from '../tests/after-events.ts';
import { withProgramProblem } from './program-problems.ts';
import { afterTrouble, problemsNow } from './worker-problems.ts';

const OTHER = stateAfter(failed).problems;
/** The problems after events beside a node that fails. */
function after(...events: readonly object[]): readonly Problem[] {
  return events.reduce<readonly Problem[]>(
    (problems, event, at) =>
      withProgramProblem(problems, { atMs: (at + 1) * 1_000, ...event } as never),
    OTHER,
  );
}

const shares = { machines: 2, names: ['a'], refusal: { kind: 'stale' }, ageMs: 300 };
const fault = { kind: 'unwritable', cause: 'full', file: 'x', detail: '' };

it.each([
  [
    { type: 'stratum-stood-down', withoutNodeMs: 5 },
    { type: 'stratum-resumed' },
    { kind: 'stood-down', withoutNodeMs: 5, sinceMs: 2_000 },
  ],
  [
    { type: 'open-files-exhausted', limit: 64 },
    { type: 'open-files-recovered' },
    { kind: 'open-files', limit: 64, sinceMs: 2_000 },
  ],
  [
    { type: 'shares-refused', ...shares },
    { type: 'shares-refused', ...shares, refusal: null },
    { kind: 'shares', machines: 2, names: ['a'], refusal: { kind: 'stale' }, sinceMs: 1_700 },
  ],
  [
    { type: 'history-failed', part: 'outbox', fault },
    { type: 'history-recovered', part: 'outbox' },
    { kind: 'history', part: 'outbox', fault, sinceMs: 2_000 },
  ],
])('has one problem after %j, until %j', (begins, ends, problem) => {
  expect(after(begins, begins)).toEqual([...OTHER, problem]);
  expect(after(begins, begins, ends)).toEqual(OTHER);
});

it('has a problem for each part of the history that fails', () => {
  const failing = (part: string) => ({ type: 'history-failed', part, fault });
  const recovered = { type: 'history-recovered', part: 'history' };
  expect(after(failing('history'), failing('outbox'), failing('history'), recovered)).toEqual([
    ...OTHER,
    { kind: 'history', part: 'outbox', fault, sinceMs: 2_000 },
  ]);
});

it('has a problem for each trouble of a worker, from its first time on', () => {
  const trouble = (kind: string, atMs: number, worker = 'CPU 0') => ({
    ...{ worker, atMs, fault: { kind, detail: '', lastWords: null } },
  });
  const all = [trouble('runs-on', 1), trouble('pow-checked', 2), trouble('runs-on', 3, 'CPU 1')];
  const problems = [...all, trouble('runs-on', 4)].reduce<readonly Problem[]>(
    (list, event) => afterTrouble(list, event as never),
    OTHER,
  );
  expect(problems).toMatchObject([
    { kind: 'node' },
    { worker: 'CPU 0', fault: { kind: 'pow-checked' }, sinceMs: 2, lastMs: 2, times: 0 },
    { worker: 'CPU 1', fault: { kind: 'runs-on' }, sinceMs: 3, retryAtMs: null },
    { worker: 'CPU 0', fault: { kind: 'runs-on' }, sinceMs: 1, lastMs: 4 },
  ]);
  const shown = (nowMs: number) => problemsNow(problems, () => true, nowMs).length;
  expect([shown(600_001), shown(600_002), shown(600_004)]).toEqual([4, 3, 1]);
});

it('shows a file that was set aside for ten minutes, and one that cannot be written for longer', () => {
  const aside = { type: 'history-failed', part: 'history', fault: { kind: 'set-aside' } };
  const both = after(aside, { type: 'history-failed', part: 'outbox', fault });
  const shown = (nowMs: number) => problemsNow(both, () => true, nowMs).length;
  expect([shown(600_999), shown(601_000), shown(1e9)]).toEqual([3, 2, 2]);
});
