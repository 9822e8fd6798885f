/** Messages on stderr, for when there is no log yet or it cannot be written. */
import { visibleLines } from './visible-text.ts';

/** Writes a sentence, or a text of several lines, with what peers and files put into it made visible. */
export function sayOnStderr(text: string): void {
  process.stderr.write(`${visibleLines(text)}\n`);
}
