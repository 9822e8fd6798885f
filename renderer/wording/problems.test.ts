import { describe, expect, it } from 'vitest';
import type { Problem } from '../../contract/screen-contract.ts';
import { foremostProblem, othersText, problemWords } from './problems.ts';

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
  expect(problemWords(node, false, false).happened).toContain('localhost:1848');
  expect(problemWords(node, true, false).happened).not.toContain('localhost');
});

it('says whether mining goes on', () => {
  expect(problemWords(node, false, true).advice).toContain('goes on with another node');
  expect(problemWords(node, false, false).advice).toContain('then goes on by itself');
});

it('tells of a worker that it is tried again', () => {
  const words = problemWords(worker, false, true);
  expect(words.happened).toBe('CPU 1 failed: it ended.');
  expect(words.advice).toBe('Heddle tries again by itself.');
});

describe('files of the history', () => {
  const history = (fault: Extract<Problem, { kind: 'history' }>['fault']): Problem => ({
    kind: 'history',
    part: 'history',
    fault,
    sinceMs: 5,
  });
  const full = history({
    kind: 'unwritable',
    cause: 'full',
    file: '/home/x/history.db',
    detail: 'database or disk is full',
  });

  it('are spoken of last, but also when nobody mines', () => {
    expect(foremostProblem({ phase: 'mining', problems: [full, worker] })).toBe(worker);
    expect(foremostProblem({ phase: 'stopped', problems: [worker, full] })).toBe(full);
  });

  it('tell of a full disk what helps, and that mining goes on', () => {
    const words = problemWords(full, true, true);
    expect(words.happened).toBe('The disk is full: the history cannot be written.');
    expect(words.advice).toContain('Free some space. Mining goes on');
  });

  it('name the file that was set aside, without its folder', () => {
    for (const folder of ['/home/x/', 'C:\\Users\\x\\']) {
      const keptAs = `${folder}history.db.damaged-2026-11-29T14-00-00-000Z`;
      const file = `${folder}history.db`;
      const words = problemWords(history({ kind: 'set-aside', file, keptAs }), false, true);
      expect(words.advice).toContain(' history.db.damaged-2026-11-29T14-00-00-000Z;');
      expect(words.action).toEqual({ do: 'open-logs' });
    }
  });

  it('have words for each cause and part', () => {
    const causes = ['full', 'in-use', 'not-writable', 'newer-version', 'damaged', 'disk'] as const;
    for (const part of ['history', 'outbox', 'practice-chains'] as const) {
      for (const cause of causes) {
        const fault = { kind: 'unwritable', cause, file: 'history.db', detail: '' } as const;
        const { happened, advice } = problemWords(
          { kind: 'history', part, fault, sinceMs: 1 },
          false,
          true,
        );
        expect(happened).toMatch(/^[A-Z].*\.$/);
        expect(advice).toMatch(/^[A-Z].*\.$/);
      }
    }
  });
});
