import { expect, it } from 'vitest';
import { OnceEach } from './once-each.ts';

it('says each thing once, and forgets the oldest of more than ten thousand', () => {
  const said = new OnceEach();
  expect(['a', 'a', 'b'].map((what) => said.isNew(what))).toEqual([true, false, true]);
  for (let i = 2; i < 10_000; i++) said.isNew(`${i}`);
  expect(said.isNew('a')).toBe(false);
  expect(said.isNew('one more')).toBe(true);
  expect([said.isNew('b'), said.isNew('9999')]).toEqual([false, false]);
  expect(said.isNew('a')).toBe(true);
});
