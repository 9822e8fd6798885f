import { beforeEach, afterEach, expect, it, vi } from 'vitest';
import { createPatientWrites, isBusy } from './patient-writes.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const busy = (code = 'SQLITE_BUSY') => Object.assign(new Error('busy'), { code });

/** Writes to a table that is busy as long as the test says; `done` has what was written. */
function writing() {
  const done: string[] = [];
  const state = { error: null as Error | null, attempts: 0 };
  const writes = createPatientWrites();
  const write = (name: string): void =>
    writes.write(() => {
      state.attempts += 1;
      if (state.error !== null) throw state.error;
      done.push(name);
    });
  return { writes, write, done, state };
}

it('are made at once while the table is free', () => {
  const { writes, write, done } = writing();
  write('a');
  write('b');
  expect([done, writes.isBehind()]).toEqual([['a', 'b'], false]);
  expect(vi.getTimerCount()).toBe(0);
});

it('wait for a busy table in their order, and are tried again', () => {
  const { writes, write, done, state } = writing();
  state.error = busy();
  write('a');
  write('b');
  expect([done, writes.isBehind(), state.attempts]).toEqual([[], true, 1]);
  vi.advanceTimersByTime(19);
  expect(state.attempts).toBe(1);
  vi.advanceTimersByTime(1);
  expect([state.attempts, vi.getTimerCount()]).toEqual([2, 1]);
  state.error = null;
  write('c');
  expect(done).toEqual([]);
  vi.advanceTimersByTime(20);
  expect([done, writes.isBehind(), vi.getTimerCount()]).toEqual([['a', 'b', 'c'], false, 0]);
});

it('are left out where they fail otherwise', () => {
  const { writes, write, done, state } = writing();
  state.error = new Error('disk full');
  write('a');
  state.error = null;
  write('b');
  expect([done, writes.isBehind()]).toEqual([['b'], false]);
});

it('get one last attempt at the end, and no more', () => {
  const free = writing();
  free.state.error = busy();
  free.write('a');
  free.state.error = null;
  free.writes.close();
  expect([free.done, vi.getTimerCount()]).toEqual([['a'], 0]);
  const still = writing();
  still.state.error = busy();
  still.write('a');
  still.writes.close();
  expect([still.done, still.state.attempts, vi.getTimerCount()]).toEqual([[], 2, 0]);
});

it.each([
  ['SQLITE_BUSY', true],
  ['SQLITE_BUSY_SNAPSHOT', true],
  ['SQLITE_FULL', false],
  ['EBUSY', false],
])('know a busy table by its code: %s', (code, is) => {
  expect(isBusy(busy(code))).toBe(is);
  expect(isBusy(new Error('SQLITE_BUSY'))).toBe(false);
});
