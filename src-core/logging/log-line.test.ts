import { describe, expect, it } from 'vitest';
import { formatLogLine, formatLogTime } from './log-line.ts';
import { logRecord } from './tests/log-records.ts';

describe('a log line', () => {
  it('has time, padded level, stacked tags and text', () => {
    expect(formatLogLine(logRecord(), { colours: false })).toBe(
      '2026-11-22T23:04:52.2754770Z Info  [Thread 0|Worker] got new work for chain ChainId 0',
    );
    expect(formatLogLine(logRecord({ level: 'error', tags: [] }), { colours: false })).toBe(
      '2026-11-22T23:04:52.2754770Z Error [] got new work for chain ChainId 0',
    );
  });

  it('has seven digits of a second', () => {
    const timeMicros = Date.UTC(2026, 10, 22) * 1000;
    expect([timeMicros, timeMicros + 5, timeMicros + 999_999].map(formatLogTime)).toEqual([
      '2026-11-22T00:00:00.0000000Z',
      '2026-11-22T00:00:00.0000050Z',
      '2026-11-22T00:00:00.9999990Z',
    ]);
  });

  it.each([
    ['error', '91mError'],
    ['warn', '95mWarn '],
    ['info', '93mInfo '],
    ['debug', '94mDebug'],
  ] as const)('colours %s as the terminal shows it', (level, piece) => {
    expect(formatLogLine(logRecord({ level, text: 'x' }), { colours: true })).toBe(
      '\u001b[36m2026-11-22T23:04:52.2754770Z\u001b[0m ' +
        `\u001b[${piece}\u001b[0m [\u001b[32mThread 0\u001b[0m|\u001b[32mWorker\u001b[0m] x`,
    );
  });

  it('shows control characters of peers escaped, so that they cannot forge lines', () => {
    const line = formatLogLine(logRecord({ text: 'a\nb\u001b[31m\u0000', tags: ['t\r'] }), {
      colours: false,
    });
    expect(line.endsWith('[t\\r] a\\nb\\u001b[31m\\u0000')).toBe(true);
  });
});
