/** Event streams that are hardly any. */
import fc from 'fast-check';
import { anyText } from './characters.ts';

const piece = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      ...['event', 'data', 'id', 'retry', ':', ': ', ' ', 'x', '\uFEFF', '10'],
      ...['New Cut', 'Refreshed Block', '\n', '\r', '\r\n', '\n\n', '\r\r', '\r\n\r\n'],
    ),
  },
  { weight: 1, arbitrary: anyText(20) },
);

/** The words and line ends of server-sent events in any order. */
export const hostileStream: fc.Arbitrary<string> = fc
  .array(piece, { maxLength: 40 })
  .map((pieces) => pieces.join(''));
