import { describe, expect, it } from 'vitest';
import { PasswordGuard } from './password-guard.ts';

const WRONG = { kind: 'wrong-password' };
const HELD_BACK = { kind: 'too-many-passwords' };

describe('the password guard', () => {
  it('holds back an address that guesses, even when it guesses right, for a while', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 10; i++) expect(guard.check(`${i}`, 'a', 0)).toEqual(WRONG);
    expect(guard.check('11', 'a', 0)).toEqual(HELD_BACK);
    expect(guard.check('right', 'a', 0)).toEqual(HELD_BACK);
    expect(guard.check('right', 'b', 0)).toBeNull();
    expect(guard.check('right', 'a', 9_000)).toEqual(HELD_BACK);
    expect(guard.check('right', 'a', 10_000)).toBeNull();
  });

  it('holds back a whole IPv6 network, but each address of a local one for itself', () => {
    const guessed = (prefix: string): unknown[] => {
      const guard = new PasswordGuard('right');
      return Array.from({ length: 30 }, (_, i) => guard.check(`${i}`, `${prefix}${i + 1}`, 0));
    };
    expect(guessed('2001:db8::').slice(10)).toEqual(Array(20).fill(HELD_BACK));
    expect(guessed('fe80::')).toEqual(Array(30).fill(WRONG));
    expect(guessed('192.0.2.')).toEqual(Array(30).fill(WRONG));
  });

  it('never holds back a machine that repeats one wrong password, nor with those behind the same address', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 1000; i++) {
      expect(guard.check('wrong', 'a', i)).toEqual(WRONG);
      expect(guard.check('right, d=44', 'a', i)).toBeNull();
    }
  });

  it('does not count a repeat of the last eight wrong passwords as a guess', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 1000; i++) expect(guard.check('old', 'a', 0)).toEqual(WRONG);
    for (let i = 1; i <= 8; i++) expect(guard.check(`${i}`, 'a', 0)).toEqual(WRONG);
    for (let i = 1; i <= 8; i++) expect(guard.check(`${i}`, 'a', 0)).toEqual(WRONG);
    expect(guard.check('old', 'a', 0)).toEqual(WRONG);
    expect(guard.check('old', 'a', 0)).toEqual(WRONG);
    expect(guard.check('new', 'a', 0)).toEqual(HELD_BACK);
  });

  it('knows the first of eight wrong passwords again', () => {
    const guard = new PasswordGuard('right');
    for (let i = 1; i <= 8; i++) expect(guard.check(`${i}`, 'a', 0)).toEqual(WRONG);
    for (let i = 0; i < 5; i++) expect(guard.check('1', 'a', 0)).toEqual(WRONG);
    expect(guard.check('9', 'a', 0)).toEqual(WRONG);
    expect(guard.check('10', 'a', 0)).toEqual(WRONG);
    expect(guard.check('11', 'a', 0)).toEqual(HELD_BACK);
  });

  it('takes a password with a comma in it as a whole, too', () => {
    const guard = new PasswordGuard('left, right');
    expect(guard.check('left, right', 'a', 0)).toBeNull();
    expect(guard.check('left', 'a', 0)).toEqual(WRONG);
  });

  it.each([
    ['right', ' right '],
    [' right ', 'right'],
    ['right', 'right,1,d=44'],
    ['right', 'right d=44'],
    ['right', 'd=44 right'],
    ['right', 'right;diff:45'],
    ['left right', 'left right d=44'],
    ['left,1', 'left,1,d=44'],
    ['left, right', 'left, right,1,d=44'],
    ['left right', 'left right|1'],
    ['right', '1;right,2'],
    ['  right', ',; right;,'],
    ['1, 2, 3, 4, 5, 6, 7, 8, 9, 10', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11'],
    ['r\u00fcck', 'ru\u0308ck'],
    ['right', 'right\u0000'],
    ['x'.repeat(256), `${'x'.repeat(256)},d=44`],
  ])('takes %j for what a machine sends as %j', (password, given) => {
    expect(new PasswordGuard(password).check(given, 'a', 0)).toBeNull();
  });

  it.each([
    ['right', 'rig'],
    ['right', 'd=44'],
    ['right', 'wrong right'],
    ['right', ''],
    ['  ', ''],
    ['right one', 'right'],
    ['left right', 'leftright'],
    // Tried are beginnings up to the sixteenth separator.
    ['1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17', '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18'],
  ])('does not take %j for %j', (password, given) => {
    expect(new PasswordGuard(password).check(given, 'a', 0)).toEqual(WRONG);
  });

  it('remembers a bounded number of addresses', () => {
    const guard = new PasswordGuard('right');
    for (let i = 0; i < 10; i++) guard.check(`${i}`, 'first', 0);
    for (let i = 1; i < 1000; i++) guard.check('x', `address ${i}`, 0);
    expect(guard.check('right', 'first', 0)).toEqual(HELD_BACK);
    guard.check('x', 'address 1000', 0);
    expect(guard.check('right', 'first', 0)).toBeNull();
  });
});
