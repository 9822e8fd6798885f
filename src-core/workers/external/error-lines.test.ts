import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createErrorLines } from './error-lines.ts';

function linesOf(chunks: readonly (string | Buffer)[]): string[] {
  const lines: string[] = [];
  const errorLines = createErrorLines((line) => lines.push(line));
  for (const chunk of chunks) errorLines.push(Buffer.from(chunk));
  errorLines.end();
  return lines;
}

describe('the lines of error output', () => {
  it('are the same however they are split into packets', () => {
    const whole = Buffer.from('naïve\r\n\n 50 %\r100 %\nend');
    const bytes = [...whole].map((byte) => Buffer.of(byte));
    expect(linesOf([whole])).toEqual(['naïve', ' 50 %', '100 %', 'end']);
    expect(linesOf(bytes)).toEqual(linesOf([whole]));
  });

  it('have no colours', () => {
    expect(linesOf(['\u001b[1;31mGPU 0\u001b[0m hot\n'])).toEqual(['GPU 0 hot']);
  });

  it('are cut when they do not end', () => {
    const [line, next] = linesOf([...Array.from({ length: 100 }, () => 'x'.repeat(999)), '\nnext']);
    expect(line).toBe(`${'x'.repeat(1_000)}…`);
    expect(next).toBe('next');
  });

  it('are cut after 1,000 characters, and no sooner', () => {
    const long = 'x'.repeat(1_000);
    expect(linesOf([`${long}\n${long}x\nnext`])).toEqual([long, `${long}…`, 'next']);
  });

  it('end with what is left when the output ends, be it half a character', () => {
    expect(linesOf(['first\nlast ', Buffer.of(0xc3)])).toEqual(['first', 'last \ufffd']);
  });

  it('have a last one once one is not empty', () => {
    const errorLines = createErrorLines(() => undefined);
    errorLines.push(Buffer.from('\n  \n'));
    expect(errorLines.last()).toBeNull();
    errorLines.push(Buffer.from('GPU 0  \n\n'));
    expect(errorLines.last()).toBe('GPU 0');
  });

  it('are counted instead of reported in a flood, but the last one is known', () => {
    let nowMs = 5_000;
    const lines: string[] = [];
    const errorLines = createErrorLines(
      (line) => lines.push(line),
      () => nowMs,
    );
    const flood = (count: number): void => {
      for (let index = 0; index < count; index += 1) errorLines.push(Buffer.from(`${index}\n`));
    };
    flood(1_000);
    nowMs = 5_999;
    flood(1);
    expect([lines.length, lines.at(-1), errorLines.last()]).toEqual([200, '199', '0']);
    nowMs = 6_000;
    errorLines.push(Buffer.from('later\n'));
    expect(lines.slice(200)).toEqual(['(801 more lines left out)', 'later']);
    flood(250);
    errorLines.end();
    expect(lines.slice(401)).toEqual(['(51 more lines left out)']);
    nowMs = 9_000;
    errorLines.push(Buffer.from('last\n'));
    expect(lines.slice(402)).toEqual(['last']);
  });

  it('are passed on again after a second of the computer’s clock', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const lines: string[] = [];
    const errorLines = createErrorLines((line) => lines.push(line));
    errorLines.push(Buffer.from('x\n'.repeat(201)));
    vi.advanceTimersByTime(1_000);
    errorLines.push(Buffer.from('later\n'));
    expect(lines.slice(200)).toEqual(['(1 more lines left out)', 'later']);
  });
});
