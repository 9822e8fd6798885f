/** What no mining program prints. */
import fc from 'fast-check';
import { anyText } from './characters.ts';

export const hostileOutput: fc.Arbitrary<string> = fc.oneof(
  anyText(5_000),
  fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('utf8')),
  fc.constantFrom(' ', '\0', '\u001b[31m', '0'.repeat(5_000), 'é'.repeat(16), '0x00112233445566'),
  fc.stringMatching(/^[0-9a-f]{16}\s\d{0,30}\s[0-9.e+-]{0,20}$/),
);

/** How a program ended: well, with a code of Windows, by a signal. */
export const hostileExit = fc.constantFrom(
  { code: 0, signal: null },
  { code: 3_221_225_477, signal: null },
  { code: null, signal: 'SIGSEGV' as const },
);
