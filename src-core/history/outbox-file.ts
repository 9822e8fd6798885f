/**
 * The outbox on disk: solved blocks on their way to the node, one line per change. It has a file of
 * its own because blocks are worth money: a damaged database may cost a chart, never a block.
 *
 * The operating system has an entry before `put` returns, so that no crash or kill of the program
 * loses it. Waiting for the disk as well would delay the block by 0.4 ms on an SSD and by 5 to 20 ms
 * on a hard disk: the sync is started at once, alongside the request to the node, and protects
 * against a power cut.
 *
 * What is in memory counts. Whenever the file is not as this program left it (deleted, garbled, the
 * disk was full), it is rewritten from memory, with whatever else it still holds: another program
 * may use the same file.
 */
import {
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { renamePatientlySync } from '../system/patient-rename.ts';
import type { BlockingRenameOptions } from '../system/patient-rename.ts';
import { reasonOf } from '../system/thrown-reason.ts';
import type { OutboxEntry, OutboxStore } from '../node/solutions/solution-outbox.ts';
import { setAside } from '../storage/set-aside.ts';
import { faultOf } from './file-faults.ts';
import type { FileFault } from './file-faults.ts';
import type { HistoryFault } from '../storage/storage-events.ts';
import { outboxLine, parseOutboxLine } from './outbox-line.ts';

/** The store of the outbox. Its calls never throw because of the file. */
export interface OutboxFile extends OutboxStore {
  close(): void;
}

interface OutboxFileOptions {
  /** Null keeps entries in memory alone. */
  readonly path: string | null;
  readonly onFault: (fault: HistoryFault) => void;
  readonly onRecovered: () => void;
  readonly nowMs: () => number;
  readonly renaming?: BlockingRenameOptions;
}

interface Opened {
  readonly descriptor: number;
  /** As this program left it. */
  left: Stats;
  isSyncing: boolean;
  /** An entry was put since the pending sync began. */
  isSyncedAgain: boolean;
}

/** How often the file is checked, and failed writes are retried. */
const CHECK_EVERY_MS = 2_000;
/** Time without failures until the file counts as recovered: small writes fit on an almost full disk. */
const RECOVERED_AFTER_MS = 10_000;
/** A file without entries is truncated from this size on: that costs more than appending a line. */
const EMPTIED_FROM_BYTES = 64 * 1024;
/** Entries are 1 KB each and few: a larger file is not an outbox. */
const BYTES_AT_MOST = 64 * 1024 * 1024;

/** Opens (or creates) the outbox in a file, with every entry in it that can be read. */
export function openOutboxFile(options: OutboxFileOptions): OutboxFile {
  const { path, onFault, onRecovered, nowMs, renaming = {} } = options;
  const own = new Map<string, OutboxEntry>();
  /** Removed in this run: a line that still has one is old. */
  const removed = new Set<string>();
  /** Entries of another program in the same file. */
  let others = new Map<string, OutboxEntry>();
  let file: Opened | null = null;
  let failing: { readonly fault: FileFault; readonly lastMs: number } | null = null;

  if (path !== null) {
    guarded(() => rewrite(path));
    // Entries of an earlier run are taken over.
    for (const [id, entry] of others) own.set(id, entry);
    others = new Map();
  }
  const timer = setInterval(() => {
    if (path === null) return;
    if (failing !== null || (file !== null && !existsSync(path))) guarded(() => rewrite(path));
  }, CHECK_EVERY_MS).unref();

  /** Appends a change to the file, or rewrites the file if it is not as this program left it. */
  function write(change: (descriptor: number, size: number) => void): void {
    if (path === null) return;
    guarded(() => {
      if (file === null || failing !== null || !isAsLeft(file)) {
        rewrite(path);
        return;
      }
      try {
        change(file.descriptor, file.left.size);
      } catch (error) {
        // Half a line would look like damage.
        ftruncateSync(file.descriptor, file.left.size);
        throw error;
      }
      file.left = fstatSync(file.descriptor);
    });
  }

  /** Reads the file for entries of others and replaces it by one with all entries. */
  function rewrite(path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    const found = readOthers(path);
    const draft = `${path}.tmp`;
    const descriptor = openSync(draft, DRAFT_FLAGS, 0o600);
    let news: HistoryFault | null = null;
    try {
      for (const entry of [...others.values(), ...own.values()]) {
        writeAll(descriptor, outboxLine({ put: entry }));
      }
      fdatasyncSync(descriptor);
      if (found === 'missing' && file !== null) news = { kind: 'gone', file: path };
      leave();
      // Only once there is a new file: on a full disk the damaged one is all there is.
      if (found === 'damaged')
        news = { kind: 'set-aside', file: path, keptAs: setAside(path, [], renaming) };
      renamePatientlySync(draft, path, renaming);
    } catch (error) {
      closeSync(descriptor);
      rmSync(draft, { force: true });
      throw error;
    }
    file = { descriptor, left: fstatSync(descriptor), isSyncing: false, isSyncedAgain: false };
    if (news !== null) onFault(news);
  }

  /** Takes every line that can be read, even in a damaged file. */
  function readOthers(path: string): 'missing' | 'sound' | 'damaged' {
    others = new Map();
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return 'missing';
    let isDamaged = !stats.isFile() || stats.size > BYTES_AT_MOST;
    for (const line of isDamaged ? [] : readFileSync(path, 'utf8').split('\n')) {
      if (line === '') continue;
      const change = parseOutboxLine(line);
      if (change === null) isDamaged = true;
      else if ('put' in change) others.set(change.put.id, change.put);
      else others.delete(change.remove);
    }
    for (const id of [...own.keys(), ...removed]) others.delete(id);
    return isDamaged ? 'damaged' : 'sound';
  }

  function sync(): void {
    const synced = file;
    if (synced === null) return;
    if (synced.isSyncing) {
      synced.isSyncedAgain = true;
      return;
    }
    synced.isSyncing = true;
    synced.isSyncedAgain = false;
    // The request to the node goes first.
    setImmediate(() =>
      fdatasync(synced.descriptor, (error) => {
        synced.isSyncing = false;
        if (file !== synced) closeSync(synced.descriptor);
        else if (error !== null) failed(error);
        else if (synced.isSyncedAgain) sync();
      }),
    );
  }

  function leave(): void {
    if (file !== null && !file.isSyncing) closeSync(file.descriptor);
    file = null;
  }

  function guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      failed(error);
      return;
    }
    if (failing !== null && Math.abs(nowMs() - failing.lastMs) >= RECOVERED_AFTER_MS) {
      failing = null;
      onRecovered();
    }
  }

  function failed(error: unknown): void {
    const fault = faultOf(error);
    if (path !== null && failing?.fault !== fault) onFault(unwritable(path, fault, error));
    failing = { fault, lastMs: nowMs() };
  }

  return {
    put(entry) {
      own.set(entry.id, entry);
      removed.delete(entry.id);
      write((descriptor) => writeAll(descriptor, outboxLine({ put: entry })));
      sync();
    },
    remove(id) {
      if (!own.delete(id)) return;
      removed.add(id);
      write((descriptor, size) => {
        if (own.size + others.size > 0 || size < EMPTIED_FROM_BYTES) {
          writeAll(descriptor, outboxLine({ remove: id }));
          return;
        }
        ftruncateSync(descriptor);
        removed.clear();
      });
    },
    all: () => [...own.values()],
    close() {
      clearInterval(timer);
      leave();
    },
  };
}

/** With O_APPEND, so that lines of another program are not overwritten. */
const DRAFT_FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_APPEND;

function writeAll(descriptor: number, line: string): void {
  const bytes = Buffer.from(line);
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

/** False also when another file has taken its name: then it has no link left. */
function isAsLeft({ descriptor, left }: Opened): boolean {
  const now = fstatSync(descriptor);
  return now.nlink > 0 && now.size === left.size && now.mtimeMs === left.mtimeMs;
}

function unwritable(file: string, fault: FileFault, error: unknown): HistoryFault {
  const detail = reasonOf(error);
  const cause = fault === 'full' || fault === 'not-writable' ? fault : 'disk';
  return { kind: 'unwritable', cause, file, detail };
}
