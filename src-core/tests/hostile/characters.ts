/** Characters for texts of peers: what is seldom typed is as likely as what is typed. */
import fc from 'fast-check';

const codePoints = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((code) => String.fromCodePoint(code));

/** Control the terminal, turn the direction of writing, cannot be seen, end a line, mean something to a format. */
const TELLING = [
  ...'\0\b\t\n\v\r\u001b\u007f\u0085\u009b\u00ad\u061c\u200b\u200d\u200e\u2028\u2029\u202e\u2066\ufeff\ufe0f',
  ...'"\'\\,;=+-@#%$&<>{}[]()|/.:*?!`~^_ ',
  '\u{e0001}',
  '\u{1f468}',
];

/**
 * Any character but halves of one. (What fast-check has as `binary` makes a table of all 1.1 million, which takes two
 * seconds and 80 MB.)
 */
export const anyCharacter: fc.Arbitrary<string> = fc.oneof(
  codePoints(0x20, 0x7e),
  fc.constantFrom(...TELLING),
  codePoints(0, 0xd7ff),
  codePoints(0xe000, 0x10ffff),
);

/** Characters and halves of them. */
export const anyUnit: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: anyCharacter },
  { weight: 1, arbitrary: fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff') },
);

/** Text of such characters. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: anyUnit, maxLength });
