/**
 * The text of a log message, as chainweb-mining-client writes it (`Logger.hs`):
 * `TIME SP LEVEL SP [TAGS] SP TEXT`, with complete timestamps (that client drops the first digit of
 * the year from most of its own).
 */
import { LOG_COLOURS, SGR_CODES } from './log-colours.ts';
import type { LogRecord } from './log-record.ts';
import { visibleText } from './visible-text.ts';

/** Levels are padded to one width so that the tags line up. */
const LEVEL_NAMES = { error: 'Error', warn: 'Warn ', info: 'Info ', debug: 'Debug' } as const;

interface LogLineOptions {
  /** Whether to colour the line for a terminal. */
  readonly colours: boolean;
}

/**
 * One line without its line break, with the text of peers made visible: it must not forge lines or
 * control the terminal.
 */
export function formatLogLine(record: LogRecord, { colours }: LogLineOptions): string {
  // Each coloured piece ends with a reset.
  const paint = (piece: keyof typeof LOG_COLOURS, text: string): string =>
    colours ? `\u001b[${SGR_CODES[LOG_COLOURS[piece]]}m${text}\u001b[0m` : text;
  const time = paint('time', formatLogTime(record.timeMicros));
  const level = paint(record.level, LEVEL_NAMES[record.level]);
  const tags = record.tags.map((tag) => paint('tag', visibleText(tag))).join('|');
  return `${time} ${level} [${tags}] ${visibleText(record.text)}`;
}

/** `YYYY-MM-DDTHH:MM:SS.fffffffZ`: UTC, seven fractional digits, 28 characters. */
export function formatLogTime(timeMicros: number): string {
  const seconds = Math.floor(timeMicros / 1e6);
  const micros = String(timeMicros - seconds * 1e6).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${micros}0Z`;
}
