/**
 * Text from the bytes of a file written with any editor: UTF-8, or UTF-16 with a byte order mark,
 * as PowerShell 5 and Notepad write it. Other encodings cannot be distinguished, so invalid bytes are
 * refused instead of guessed: a wrong letter in an account would pay another account.
 */
import { isUtf8 } from 'node:buffer';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { EncodingFault } from '../config-error.ts';

const LINE_END = /\r\n|\n|\r/;

/** Half of a character that takes two units of UTF-16. */
const HALF = /\p{Surrogate}/u;

/** The text without its byte order mark. */
export function decodeText(bytes: Buffer): Result<string, EncodingFault> {
  const mark = bytes.subarray(0, 3).toString('hex');
  if (mark.startsWith('fffe')) return decodeUtf16(Buffer.from(bytes.subarray(2)));
  if (mark.startsWith('feff')) {
    const swapped = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
    return decodeUtf16(swapped.swap16(), bytes.length % 2);
  }
  return decodeUtf8(mark === 'efbbbf' ? bytes.subarray(3) : bytes);
}

function decodeUtf8(bytes: Buffer): Result<string, EncodingFault> {
  if (!isUtf8(bytes)) {
    // One character per byte; no byte of a longer character looks like the end of a line.
    const lines = bytes.toString('latin1').split(LINE_END);
    return refused('UTF-8', lines, (line) => isUtf8(Buffer.from(line, 'latin1')));
  }
  return withoutNul(bytes.toString('utf8'), 'UTF-8');
}

/** @param bytes of little-endian units; `left` counts bytes that are no whole unit */
function decodeUtf16(bytes: Buffer, left = bytes.length % 2): Result<string, EncodingFault> {
  const text = bytes.toString('utf16le');
  const lines = text.split(LINE_END);
  if (HALF.test(text)) return refused('UTF-16', lines, (line) => !HALF.test(line));
  if (left > 0) return err({ kind: 'encoding', encoding: 'UTF-16', line: lines.length });
  return withoutNul(text, 'UTF-16');
}

/** No text has the character 0: the bytes are UTF-16 without a mark, UTF-32, or no text at all. */
function withoutNul(
  text: string,
  encoding: EncodingFault['encoding'],
): Result<string, EncodingFault> {
  if (!text.includes('\0')) return ok(text);
  return refused(encoding, text.split(LINE_END), (line) => !line.includes('\0'));
}

function refused(
  encoding: EncodingFault['encoding'],
  lines: readonly string[],
  isRight: (line: string) => boolean,
): Result<never, EncodingFault> {
  const wrong = lines.findIndex((line) => !isRight(line));
  return err({ kind: 'encoding', encoding, line: wrong + 1 });
}
