/** A log message as one JSON object, for programs that collect logs. */
import { formatLogTime } from './log-line.ts';
import type { LogRecord } from './log-record.ts';

/**
 * One line without its line break: `time` (ISO 8601, UTC, seven fractional digits), `level`
 * (`error`, `warn`, `info`, `debug`), `tags` (outermost first), `text`, `sequence`.
 */
export function formatLogJson({ timeMicros, level, tags, text, sequence }: LogRecord): string {
  const line = JSON.stringify({ time: formatLogTime(timeMicros), level, tags, text, sequence });
  // JSON allows these two, but many readers of lines break on them.
  return line.replace(/[\u2028\u2029]/g, (character) =>
    character === '\u2028' ? '\\u2028' : '\\u2029',
  );
}
