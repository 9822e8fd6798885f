import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import type { WorkerProblem } from '../../../contract/screen-contract.ts';
import { timeOfDayText } from '../figures/moments.ts';
import { PROGRAM_FAULT_KINDS, triedText, workerProblemText } from './worker-problems.ts';

const english = translationTo('en');

const problem: WorkerProblem = {
  kind: 'worker',
  worker: 'External 0',
  reason: 'External worker failed with code: 9',
  fault: { kind: 'exit-code', detail: '9', lastWords: 'no GPU.' },
  times: 1,
  sinceMs: 20,
  lastMs: 20,
};

it.each(PROGRAM_FAULT_KINDS)(
  'has whole sentences for %s, and never says to start again',
  (kind) => {
    const fault = { kind, detail: 'x', lastWords: null };
    const text = workerProblemText(english, { ...problem, fault });
    expect(text.happened).toMatch(/^External 0 [a-z].*[^.]\.$/);
    expect(text.advice).toMatch(/^[A-Z].*[^.]\.$/);
    expect(text.advice).toContain('Heddle retries automatically');
    expect(text.action.do).not.toBe('start-again');
  },
);

it('says what happened, with its last output', () => {
  expect(workerProblemText(english, problem).happened).toBe(
    'External 0 failed with exit code 9. Its last output: no GPU.',
  );
});

it('says how often it failed, and since when', () => {
  expect(workerProblemText(english, { ...problem, times: 7 }).advice).toBe(
    `Try it in Settings to see its full output. Heddle retries automatically: 7 failures since ${timeOfDayText(english, 20)}.`,
  );
});

it('does not speak of another try where nothing failed', () => {
  const fault = { kind: 'silent', detail: '', lastWords: null } as const;
  const { happened, advice } = workerProblemText(english, { ...problem, fault, times: 0 });
  expect(happened).toContain(`not answered since ${timeOfDayText(english, 20)}`);
  expect(advice).not.toContain('retries');
});

it('leads from a wrong nonce to the target format', () => {
  const fault = { kind: 'wrong-nonce', detail: '00000000000000ff', lastWords: null } as const;
  const { happened, action } = workerProblemText(english, { ...problem, fault });
  expect(happened).toContain('00000000000000ff');
  expect(action).toEqual({ do: 'open-settings', field: 'externalWorkerTargetFormat' });
});

it('says what a program did that was tried alone', () => {
  const fault = { kind: 'no-nonce', detail: '"hello"', lastWords: null } as const;
  expect(triedText(english, fault)).toBe('the program printed "hello", which is not a nonce');
});

it('gives the reason of a worker that is no program, and leads to the log', () => {
  const text = workerProblemText(english, {
    ...problem,
    worker: 'CPU 0',
    reason: 'it ended.',
    fault: null,
  });
  expect(text.happened).toBe('CPU 0 failed: it ended.');
  expect(text.action).toEqual({ do: 'open-logs' });
});
