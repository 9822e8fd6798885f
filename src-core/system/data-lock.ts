/**
 * A data folder, or a file in it, is for one program at a time: two would submit a waiting block
 * twice, and write two histories. The lock is the operating system's (SQLite's, on an empty file
 * beside the data), so it ends with its process however that ends: nothing has to be judged by
 * process ids or ages. A second file says who holds it.
 */
import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import Database from 'libsql';
import { z } from 'zod';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { codeOf, reasonOf } from './thrown-reason.ts';

/** The lock of a whole data folder. */
export const LOCK_FILE = 'heddle.lock';

/** The app with its window, the miner in a terminal, or a practice network. */
const PROGRAMS = ['app', 'terminal', 'practice'] as const;
type LockingProgram = (typeof PROGRAMS)[number];

export interface LockHolder {
  readonly program: LockingProgram;
  /** Its process id. */
  readonly pid: number;
  /** ms since the Unix epoch. */
  readonly sinceMs: number;
}

export type LockError =
  /**
   * Another program, or another part of this one, has it. The holder is null when it is not known.
   */
  { readonly kind: 'held'; readonly holder: LockHolder | null } | LockFault;

/** Why there can be no lock. */
export type LockFault =
  /** A folder or the like has the name of the lock's file. */
  | { readonly kind: 'not-a-file'; readonly path: string }
  /** The lock's file cannot be created or used. */
  | { readonly kind: 'unusable'; readonly code: string | null; readonly detail: string };

const holderSchema = z.object({
  program: z.enum(PROGRAMS),
  pid: z.number().int().positive(),
  sinceMs: z.number(),
});

/** Locks that this process has: libsql closes the file of a database that nothing refers to, which ends its lock. */
const held = new Set<Database.Database>();

/**
 * Takes the lock whose file is `path`, in a folder that exists.
 * @returns what releases it; safe to call twice
 */
export function takeDataLock(
  path: string,
  program: LockingProgram,
  nowMs: () => number = Date.now,
): Result<() => void, LockError> {
  const taken = takeLock(path);
  if (!taken.ok) {
    if (taken.error.kind !== 'held') return err(taken.error);
    return err({ kind: 'held', holder: readHolder(ownerFile(path)) });
  }
  const db = taken.value;
  held.add(db);
  const holder: LockHolder = { program, pid: process.pid, sinceMs: nowMs() };
  tolerantly(() => writeFileSync(ownerFile(path), JSON.stringify(holder), { mode: 0o600 }));
  let isHeld = true;
  return ok(() => {
    if (!isHeld) return;
    isHeld = false;
    held.delete(db);
    tolerantly(() => rmSync(ownerFile(path)));
    tolerantly(() => {
      // libsql closes the file when its garbage is collected: the lock must not wait for that.
      db.exec('ROLLBACK');
      // Stryker disable next-line CallExpression: libsql 0.5 keeps the file open until then, closed or not
      db.close();
    });
  });
}

/** In English, for the log and the terminal: `a practice network (process 71, since 2026-11-29 18:04)`. */
export function holderText(holder: LockHolder | null): string {
  if (holder === null) return 'another running Heddle';
  const { program, pid, sinceMs } = holder;
  const offsetMs = new Date(sinceMs).getTimezoneOffset() * 60_000;
  const since = new Date(sinceMs - offsetMs).toISOString().slice(0, 16).replace('T', ' ');
  return `${NAMES[program]} (process ${pid}, since ${since})`;
}

/** In English, for the log and the terminal. */
export function lockFaultText(fault: LockFault): string {
  if (fault.kind === 'unusable') return fault.detail;
  return `${fault.path} is not a file. Delete or rename it, then start again`;
}

const NAMES: Readonly<Record<LockingProgram, string>> = {
  app: 'the Heddle app',
  terminal: 'Heddle in a terminal',
  practice: 'a practice network',
};

function ownerFile(path: string): string {
  return `${path}.owner`;
}

function takeLock(path: string): Result<Database.Database, LockError> {
  let db: Database.Database | null = null;
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    // SQLite waits for whoever writes to a pipe.
    if (there?.isFile() === false) return err({ kind: 'not-a-file', path });
    // Only where there is none: closing a file ends all locks that its process has on it (fcntl(2)).
    if (there === undefined) closeSync(openSync(path, 'a', 0o600));
    // A lock writes nothing: something else did, which SQLite could not read.
    else if (there.size > 0) truncateSync(path);
    // libsql does not say why a file cannot be opened.
    accessSync(path, constants.R_OK | constants.W_OK);
    db = new Database(path);
    // Otherwise there would be a journal beside the file.
    db.pragma('journal_mode = MEMORY');
    // Reserves the right to write, which one connection can have; nothing is ever written.
    db.exec('BEGIN IMMEDIATE');
    return ok(db);
  } catch (error) {
    db?.close();
    const code = codeOf(error);
    if (/SQLITE_(BUSY|LOCKED)/.test(String(code))) return err({ kind: 'held', holder: null });
    return err({ kind: 'unusable', code, detail: reasonOf(error) });
  }
}

function readHolder(file: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(file).toString()));
  } catch {
    // It is only for a sentence, which works without it.
    return null;
  }
}

/** Ignores a full disk and the like: the lock holds without it. */
function tolerantly(change: () => void): void {
  try {
    change();
  } catch {
    // See above.
  }
}
