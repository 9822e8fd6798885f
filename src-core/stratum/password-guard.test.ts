import { describe, expect, it } from 'vitest';
import { PasswordGuard } from './password-guard.ts';

const HELD_BACK = expect.stringContaining('too many wrong passwords') as string;

describe('the password guard', () => {
  it('holds back an address that guesses, even when it guesses right, for a while', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 10; i++) expect(guard.check(`${i}`, 'a', 0)).toBe('the password is wrong');
    expect(guard.check('11', 'a', 0)).toEqual(HELD_BACK);
    expect(guard.check('right', 'a', 0)).toEqual(HELD_BACK);
    expect(guard.check('right', 'b', 0)).toBeNull();
    expect(guard.check('right', 'a', 10_000)).toBeNull();
  });

  it('is patient with a machine that is set up wrong, and with those behind the same address', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 1000; i++) {
      expect(guard.check('wrong', 'a', i)).toBe('the password is wrong');
      expect(guard.check('right, d=44', 'a', i)).toBeNull();
    }
  });

  it('does not remember all the world', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 10; i++) guard.check(`${i}`, 'first', 0);
    for (let i = 0; i < 1000; i++) guard.check('x', `address ${i}`, 0);
    expect(guard.check('right', 'first', 0)).toBeNull();
  });
});
