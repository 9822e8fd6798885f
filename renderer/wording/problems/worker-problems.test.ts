import { translationTo } from '../../../messages/translation.ts';
import { expect, it } from 'vitest';
import type { WorkerProblem } from '../../../contract/screen-contract.ts';
import { timeOfDayText } from '../figures/moments.ts';
import { WORKER_FAULT_KINDS, leftText, triedText, workerProblemText } from './worker-problems.ts';

const english = translationTo('en');

const problem: WorkerProblem = {
  kind: 'worker',
  worker: 'External 0',
  fault: { kind: 'exit-code', detail: '9', lastWords: 'no GPU.' },
  times: 1,
  sinceMs: 20,
  lastMs: 20,
  retryAtMs: null,
};

it.each(WORKER_FAULT_KINDS)('has whole sentences for %s, and never says to start again', (kind) => {
  const fault = { kind, detail: 'x', lastWords: null };
  const text = workerProblemText(english, { ...problem, fault });
  expect(text.happened).toMatch(/^External 0 [a-z].*[^.]\.$/);
  expect(text.advice).toMatch(/^[A-Z].*[^.]\.$/);
  expect(text.advice).toContain('Heddle retries automatically');
  expect(text.action.do).not.toBe('start-again');
});

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

it('says in either language what ended a hash thread, and leads to the log', () => {
  const fault = { kind: 'thread-exited', detail: '1', lastWords: null } as const;
  const broken = { ...problem, worker: 'CPU 0', fault };
  const { happened, action } = workerProblemText(english, broken);
  expect(happened).toBe('CPU 0 failed: its hash thread ended with code 1.');
  expect(action).toEqual({ do: 'open-logs' });
  expect(workerProblemText(translationTo('de'), broken).happened).toBe(
    'CPU 0 ist ausgefallen: Der Hash-Thread endete mit Code 1.',
  );
});

it.each([
  ['refused', 'als anderer Benutzer'],
  ['stuck', 'auch erzwungen'],
])('says in German why a program runs on: %s', (detail, part) => {
  const fault = { kind: 'runs-on', detail, lastWords: null } as const;
  const { happened } = workerProblemText(translationTo('de'), { ...problem, fault });
  expect(happened).toContain(part);
  expect(happened).not.toContain(detail);
});

it('says what a program that was tried left running', () => {
  const left = { kind: 'runs-on', detail: 'refused', lastWords: null } as const;
  expect(leftText(english, left)).toBe(
    'The program left a program running: it runs as another user.',
  );
});
