/** Effort as it is spent, by network: since the last own block, and hour by hour for luck. */
import { effortOn, withEffort } from '../../state/miner/network-efforts.ts';
import type { NetworkEfforts } from '../../state/miner/network-efforts.ts';
import type { EffortHour, EffortHourTable } from './effort-hour-table.ts';
import type { EffortTable } from './effort-table.ts';

/** The tables of a database that may not be writable at times. */
interface EffortTables {
  readonly effort: EffortTable;
  readonly effortHours: EffortHourTable;
}

interface EffortLedgerOptions {
  /** False when the change failed. */
  readonly write: (change: (tables: EffortTables) => void) => boolean;
  /** `otherwise` when the query failed. */
  readonly read: <T>(query: (tables: EffortTables) => T, otherwise: T) => T;
  /** ms since the Unix epoch. */
  readonly nowMs: () => number;
}

interface EffortLedger {
  spend(versionName: string, more: number): void;
  /** Begins a new count on the network. @returns the effort that the block took */
  blockFound(versionName: string): number;
  all(): NetworkEfforts;
  /** Hours on a network since a time, oldest first. */
  hours(versionName: string, sinceMs: number): EffortHour[];
  /** Writes what is pending; what cannot be written now is written with what follows. */
  write(): void;
}

/** Effort changes every second; written this often, a crash loses little of it. */
const WRITE_EVERY_MS = 5_000;

/** The efforts that a database has, and those that follow. */
export function openEffortLedger({ write, read, nowMs }: EffortLedgerOptions): EffortLedger {
  let efforts = read<NetworkEfforts>(({ effort }) => effort.get(), new Map());
  /** Spent, and not yet in the hours' rows. */
  const unwritten = new Map<string, number>();
  let writtenMs = nowMs();

  function writeAll(): void {
    writtenMs = nowMs();
    write(({ effort, effortHours }) => {
      effort.put(efforts);
      for (const [versionName, more] of [...unwritten]) {
        effortHours.add(versionName, nowMs(), more);
        // At once: a new file that replaces a damaged one meanwhile makes the change again.
        unwritten.delete(versionName);
      }
    });
  }

  return {
    spend(versionName, more) {
      efforts = withEffort(efforts, versionName, effortOn(efforts, versionName) + more);
      unwritten.set(versionName, (unwritten.get(versionName) ?? 0) + more);
      if (nowMs() - writtenMs >= WRITE_EVERY_MS) writeAll();
    },
    blockFound(versionName) {
      const effort = effortOn(efforts, versionName);
      efforts = withEffort(efforts, versionName, 0);
      return effort;
    },
    all: () => efforts,
    hours(versionName, sinceMs) {
      writeAll();
      return read(({ effortHours }) => effortHours.since(versionName, sinceMs, nowMs()), []);
    },
    write: writeAll,
  };
}
