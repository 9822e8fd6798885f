import { describe, expect, it } from 'vitest';
import { askedDifficulties } from './asked-difficulty.ts';

const askedDifficulty = (password: string) => askedDifficulties(password)[0] ?? null;
const level = (value: number) => ({ kind: 'level', level: value });
const unreadable = (option: string) => ({ kind: 'unreadable', option });

describe('the difficulty in a password', () => {
  it.each([
    ['d=44', 44],
    ['x,d=44', 44],
    ['secret d=44', 44],
    ['x; D=0;m=solo', 0],
    ['d=80', 80],
    ['fd=45', 45],
    ['diff=45', 45],
    ['Difficulty=45', 45],
    ['sd=45', 45],
    ['x;SDiff=45', 45],
    ['d:45', 45],
    ['x, d = 45', 45],
    ['d=44,d=50', 44],
    ['d=1', 1],
  ])('is a level up to 80: %j', (password, expected) => {
    expect(askedDifficulty(password)).toEqual(level(expected));
  });

  it.each([
    ['d=81', 38],
    ['d=100', 39],
    ['x,d=500000', 51],
    ['d=1000000', 52],
    ['d=500k', 51],
    ['d=1M', 52],
    ['d=1e6', 52],
    ['d=0.0001', 19],
    ['d=.5', 31],
    ['d=9e99', 256],
  ])('is counted in units of 2^32 hashes above, and below 1: %j', (password, expected) => {
    expect(askedDifficulty(password)).toEqual(level(expected));
  });

  it.each([
    ['d=', 'd'],
    ['d=4x', 'd'],
    ['x,diff=hard', 'diff'],
    ['d=-5', 'd'],
    ['fd:0x30', 'fd'],
  ])('that is no number is named, without its value: %j', (password, option) => {
    expect(askedDifficulty(password)).toEqual(unreadable(option));
  });

  it.each([
    ['md=42', 42],
    ['secret,mindiff=500000', 51],
    ['MinDifficulty: 40', 40],
  ])('has a minimum: %j', (password, expected) => {
    expect(askedDifficulties(password)).toEqual([{ kind: 'minimum', level: expected }]);
  });

  it('may have one of each, whichever comes first', () => {
    const asked = askedDifficulties('x,md=42,d=44,md=50,d=51');
    expect(asked).toEqual([level(44), { kind: 'minimum', level: 42 }]);
    expect(askedDifficulties('d=44,md=much')).toEqual([level(44), unreadable('md')]);
  });

  it.each(['secret', 'dd=44', 'd44', 'model=44', 'cmd=44', ''])(
    'is not asked for: %j',
    (password) => {
      expect(askedDifficulty(password)).toBeNull();
    },
  );
});
