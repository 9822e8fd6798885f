import { describe, expect, it } from 'vitest';
import { formatLogJson } from './log-json.ts';
import { logRecord } from './tests/log-records.ts';

describe('a log message as JSON', () => {
  it('is one object on one line, whatever is in it', () => {
    const line = formatLogJson(
      logRecord({ text: 'a\nb\u2028"\u001b', tags: ['t\r'], sequence: 7 }),
    );
    expect(line).not.toMatch(/[\n\r\u2028\u001b]/);
    expect(JSON.parse(line)).toEqual({
      time: '2026-11-22T23:04:52.2754770Z',
      level: 'info',
      tags: ['t\r'],
      text: 'a\nb\u2028"\u001b',
      sequence: 7,
    });
  });
});
