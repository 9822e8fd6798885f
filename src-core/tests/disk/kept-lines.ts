/** A log of the history whose lines a test looks at. */
import type { HistoryLog } from '../../history/history-announcer.ts';

/** `lines` are its errors, in order; what has recovered is left out. */
export function keptLines(): { readonly log: HistoryLog; readonly lines: string[] } {
  const lines: string[] = [];
  return { lines, log: { error: (line) => lines.push(line), info: () => undefined } };
}
