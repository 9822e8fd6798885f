/** External programs that print anything at all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileExit, hostileOutput } from '../../../tests/hostile/program-output.ts';
import { createErrorLines } from '../error-lines.ts';
import { parseAnswer } from '../external-answer.ts';

describe('what a program prints', () => {
  it('is a nonce or a fault that is short enough to show', () => {
    fc.assert(
      fc.property(hostileExit, hostileOutput, (ended, text) => {
        const answer = parseAnswer(ended, text);
        if (answer.ok) expect(answer.value.nonce).toBeLessThan(2n ** 64n);
        else expect(answer.error.reason.length).toBeLessThan(700);
      }),
    );
  });

  it('to its error output is cut into lines of bounded length', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 })), (chunks) => {
        const errorLines = createErrorLines((line) => expect(line.length).toBeLessThan(1_010));
        for (const chunk of chunks) errorLines.push(Buffer.from(chunk));
        errorLines.end();
      }),
    );
  });
});
