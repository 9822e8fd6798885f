/**
 * The table of turns, whatever happens to its file: a damaged one is set aside, and one that was deleted or
 * replaced is given up for the new one. While none can be used, one is tried every minute. The log says so.
 */
import type { Logger } from '../../../logging/logger.ts';
import { COMPANIONS, identityOf } from '../../../storage/database-file.ts';
import { databaseFaultOf } from '../../../storage/fault-codes.ts';
import { setAside } from '../../../storage/set-aside.ts';
import { reasonOf } from '../../../system/thrown-reason.ts';
import { isBusy } from './patient-writes.ts';
import { openTurnTable } from './turn-table.ts';
import type { TurnTable } from './turn-table.ts';

interface TurnFile {
  /**
   * What `work` returns, which is called again where it met a damaged file; null while no file can be used.
   * @throws SQLITE_BUSY while another program is writing
   */
  use<Result>(work: (table: TurnTable) => Result): Result | null;
  close(): void;
}

/** Time until the next file after one that was renewed or could not be used, ms. */
const RETRY_MS = 60_000;

/** The file is opened with the first use. */
export function keepTurnFile(path: string, logger: Logger, nowMs: () => number): TurnFile {
  let opened: { readonly table: TurnTable; readonly file: string | null } | null = null;
  let renewedAtMs = -Infinity;
  let failedAtMs = -Infinity;
  let isFailing = false;

  /** A clock that is set back prolongs no wait. */
  const isRecent = (atMs: number): boolean => Math.abs(nowMs() - atMs) < RETRY_MS;

  function table(): TurnTable {
    opened ??= { table: openTurnTable(path), file: identityOf(path) };
    return opened.table;
  }

  function close(): void {
    opened?.table.close();
    opened = null;
  }

  function attempt<Result>(work: (table: TurnTable) => Result): Result {
    const file = identityOf(path);
    // What is written to a file that has lost its name reaches no other program.
    if (opened !== null && file !== opened.file) renew(deleted);
    try {
      return work(table());
    } catch (error) {
      const fault = databaseFaultOf(error);
      if (fault !== 'damaged' && fault !== 'strange') throw error;
      // Another program may have found it first.
      renew(file === null || file === identityOf(path) ? keep : deleted);
      return work(table());
    }
  }

  const deleted = (): string => 'was deleted or replaced while in use';
  const keep = (): string => `was damaged and is kept as ${setAside(path, COMPANIONS)}`;

  /** Two versions that want different tables must not replace each other's with every turn. */
  function renew(giveUp: () => string): void {
    close();
    if (isRecent(renewedAtMs)) throw new Error(`${path} was renewed a moment ago`);
    const end = giveUp();
    renewedAtMs = nowMs();
    logger.warn(`${path} with the turns at machines ${end}; a new file is used`);
  }

  return {
    use(work) {
      if (isRecent(failedAtMs)) return null;
      try {
        const result = attempt(work);
        if (isFailing) logger.info('turns at machines are shared with other programs again');
        isFailing = false;
        return result;
      } catch (error) {
        if (opened !== null && isBusy(error)) throw error;
        close();
        failedAtMs = nowMs();
        const reason = reasonOf(error);
        if (!isFailing)
          logger.warn(`turns at machines are not shared with other programs: ${reason}`);
        isFailing = true;
        return null;
      }
    },
    close,
  };
}
