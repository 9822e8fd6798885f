/** Log records for tests of this room. */
import type { LogRecord } from '../log-record.ts';

/** A message of chainweb-mining-client at a known time. */
export function logRecord(changes: Partial<LogRecord> = {}): LogRecord {
  return {
    sequence: 1,
    timeMicros: Date.UTC(2026, 10, 22, 23, 4, 52, 275) * 1000 + 477,
    level: 'info',
    tags: ['Thread 0', 'Worker'],
    text: 'got new work for chain ChainId 0',
    ...changes,
  };
}
