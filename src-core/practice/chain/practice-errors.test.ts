import { expect, it } from 'vitest';
import type { LockError } from '../../system/data-lock.ts';
import { dataInUse, lockedData } from './practice-errors.ts';
import type { PracticeDataError } from './practice-errors.ts';

const fault = (more: Partial<PracticeDataError>) => ({
  ...{ kind: 'practice-data', setting: null, file: 'a.db', ...more },
});

it.each<[LockError, Partial<PracticeDataError>]>([
  [
    { kind: 'held', holder: null },
    { reason: 'in-use', detail: 'another running Heddle uses it' },
  ],
  [
    { kind: 'not-a-file', path: 'a.db.lock' },
    {
      reason: 'lock-is-no-file',
      file: 'a.db.lock',
      detail: 'a.db.lock is not a file. Delete or rename it, then start again',
    },
  ],
  [
    { kind: 'unusable', code: 'ENOSPC', detail: 'd' },
    { reason: 'full', detail: 'd' },
  ],
  [
    { kind: 'unusable', code: 'EACCES', detail: 'd' },
    { reason: 'unusable', detail: 'd' },
  ],
  [
    { kind: 'unusable', code: null, detail: 'd' },
    { reason: 'unusable', detail: 'd' },
  ],
])('after the lock fails with %j', (error, more) => {
  expect(lockedData('a.db', error)).toEqual(fault(more));
});

it('names who uses a file', () => {
  const error = dataInUse(null, { program: 'practice', pid: 7, sinceMs: 0 });
  expect(error).toMatchObject({ reason: 'in-use', file: null });
  expect(error.detail).toMatch(/^a practice network \(process 7, since .*\) uses it$/);
});
