/** Work and headers of nodes: real ones with bytes changed, put in and left out, and any bytes. */
import fc from 'fast-check';
import { encodeMiningWork, parseMiningWork } from '../../../src-core/chainweb/mining-work.ts';
import { decodeWorkHeader, encodeWorkHeader } from '../../../src-core/chainweb/work-header.ts';
import { mainnetFirst, triangleHeader } from '../../../src-core/tests/known-headers.ts';
import { mustHold } from '../door.ts';
import type { Door } from '../door.ts';

interface Change {
  readonly at: number;
  readonly bytes: readonly number[];
  /** How many bytes it replaces. */
  readonly instead: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(400),
  bytes: fc.array(fc.oneof(fc.constantFrom(0, 1, 127, 128, 255), fc.nat(255)), { maxLength: 36 }),
  instead: fc.oneof(fc.nat(36), fc.constant(36)),
});

const works = [mainnetFirst, triangleHeader].map((header) =>
  Buffer.from(encodeMiningWork(header, encodeWorkHeader(header))),
);

function changed(work: Buffer, changes: readonly Change[]): Buffer {
  let bytes = work;
  for (const { at, bytes: fresh, instead } of changes) {
    const before = bytes.subarray(0, at);
    bytes = Buffer.concat([before, Buffer.from(fresh), bytes.subarray(at + instead)]);
  }
  return bytes;
}

export const headers: Door<{ readonly work: number; readonly changes: readonly Change[] }> = {
  name: 'headers',
  inputs: 100_000,
  together: 64,
  input: fc.record({ work: fc.nat(works.length - 1), changes: fc.array(change, { maxLength: 4 }) }),
  open: () =>
    Promise.resolve({
      send(inputs) {
        for (const { work, changes } of inputs) {
          const bytes = changed(works[work]!, changes);
          const parsed = parseMiningWork(bytes);
          if (parsed.ok) {
            const same = Buffer.from(parsed.value.bytes).equals(bytes.subarray(36));
            mustHold(same, 'work that is taken is taken as it is');
          }
          const header = decodeWorkHeader(bytes.subarray(36));
          if (!header.ok) mustHold(header.error.reason.length < 200, 'a refusal is short');
          else {
            const again = Buffer.from(encodeWorkHeader(header.value));
            mustHold(again.equals(bytes.subarray(36)), 'a header is written as it was read');
          }
        }
      },
    }),
};
