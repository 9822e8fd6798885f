import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatLogLine } from '../../src-core/index.ts';
import type { LogRecord } from '../../contract/screen-contract.ts';
import { localLogTimeText, logLineText, withoutGeneralError } from './log-line.ts';

const record: LogRecord = {
  sequence: 1,
  timeMicros: Date.UTC(2026, 10, 23, 6, 28, 2, 123) * 1000 + 456,
  level: 'info',
  tags: ['Thread 0', 'Worker'],
  text: 'got new work',
};

it('writes the line of the terminal', () => {
  expect(logLineText(record)).toBe(
    '2026-11-23T06:28:02.1234560Z Info  [Thread 0|Worker] got new work',
  );
});

it('has the local time on screen', () => {
  const at = new Date(2026, 10, 23, 6, 28, 2, 123).getTime();
  expect(localLogTimeText(at * 1000 + 456)).toBe('2026-11-23 06:28:02.123');
});

it('is the line of the terminal, whatever peers have sent', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 20 });
  fc.assert(
    fc.property(texts, fc.array(texts, { maxLength: 3 }), (text, tags) => {
      const sent = { ...record, text: `a\n\u001b[31m${text}`, tags };
      expect(logLineText(sent)).toBe(formatLogLine(sent, { colours: false }));
    }),
  );
});

it('writes empty brackets without tags and pads no five-letter level', () => {
  expect(logLineText({ ...record, level: 'debug', tags: [] })).toBe(
    '2026-11-23T06:28:02.1234560Z Debug [] got new work',
  );
});

it('leaves the reason alone of a failed search for work', () => {
  const text =
    'Some general error in mining loop. Trying again... No work (timeout): no complete answer';
  expect(withoutGeneralError({ ...record, text }).text).toBe(
    'No work (timeout): no complete answer',
  );
  expect(withoutGeneralError(record)).toBe(record);
});
