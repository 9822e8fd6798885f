/**
 * A database file whose faults never throw: not at opening, nor in any later read, write or timer.
 * A damaged file is set aside and replaced by a new one, a deleted file is created again, and while
 * none can be written (a full disk) it is retried every few seconds. Each fault is reported once,
 * until writing has succeeded for a while.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf } from '../system/thrown-reason.ts';
import {
  identityOf,
  IN_MEMORY,
  COMPANIONS,
  openDatabase,
  prepareDatabase,
} from '../storage/database-file.ts';
import type { Database } from '../storage/database-file.ts';
import { lastCheckMs, noteCheck } from '../storage/checked-file.ts';
import { watchFile } from '../storage/file-signs.ts';
import { setAside } from '../storage/set-aside.ts';
import { checkpointWhenIdle } from './idle-checkpoints.ts';
import type { IdleCheckpoints } from './idle-checkpoints.ts';
import { faultOf, isDamage } from './file-faults.ts';
import type { FileFault } from './file-faults.ts';
import type { HistoryFault } from '../storage/storage-events.ts';

export interface ResilientDatabase<Tables> {
  /** Makes a change; false when that failed, which has been reported. */
  write(change: (tables: Tables) => void): boolean;
  /** The result of a query; `otherwise` when it failed. */
  read<T>(query: (tables: Tables) => T, otherwise: T): T;
  close(): void;
}

interface ResilientDatabaseOptions<Tables> {
  /** Path, or `:memory:`. */
  readonly file: string;
  /** Migrates the tables of a file and prepares their statements. Throws. */
  readonly open: (db: Database.Database) => Tables;
  /** Checks a file that existed before, unless it is known to be sound. Throws when it is damaged. */
  readonly check: (db: Database.Database) => void;
  /** Reads what can be read from a file that is about to be abandoned. Never throws. */
  readonly salvage: (db: Database.Database) => void;
  /** Called when a file becomes writable: the first one, a new one, or the old one again. */
  readonly writable: () => void;
  readonly onFault: (fault: HistoryFault) => void;
  readonly onRecovered: () => void;
  readonly nowMs: () => number;
}

interface Opened<Tables> {
  readonly db: Database.Database;
  readonly tables: Tables;
  readonly checkpoints: IdleCheckpoints;
  /** Null in memory. */
  readonly watch: ReturnType<typeof watchFile> | null;
  /** When the file was last read as a whole, ms since the Unix epoch. */
  readonly checkedMs: number;
}

/** A disk can lose what was written long ago: after this time the file is read as a whole again, ms. */
const CHECKED_FOR_MS = 7 * 86_400_000;
/** How often the file is looked at, and failed writes are retried. */
const CHECK_EVERY_MS = 2_000;
/** Opening is retried after 1, 2, 4 … of these checks, as each attempt may read the whole file. */
const CHECKS_BETWEEN_AT_MOST = 32;
/** Time without failures until the file counts as recovered: small writes fit on an almost full disk. */
const RECOVERED_AFTER_MS = 10_000;

