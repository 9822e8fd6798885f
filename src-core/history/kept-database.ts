/**
 * A database file whose faults end nothing: not at opening, not in any later read, write or
 * timer. A damaged file is set aside and a new one takes its place, a file that was deleted is made
 * again, and while none can be written (a full disk) it is tried again every few seconds. Each
 * fault is told once, until what failed has gone well for a while.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  identityOf,
  IN_MEMORY,
  NEIGHBOURS,
  openDatabase,
  prepareDatabase,
} from '../storage/database-file.ts';
import type { Database } from '../storage/database-file.ts';
import { setAside } from '../storage/set-aside.ts';
import { takeCheckpointsCalmly } from './calm-checkpoints.ts';
import type { CalmCheckpoints } from './calm-checkpoints.ts';
import { faultOf, isDamage } from './file-faults.ts';
import type { FileFault } from './file-faults.ts';
import type { HistoryFault } from '../storage/storage-events.ts';

export interface KeptDatabase<Tables> {
  /** Carries out a change; false when it could not be, and that has been told. */
  write(change: (tables: Tables) => void): boolean;
  /** What a query gives; `otherwise` when it cannot be asked. */
  read<T>(query: (tables: Tables) => T, otherwise: T): T;
  close(): void;
}

export interface KeptDatabaseOptions<Tables> {
  readonly file: string;
  /** Brings the tables of a file up to date, and prepares what is done with them. Throws. */
  readonly open: (db: Database.Database) => Tables;
  /** Looks through a file that was there before. Throws when it is damaged. */
  readonly check: (db: Database.Database) => void;
  /** Takes what can be read from a file that is about to be left. Never throws. */
  readonly salvage: (db: Database.Database) => void;
  /** A file can be written, the first one, a new one or the old one again. */
  readonly writable: () => void;
  readonly onFault: (fault: HistoryFault) => void;
  readonly onRecovered: () => void;
  readonly nowMs: () => number;
}

interface Opened<Tables> {
  readonly db: Database.Database;
  readonly tables: Tables;
  readonly checkpoints: CalmCheckpoints;
  /** Which files these are; null for one that is not there (yet). */
  readonly file: string | null;
  log: string | null;
}

/** How often the file is looked for, and what failed is tried again. */
const LOOK_EVERY_MS = 2_000;
/** Opening is tried again after 1, 2, 4 … of these looks: each may read the whole file. */
const LOOKS_BETWEEN_AT_MOST = 32;
/** On a disk that is almost full, small writes succeed between those that fail. */
const CALM_AFTER_MS = 10_000;

/** Opens (or makes) the file; what fails is told and tried again. */
export function keepDatabase<Tables>(options: KeptDatabaseOptions<Tables>): KeptDatabase<Tables> {
  const { file, nowMs, onFault } = options;
  let opened: Opened<Tables> | null = null;
  let failing: { readonly cause: FileFault; lastMs: number } | null = null;
  let looksToSkip = 0;
  let looksBetween = 1;
  /** What fails while a new file takes the old one's place is not renewed once more. */
  let isRenewing = false;

  open();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();

  function look(): void {
    if (opened === null) {
      looksToSkip -= 1;
      if (looksToSkip <= 0) open();
      return;
    }
    if (file !== IN_MEMORY) lookForFiles(opened);
    if (failing !== null) options.writable();
  }

  /** Whoever deletes an open file is not told so: what is written goes nowhere. */
  function lookForFiles(now: Opened<Tables>): void {
    if (identityOf(file) !== now.file) {
      renew({ kind: 'gone', file });
      return;
    }
    const log = identityOf(`${file}-wal`);
    if (now.log !== null && log !== now.log) {
      try {
        // What the lost log held comes into the file, and a new log is made.
        now.db.pragma('journal_mode = DELETE');
        now.db.pragma('journal_mode = WAL');
      } catch (error) {
        faultOf(error);
        renew(null);
        return;
      }
    }
    now.log = identityOf(`${file}-wal`);
  }

  function open(): void {
    try {
      opened = tryToOpen();
      looksBetween = 1;
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
    const db = openDatabase(file);
    try {
      prepareDatabase(db);
      const tables = options.open(db);
      if (wasThere) options.check(db);
      const checkpoints = takeCheckpointsCalmly(db, (checkpoint) => void attempt(checkpoint));
      return { db, tables, checkpoints, file: identityOf(file), log: identityOf(`${file}-wal`) };
    } catch (error) {
      if (isDamage(faultOf(error))) options.salvage(db);
      db.close();
      throw error;
    }
  }

  /** Leaves the file for a new one. `gone`: it is not there any more; otherwise it is damaged. */
  function renew(gone: HistoryFault | null): void {
    isRenewing = true;
    try {
      const left = opened;
      opened = null;
      if (left !== null) {
        options.salvage(left.db);
        close(left);
      }
      onFault(gone ?? { kind: 'set-aside', file, keptAs: setAside(file, NEIGHBOURS) });
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
      const detail = error instanceof Error ? error.message : String(error);
      onFault({ kind: 'unwritable', cause: toldCause(cause), file, detail });
    }
    failing = { cause, lastMs: nowMs() };
    if (opened === null) {
      looksToSkip = looksBetween;
      looksBetween = Math.min(2 * looksBetween, LOOKS_BETWEEN_AT_MOST);
    } else if (cause !== 'full' && cause !== 'in-use') {
      // A disk that was away may be another one when it is back.
      close(opened);
      opened = null;
    }
  }

  function close({ db, checkpoints }: Opened<Tables>): void {
    checkpoints.close();
    db.close();
  }

  /** Asks the file, and where a new one took its place meanwhile, that one. */
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
      if (failing !== null && Math.abs(nowMs() - failing.lastMs) >= CALM_AFTER_MS) {
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
      if (opened !== null) close(opened);
      opened = null;
    },
  };
}

function toldCause(fault: FileFault): Extract<HistoryFault, { kind: 'unwritable' }>['cause'] {
  if (fault === 'strange') return 'damaged';
  return fault === 'moved' ? 'disk' : fault;
}
