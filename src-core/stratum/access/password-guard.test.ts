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
    expect(guard.check('right', 'a', 9_000)).toEqual(HELD_BACK);
    expect(guard.check('right', 'a', 10_000)).toBeNull();
  });

  it('is patient with a machine that is set up wrong, and with those behind the same address', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 1000; i++) {
      expect(guard.check('wrong', 'a', i)).toBe('the password is wrong');
      expect(guard.check('right, d=44', 'a', i)).toBeNull();
    }
  });

  it('knows the last eight wrong passwords again: they are no new guesses', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 1000; i++) expect(guard.check('old', 'a', 0)).toBe('the password is wrong');
    for (let i = 1; i <= 8; i++) expect(guard.check(`${i}`, 'a', 0)).toBe('the password is wrong');
    for (let i = 1; i <= 8; i++) expect(guard.check(`${i}`, 'a', 0)).toBe('the password is wrong');
    expect(guard.check('old', 'a', 0)).toBe('the password is wrong');
    expect(guard.check('old', 'a', 0)).toBe('the password is wrong');
    expect(guard.check('new', 'a', 0)).toEqual(HELD_BACK);
  });

  it('takes a password with a comma in it as a whole, too', () => {
    const guard = new PasswordGuard('left, right');
    expect(guard.check('left, right', 'a', 0)).toBeNull();
    expect(guard.check('left', 'a', 0)).toBe('the password is wrong');
  });

  it('does not remember all the world', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 10; i++) guard.check(`${i}`, 'first', 0);
    for (let i = 0; i < 1000; i++) guard.check('x', `address ${i}`, 0);
    expect(guard.check('right', 'first', 0)).toBeNull();
  });
});