/** Opens (or creates) the file; failures are reported and retried. */
export function openResilientDatabase<Tables>(
  options: ResilientDatabaseOptions<Tables>,
): ResilientDatabase<Tables> {
  const { file, nowMs, onFault } = options;
  let opened: Opened<Tables> | null = null;
  let failing: { readonly cause: FileFault; lastMs: number } | null = null;
  let checksToSkip = 0;
  let checksBetween = 1;
  /** A fault while a new file replaces the old one does not lead to yet another file. */
  let isRenewing = false;

  open();
  const timer = setInterval(check, CHECK_EVERY_MS).unref();

  function check(): void {
    if (opened === null) {
      checksToSkip -= 1;
      if (checksToSkip <= 0) open();
      return;
    }
    const now = opened;
    const { watch } = now;
    // A path that cannot be looked at (no permission, a disk that is gone) is a fault of the file too.
    if (watch !== null) attempt(() => checkFile(now, watch));
    if (failing !== null) options.writable();
  }

  /** Writing to a file that is deleted or overwritten succeeds and is lost: only a look at it shows that. */
  function checkFile({ db }: Opened<Tables>, watch: ReturnType<typeof watchFile>): void {
    const loss = watch.loss();
    if (loss === 'gone') renew({ kind: 'gone', file });
    if (loss === 'overwritten') renew(null);
    if (loss !== 'log-lost') return;
    try {
      // Moves the contents of the lost log into the file, and creates a new log.
      db.pragma('journal_mode = DELETE');
      db.pragma('journal_mode = WAL');
    } catch (error) {
      faultOf(error);
      renew(null);
      return;
    }
    watch.accept();
  }

  function open(): void {
    try {
      opened = tryToOpen();
      checksBetween = 1;
    } catch (error) {
      if (isDamage(faultOf(error)) && !isRenewing) renew(null);
      else fail(error);
      return;
    }
    options.writable();
  }

  function tryToOpen(): Opened<Tables> {
    if (file !== IN_MEMORY) mkdirSync(dirname(file), { recursive: true });
    const wasThere = file !== IN_MEMORY && identityOf(file) !== null;
    const checkedMs = wasThere ? lastCheckMs(file) : nowMs();
    const isKnown = checkedMs !== null && Math.abs(nowMs() - checkedMs) < CHECKED_FOR_MS;
    const db = openDatabase(file);
    try {
      prepareDatabase(db);
      const tables = options.open(db);
      if (!isKnown) options.check(db);
      const checkpoints = checkpointWhenIdle(db, (checkpoint) => void attempt(checkpoint));
      const watch = file === IN_MEMORY ? null : watchFile(file);
      return { db, tables, checkpoints, watch, checkedMs: isKnown ? checkedMs : nowMs() };
    } catch (error) {
      if (isDamage(faultOf(error))) options.salvage(db);
      db.close();
      throw error;
    }
  }

  /** Abandons the file for a new one. `gone`: it no longer exists; otherwise it is damaged. */
  function renew(gone: HistoryFault | null): void {
    isRenewing = true;
    try {
      const left = opened;
      opened = null;
      if (left !== null) {
        options.salvage(left.db);
        close(left);
      }
      onFault(gone ?? { kind: 'set-aside', file, keptAs: setAside(file, COMPANIONS) });
      failing = null;
      open();
    } catch (error) {
      // On Windows a file cannot be renamed before the garbage collector closes its statements.
      fail(error, 'damaged');
    } finally {
      isRenewing = false;
    }
  }

  function attempt<T>(act: () => T): { readonly value: T } | null {
    try {
      return { value: act() };
    } catch (error) {
      const fault = faultOf(error);
      if (fault === 'strange' && opened !== null && isSound(opened.db)) throw error;
      if (isRenewing || !(isDamage(fault) || fault === 'moved')) fail(error);
      else renew(fault === 'moved' ? { kind: 'gone', file } : null);
      return null;
    }
  }

  function isSound(db: Database.Database): boolean {
    try {
      options.check(db);
      return true;
    } catch (error) {
      faultOf(error);
      return false;
    }
  }

  function fail(error: unknown, cause = faultOf(error)): void {
    if (failing?.cause !== cause) {
      const detail = reasonOf(error);
      onFault({ kind: 'unwritable', cause: reportedCause(cause), file, detail });
    }
    failing = { cause, lastMs: nowMs() };
    if (opened === null) {
      checksToSkip = checksBetween;
      checksBetween = Math.min(2 * checksBetween, CHECKS_BETWEEN_AT_MOST);
    } else if (cause !== 'full' && cause !== 'in-use') {
      // A disk that was gone may be another one when it is back.
      close(opened);
      opened = null;
    }
  }

  function close({ db, checkpoints, watch }: Opened<Tables>): void {
    checkpoints.close();
    db.close();
    watch?.close();
  }

  /** Runs `act` on the file and, if a new file has replaced it meanwhile, on that one. */
  function ask<T>(act: (tables: Tables) => T): { readonly value: T } | null {
    if (opened === null) return null;
    const { tables } = opened;
    const answer = attempt(() => act(tables));
    if (answer !== null || opened === null || opened.tables === tables) return answer;
    const renewed = opened.tables;
    return attempt(() => act(renewed));
  }

  return {
    write(change) {
      if (ask(change) === null) return false;
      if (failing !== null && Math.abs(nowMs() - failing.lastMs) >= RECOVERED_AFTER_MS) {
        failing = null;
        options.onRecovered();
      }
      opened?.checkpoints.wrote();
      return true;
    },
    read(query, otherwise) {
      const answer = ask(query);
      return answer === null ? otherwise : answer.value;
    },
    close() {
      clearInterval(timer);
      const last = opened;
      // Closing leaves the log as it is: libsql keeps the file until the garbage collector has closed its statements.
      if (last !== null) attempt(() => last.db.pragma('wal_checkpoint(TRUNCATE)'));
      if (opened === null) return;
      const { checkedMs } = opened;
      close(opened);
      opened = null;
      if (file !== IN_MEMORY && failing === null) noteCheck(file, checkedMs);
    },
  };
}

function reportedCause(fault: FileFault): Extract<HistoryFault, { kind: 'unwritable' }>['cause'] {
  if (fault === 'strange') return 'damaged';
  return fault === 'moved' ? 'disk' : fault;
}
