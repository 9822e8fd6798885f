import { expect, it } from 'vitest';
import { codeOf, detailOf, reasonOf } from './thrown-reason.ts';

it('has the message of what was thrown, or the thing itself', () => {
  expect([reasonOf(new Error('no')), reasonOf('no'), reasonOf(7)]).toEqual(['no', 'no', '7']);
});

it('has the code of an error where that is a text', () => {
  expect(codeOf(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe('ENOENT');
  expect(codeOf(Object.assign(new Error('x'), { code: 7 }))).toBeNull();
  expect([codeOf(new Error('x')), codeOf({ code: 'ENOENT' }), codeOf(null)]).toEqual([
    ...[null, null, null],
  ]);
});

it('has the stack of an error and of its causes for the log', () => {
  const cause = new Error('first');
  const error = new Error('then', { cause });
  expect(detailOf(error)).toBe(`${error.stack}\ncaused by ${cause.stack}`);
  expect(detailOf(new Error('x', { cause: 'why' }))).toMatch(/\ncaused by why$/);
  const bare = Object.assign(new Error('bare'), { stack: undefined });
  expect([detailOf(bare), detailOf('text')]).toEqual(['bare', 'text']);
});
