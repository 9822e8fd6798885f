import { useMemo, useState } from 'react';
import type { LogRecord } from '../../../contract/screen-contract.ts';
import { useLogStore } from '../../stores/log-store.ts';
import { filterRecords } from './log-filter.ts';
import type { LogFilter } from './log-filter.ts';

interface ShownRecords {
  /** What the list shows, oldest first. */
  readonly shown: readonly LogRecord[];
  /** Those in the window, filtered or not. */
  readonly all: readonly LogRecord[];
  /** Whether new records are shown as they come. */
  readonly following: boolean;
  /** New records that the filter lets through and that wait while the list is paused. */
  readonly waiting: number;
  readonly follow: () => void;
  readonly pause: () => void;
}

/**
 * The records to show. While paused the list keeps exactly the records it had, even those that the
 * log has dropped since, so that nothing moves under the reader.
 * @param isPaused whether it begins paused
 */
export function useShownRecords(filter: LogFilter, isPaused: boolean): ShownRecords {
  const records = useLogStore((log) => log.records);
  const [kept, setKept] = useState<readonly LogRecord[] | null>(isPaused ? records : null);
  const source = kept ?? records;
  const shown = useMemo(() => filterRecords(source, filter), [source, filter]);
  const waiting = useMemo(() => {
    if (kept === null) return 0;
    const last = kept.at(-1)?.sequence ?? 0;
    const newer = records.slice(records.findLastIndex((each) => each.sequence <= last) + 1);
    return filterRecords(newer, filter).length;
  }, [kept, records, filter]);
  return {
    shown,
    all: source,
    following: kept === null,
    waiting,
    follow: () => setKept(null),
    pause: () => setKept((before) => before ?? records),
  };
}
