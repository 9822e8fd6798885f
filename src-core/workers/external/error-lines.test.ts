import { describe, expect, it } from 'vitest';
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

  it('are counted instead of reported in a flood, but the last one is known', () => {
    let nowMs = 0;
    const lines: string[] = [];
    const errorLines = createErrorLines(
      (line) => lines.push(line),
      () => nowMs,
    );
    for (let index = 0; index < 1_000; index += 1) errorLines.push(Buffer.from(`${index}\n`));
    expect(lines).toHaveLength(200);
    expect(errorLines.last()).toBe('999');
    nowMs = 1_000;
    errorLines.push(Buffer.from('later\n'));
    expect(lines.slice(200)).toEqual(['(800 more lines left out)', 'later']);
  });
});
