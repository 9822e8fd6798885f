/** Messages on stderr, for when there is no log yet or it cannot be written. */
import { visibleLines } from './visible-text.ts';

/**
 * Writes a sentence, or a text of several lines, with what peers and files put into it made visible. Where stderr is
 * gone, no place is left to say it, and that ends nothing.
 */
export function sayOnStderr(text: string): void {
  outliveStderr();
  process.stderr.write(`${visibleLines(text)}\n`);
}

/** Lets the program go on where stderr is gone. */
export function outliveStderr(): void {
  // Without a listener the event would be an uncaught exception.
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => undefined);
}
