import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRateReader } from './reported-rate.ts';

/** What a pattern finds in one line. */
const rateIn = (pattern: string, line: string): number | null =>
  createRateReader(pattern, () => undefined)(line);

describe('the rate in a line of a program', () => {
  it.each([
    [String.raw`speed (\d+)`, 'speed 5000', 5_000],
    [String.raw`([\d.]+) ([kMGT])H/s`, '12.5 GH/s', 12.5e9],
    [String.raw`([\d.]+) ?[kMGT]?H/s`, 'total: 1.5 TH/s', 1.5e12],
    [String.raw`([\d.]+) ?\wh/s`, '20kh/s', 20_000],
    [String.raw`([\d.]+) (\S+)`, '3 MH/s', 3e6],
    [String.raw`([\d.]+) ?\w?H/s`, '7 H/s', 7],
    // The prefix is outside of the match: nothing is known of it.
    [String.raw`([\d.]+)`, '3 MH/s', 3],
    [String.raw`(\S+) H/s`, '1e3 H/s', 1_000],
    [String.raw`(\S+) H/s`, '1E+3 H/s', 1_000],
    [String.raw`(\S+) H/s`, '25e-2 H/s', 0.25],
    [String.raw`(\S+) H/s`, '1.25 H/s', 1.25],
    [String.raw`(\S+) H/s`, '7. H/s', 7],
    [String.raw`(\S+) H/s`, '999e15 H/s', 999e15],
    [String.raw`(\d+)(.*)`, '5 k', 5_000],
    [String.raw`(\d+) (\w+ )x`, '5 k x', 5_000],
    [String.raw`(\d+) (\w+)`, '5 kx', 5],
    [String.raw`(\d+) (\w+)`, '5 xk', 5],
    // Only what stands behind the figure is its unit.
    [String.raw`kH (\d+) \w+`, 'kH 5 xH/s', 5],
    [String.raw`(\d+) \w+`, '5 xkh', 5],
    [String.raw`(\d+)$`, `${'x'.repeat(1_023)}5`, 5],
  ])('%s finds it in "%s"', (pattern, line, rate) => {
    expect(rateIn(pattern, line)).toBe(rate);
  });

  it.each([
    [String.raw`speed (\d+)`, 'temperature 60'],
    [String.raw`(\S+) H/s`, 'NaN H/s'],
    [String.raw`(\S+) H/s`, '-5 H/s'],
    [String.raw`(\S+) H/s`, 'x5 H/s'],
    [String.raw`(\S+) H/s`, '5x H/s'],
    [String.raw`(\S+) H/s`, '1e1000 H/s'],
    [String.raw`(\S+) H/s`, '0 H/s'],
    // What JavaScript takes for a number, and no program means as a rate.
    [String.raw`(\S+) H/s`, '0x10 H/s'],
    [String.raw`(\S+) H/s`, '+5 H/s'],
    [String.raw`(\S+) H/s`, '1e18 H/s'],
    [String.raw`(\d+)?H/s`, 'H/s'],
    [String.raw`(\d+)$`, `${'x'.repeat(1_024)}5`],
  ])('%s finds none in "%s"', (pattern, line) => {
    expect(rateIn(pattern, line)).toBeNull();
  });

  it('is looked for in a few lines a second', () => {
    let nowMs = 3_000;
    const read = createRateReader(
      '([0-9]+)',
      () => undefined,
      () => nowMs,
    );
    const found = Array.from({ length: 100 }, (_, index) => read(String(index + 1)));
    expect(found.filter((rate) => rate !== null)).toHaveLength(20);
    nowMs = 3_999;
    expect(read('7')).toBeNull();
    nowMs = 4_000;
    expect(read('7')).toBe(7);
    const more = Array.from({ length: 100 }, (_, index) => read(String(index + 1)));
    expect(more.filter((rate) => rate !== null)).toHaveLength(19);
  });

  it('is looked for again after a second of the computer’s clock', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const read = createRateReader('([0-9]+)', () => undefined);
    const found = Array.from({ length: 21 }, () => read('7'));
    vi.advanceTimersByTime(1_000);
    expect([found.at(-2), found.at(-1), read('7')]).toEqual([7, null, 7]);
  });

  it('is no longer looked for after a pattern took too long three times', () => {
    let gaveUp = 0;
    const read = createRateReader(
      '^([0-9]+) (?:a+)+$',
      () => (gaveUp += 1),
      () => 0,
    );
    const slow = (): unknown => read(`5 ${'a'.repeat(60)}!`);
    expect([slow(), slow(), read('5 aa'), gaveUp]).toEqual([null, null, 5, 0]);
    expect([slow(), read('5 aa'), slow(), gaveUp]).toEqual([null, null, null, 1]);
  });
});
