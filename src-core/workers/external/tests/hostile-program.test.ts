/** External programs that print anything at all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createErrorLines } from '../error-lines.ts';
import { parseAnswer } from '../external-answer.ts';

const output = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 5_000 }),
  fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('utf8')),
  fc.constantFrom(' ', '\0', '\u001b[31m', '0'.repeat(5_000), 'é'.repeat(16), '0x00112233445566'),
  fc.stringMatching(/^[0-9a-f]{16}\s\d{0,30}\s[0-9.e+-]{0,20}$/),
);

describe('what a program prints', () => {
  it('is a nonce or a fault that is short enough to show', () => {
    const exit = fc.constantFrom(
      { code: 0, signal: null },
      { code: 3_221_225_477, signal: null },
      { code: null, signal: 'SIGSEGV' as const },
    );
    fc.assert(
      fc.property(exit, output, (ended, text) => {
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
