/** What external programs print. */
import fc from 'fast-check';
import { createErrorLines } from '../../../src-core/workers/external/error-lines.ts';
import { parseAnswer } from '../../../src-core/workers/external/external-answer.ts';
import { hostileExit, hostileOutput } from '../../../src-core/tests/hostile/program-output.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

export const externalOutput: Door<{
  readonly exit: { readonly code: number | null; readonly signal: NodeJS.Signals | null };
  readonly output: string;
}> = {
  name: 'external-output',
  inputs: 100_000,
  together: 32,
  input: fc.record({ exit: hostileExit, output: hostileOutput }),
  open: () =>
    Promise.resolve({
      send(inputs) {
        for (const { exit, output } of inputs) {
          const answer = parseAnswer(exit, output);
          if (answer.ok) mustHold(answer.value.nonce < 2n ** 64n, 'a nonce has 64 bits');
          else mustHold(answer.error.reason.length < 700, 'a fault is described in short');
          const lines = createErrorLines((line) =>
            mustHold(line.length < 1_010, 'a line of the error output is bounded', line),
          );
          lines.push(Buffer.from(output));
          lines.end();
        }
      },
    }),
};
