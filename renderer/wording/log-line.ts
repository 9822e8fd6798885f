/** Log records as text, in the format of the terminal and of chainweb-mining-client. It is never translated. */
import type { LogRecord } from '../../contract/screen-contract.ts';

/** ISO 8601 in UTC with seven fractional digits: `2026-11-23T06:28:02.1234560Z`. */
export function logTimeText(timeMicros: number): string {
  const iso = new Date(Math.floor(timeMicros / 1000)).toISOString();
  const micros = Math.floor(timeMicros % 1_000_000)
    .toString()
    .padStart(6, '0');
  return `${iso.slice(0, 20)}${micros}0Z`;
}

/** Local date and time to the millisecond, in the order of the log's own: `2026-11-23 07:28:02.123`. */
export function localLogTimeText(timeMicros: number): string {
  const ms = Math.floor(timeMicros / 1000);
  const offsetMs = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - offsetMs).toISOString().slice(0, 23).replace('T', ' ');
}

const LEVEL_WORDS = { error: 'Error', warn: 'Warn', info: 'Info', debug: 'Debug' } as const;

/** The level's name as the log writes it: `Error`, `Warn`, `Info`, `Debug`. */
export function levelWord(level: LogRecord['level']): string {
  return LEVEL_WORDS[level];
}

/** As `visibleText` of the core, which logs to terminal and file: a test compares the two. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;
const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Text of a log message or tag with what cannot be seen escaped: what peers sent must not forge or reorder lines. */
export function escapedLogText(text: string): string {
  return text.replace(
    INVISIBLE,
    (character) =>
      SHORT.get(character) ??
      character
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''),
  );
}

/** What chainweb-mining-client begins lines with that say why there is no work, for programs that look for it. */
const GENERAL_ERROR = /^Some general error in mining loop\. Trying again\.\.\. (?=.)/;

/** A record without that: on Home the reason alone is of use. */
export function withoutGeneralError(record: LogRecord): LogRecord {
  const text = record.text.replace(GENERAL_ERROR, '');
  return text === record.text ? record : { ...record, text };
}

/** The whole line: `TIME LEVEL [tag|tag] text`, the level padded to five characters. */
export function logLineText(record: LogRecord): string {
  const level = levelWord(record.level).padEnd(5);
  const tags = record.tags.map(escapedLogText).join('|');
  return `${logTimeText(record.timeMicros)} ${level} [${tags}] ${escapedLogText(record.text)}`;
}
