import { translationTo } from '../../messages/translation.ts';
import { expect, it } from 'vitest';
import type { Problem } from '../../contract/screen-contract.ts';
import { foremostProblem, othersText, problemWords } from './problems.ts';

const english = translationTo('en');

const node: Problem = {
  kind: 'node',
  node: 'http://localhost:1848',
  error: { kind: 'node-missing', detail: 'ECONNREFUSED' },
  sinceMs: 20,
};
const worker: Problem = {
  kind: 'worker',
  worker: 'CPU 1',
  reason: 'it ended.',
  fault: null,
  times: 1,
  sinceMs: 10,
  lastMs: 10,
};

it('speaks of the node before a worker', () => {
  expect(foremostProblem({ phase: 'waiting', problems: [worker, node] })).toBe(node);
  expect(foremostProblem({ phase: 'mining', problems: [worker] })).toBe(worker);
  expect(foremostProblem({ phase: 'mining', problems: [] })).toBeNull();
});

it('counts the other workers that have a problem, each once', () => {
  const other: Problem = { ...worker, worker: 'CPU 2' };
  expect(othersText(worker, [node, worker, { ...worker, reason: 'another' }])).toBe('');
  expect(othersText(worker, [worker, other])).toBe('Another one has a problem too.');
  expect(othersText(other, [worker, other, { ...worker, worker: 'CPU 3' }])).toBe(
    '2 others have problems too.',
  );
  expect(othersText(node, [node, worker, other])).toBe('');
});

it('is quiet when nobody mines', () => {
  expect(foremostProblem({ phase: 'stopped', problems: [node] })).toBeNull();
});

it('names the node, but not the address of the practice network', () => {
  expect(problemWords(english, node, false, false).happened).toContain('localhost:1848');
  expect(problemWords(english, node, true, false).happened).not.toContain('localhost');
});

it('says whether mining goes on', () => {
  expect(problemWords(english, node, false, true).advice).toContain('goes on with another node');
  expect(problemWords(english, node, false, false).advice).toContain('then goes on by itself');
});

it('tells of a worker that it is tried again', () => {
  const words = problemWords(english, worker, false, true);
  expect(words.happened).toBe('CPU 1 failed: it ended.');
  expect(words.advice).toBe('Heddle tries again by itself.');
});
