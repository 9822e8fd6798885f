/** The log's newest records, oldest first, bounded. */
import { create } from 'zustand';
import type { LogRecord } from '../../contract/screen-contract.ts';

/** Records kept in the window; the log file keeps more. */
export const LOG_LIMIT = 20_000;

interface LogStore {
  readonly records: readonly LogRecord[];
}

export const useLogStore = create<LogStore>(() => ({ records: [] }));

/** Adds a batch, oldest first. Records that are there already are not added again. */
export function receiveLogs(batch: readonly LogRecord[]): void {
  const { records } = useLogStore.getState();
  const last = records.at(-1)?.sequence ?? 0;
  const fresh = batch.filter((record) => record.sequence > last);
  if (fresh.length === 0) return;
  useLogStore.setState({ records: [...records, ...fresh].slice(-LOG_LIMIT) });
}
