import { describe, expect, it } from 'vitest';
import { askedDifficulty } from './asked-difficulty.ts';

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
    ['d:45', 45],
    ['x, d = 45', 45],
    ['d=44,d=50', 44],
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

  it.each(['secret', 'dd=44', 'd44', 'model=44', ''])('is not asked for: %j', (password) => {
    expect(askedDifficulty(password)).toBeNull();
  });
});
