/** A log message as one JSON object, for programs that collect logs. */
import { formatLogTime } from './log-line.ts';
import type { LogRecord } from './log-record.ts';
import { visibleText } from './visible-text.ts';

/**
 * One line without its line break: `time` (ISO 8601, UTC, seven fractional digits), `level`
 * (`error`, `warn`, `info`, `debug`), `tags` (outermost first), `text`, `sequence`.
 */
export function formatLogJson({ timeMicros, level, tags, text, sequence }: LogRecord): string {
  const line = JSON.stringify({ time: formatLogTime(timeMicros), level, tags, text, sequence });
  // JSON allows control characters, but terminals obey some, and readers of lines break on others.
  return visibleText(line);
}
