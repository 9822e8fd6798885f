/** Which records of the log are shown. */
import type { LogRecord } from '../../../contract/screen-contract.ts';

/** Levels in the order of the log: each shows itself and those before it. */
export const SHOWN_LEVELS = ['error', 'warn', 'info', 'debug'] as const;

export type ShownLevel = (typeof SHOWN_LEVELS)[number];

export interface LogFilter {
  readonly level: ShownLevel;
  /** All of these stand in the record's stack of tags. */
  readonly tags: readonly string[];
  /** Each of its words occurs in the text or a tag, in any case; words in quotation marks stand together. */
  readonly text: string;
}

export const ALL_RECORDS: LogFilter = { level: 'debug', tags: [], text: '' };

/** Whether the filter leaves anything out. */
export function isFiltering(filter: LogFilter): boolean {
  return filter.level !== 'debug' || filter.tags.length > 0 || filter.text.trim() !== '';
}

/** The records that pass, in their order. */
export function filterRecords(
  records: readonly LogRecord[],
  filter: LogFilter,
): readonly LogRecord[] {
  if (!isFiltering(filter)) return records;
  const levels = new Set<string>(SHOWN_LEVELS.slice(0, SHOWN_LEVELS.indexOf(filter.level) + 1));
  const words = wordsOf(filter.text);
  return records.filter(
    (record) =>
      levels.has(record.level) &&
      filter.tags.every((tag) => record.tags.includes(tag)) &&
      hasWords(record, words),
  );
}

/** What a text looks for, in lower case: `chain "height 7"` is `chain` and `height 7`. */
export function wordsOf(text: string): readonly string[] {
  const found = text.toLowerCase().match(/"[^"]+"|[^\s"]+/g) ?? [];
  return found.map((word) => word.replaceAll('"', '')).filter((word) => word.trim() !== '');
}

function hasWords(record: LogRecord, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = `${record.tags.join(' ')} ${record.text}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
