/**
 * The store of a practice network whose file may be damaged or lost, at the start or later: a damaged
 * file is set aside, a deleted one is created again, and the newest blocks are written from memory. While
 * none can be written (a full disk), the chains continue in memory, and the file catches up later.
 */
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { COMPANIONS } from '../../storage/database-file.ts';
import { databaseFaultOf, fileFaultOf } from '../../storage/fault-codes.ts';
import type { DatabaseFault } from '../../storage/fault-codes.ts';
import { watchFile } from '../../storage/file-signs.ts';
import { setAside } from '../../storage/set-aside.ts';
import type { HistoryEvent, HistoryFault } from '../../storage/storage-events.ts';
import { reasonOf } from '../../system/thrown-reason.ts';
import type { ChainHead } from './new-header.ts';
import { dataInUse } from './practice-errors.ts';
import type { PracticeDataError } from './practice-errors.ts';
import { openStoreIn } from './practice-store.ts';
import type { PracticeStore } from './practice-store.ts';
import { createRecentBlocks, mergedBlocks } from './recent-blocks.ts';

/** Called with the new path of a damaged file. */
type OnSetAside = (keptAs: string) => void;

interface ResilientStoreOptions {
  /** Called when something is wrong with the file, once, and when that has passed. */
  readonly onEvent?: (event: HistoryEvent) => void;
  /** How often the file is looked at, and failed writes are tried again, ms. */
  readonly checkEveryMs?: number;
  /** Opens a file; `openStoreIn`. */
  readonly openStore?: typeof openStoreIn;
}

const CHECK_EVERY_MS = 2_000;
/** Checks without a failure until the file counts as recovered: small writes fit on an almost full disk. */
const CALM_CHECKS = 5;

type Cause = Extract<HistoryFault, { kind: 'unwritable' }>['cause'];

interface OpenFile {
  readonly store: PracticeStore;
  readonly watch: ReturnType<typeof watchFile>;
}

/** Opens the store of a network, see `openStoreIn`. Later faults of its file are reported, not thrown. */
export function openPracticeStore(
  path: string | null,
  versionName: string,
  reset: boolean,
  options: ResilientStoreOptions = {},
): Result<PracticeStore, PracticeDataError> {
  const { onEvent = () => undefined, checkEveryMs = CHECK_EVERY_MS } = options;
  const { openStore = openStoreIn } = options;
  if (path === null) return openStore(null, versionName, reset);
  const file = path;
  const report = (fault: HistoryFault): void =>
    onEvent({ type: 'history-failed', part: 'practice-chains', fault });
  const onSetAside: OnSetAside = (keptAs) => report({ kind: 'set-aside', file, keptAs });
  const openFile = (resets: boolean): Result<OpenFile, PracticeDataError> =>
    openOrRenew(() => watched(openStore(file, versionName, resets), file), file, onSetAside);
  const opened = openFile(reset);
  if (!opened.ok) return opened;

  /** Null while none can be opened. */
  let held: OpenFile | null = opened.value;
  const recent = createRecentBlocks();
  /** The file lacks blocks that are in memory. */
  let isBehind = false;
  /** The file still holds chains that were discarded; begins the new ones in it. */
  let restart: ((store: PracticeStore) => void) | null = null;
  let failing: { readonly cause: Cause; calmChecks: number } | null = null;
  const timer = setInterval(check, checkEveryMs).unref();

  function check(): void {
    if (failing !== null) failing.calmChecks += 1;
    try {
      const loss = held?.watch.loss() ?? null;
      if (loss !== null) renew(loss === 'gone' ? 'gone' : 'doubtful');
    } catch (error) {
      fail('disk', reasonOf(error));
    }
    read((now) => now.sweep(), undefined);
    if (isBehind) catchUp();
    if (failing !== null && failing.calmChecks >= CALM_CHECKS) recovered();
  }

  function recovered(): void {
    if (isBehind) return;
    failing = null;
    onEvent({ type: 'history-recovered', part: 'practice-chains' });
  }

  function fail(cause: Cause, detail: string): void {
    isBehind = true;
    if (failing?.cause !== cause) report({ kind: 'unwritable', cause, file, detail });
    failing = { cause, calmChecks: 0 };
  }

  function leaveFile(): void {
    held?.store.close();
    held?.watch.close();
    held = null;
  }

  /** Leaves the file and writes what is in memory into the one that can be opened then. */
  function renew(loss: 'gone' | 'doubtful' | 'damaged'): void {
    leaveFile();
    isBehind = true;
    if (loss === 'gone') report({ kind: 'gone', file });
    try {
      if (loss === 'damaged') onSetAside(setAside(file, COMPANIONS));
    } catch (error) {
      fail('damaged', reasonOf(error));
      return;
    }
    catchUp();
  }

  function catchUp(): void {
    if (held === null) {
      const renewed = openFile(false);
      if (!renewed.ok) {
        fail(renewed.error.reason === 'in-use' ? 'in-use' : 'disk', renewed.error.detail);
        return;
      }
      held = renewed.value;
    }
    try {
      restart?.(held.store);
      restart = null;
      recent.writeTo(held.store);
      isBehind = false;
    } catch (error) {
      fail(causeOf(error), reasonOf(error));
    }
  }

  function meet(error: unknown): void {
    const fault = databaseFaultOf(error);
    if (fault === null) throw error;
    if (isDamage(error)) renew('damaged');
    else if (fault === 'moved') renew('gone');
    else fail(causeOf(error), reasonOf(error));
  }

  /** What was put into memory; while the file is behind, `check` writes it. */
  function write(act: (store: PracticeStore) => void): void {
    if (isBehind || held === null) return;
    try {
      act(held.store);
    } catch (error) {
      meet(error);
    }
  }

  /** What the file knows: `otherwise` where that is nothing that memory does not know. */
  function read<T>(act: (store: PracticeStore) => T, otherwise: T): T {
    if (held === null || restart !== null) return otherwise;
    try {
      return act(held.store);
    } catch (error) {
      meet(error);
      return otherwise;
    }
  }

  /** Throws where it is not certain that there are none, for chains without heads begin again. */
  function readHeads(chains: readonly ChainId[]): ChainHead[] | null {
    try {
      if (held !== null) return held.store.heads(chains);
    } catch (error) {
      if (!isDamage(error)) throw error;
      renew('damaged');
    }
    return held?.store.heads(chains) ?? null;
  }

  return ok({
    heads(chains) {
      const heads = readHeads(chains);
      for (const { tip, before } of heads ?? []) {
        for (const block of [before, tip]) if (block !== null) recent.append(block, true);
      }
      return heads;
    },
    append(block, onChain) {
      recent.append(block, onChain);
      write((now) => now.append(block, onChain));
    },
    find: (chain, hash) => recent.find(chain, hash) ?? read((now) => now.find(chain, hash), null),
    atHeight: (chain, height) =>
      recent.atHeight(chain, height) ?? read((now) => now.atHeight(chain, height), null),
    range(chain, range) {
      const inFile = read((now) => now.range(chain, range), []);
      // Without a file that is up to date, memory has the newest ones.
      if (!isBehind) return inFile;
      return mergedBlocks(inFile, recent.range(chain, range)).slice(0, range.limit);
    },
    keepPayload(payload) {
      recent.keepPayload(payload);
      write((now) => now.keepPayload(payload));
    },
    payload: (hash) => recent.payload(hash) ?? read((now) => now.payload(hash), null),
    restart(genesis, payloads) {
      recent.clear();
      for (const payload of payloads) recent.keepPayload(payload);
      for (const block of genesis) recent.append(block, true);
      restart = (now) => now.restart(genesis, payloads);
      isBehind = true;
      catchUp();
    },
    sweep: () => read((now) => now.sweep(), undefined),
    close() {
      clearInterval(timer);
      if (isBehind) catchUp();
      if (failing !== null) recovered();
      leaveFile();
    },
  });
}

function causeOf(error: unknown): Cause {
  const fault: DatabaseFault | null = databaseFaultOf(error);
  if (fault === null) throw error;
  if (fault === 'strange') return 'damaged';
  return fault === 'moved' ? 'disk' : fault;
}

function watched(
  opened: Result<PracticeStore, PracticeDataError>,
  file: string,
): Result<OpenFile, PracticeDataError> {
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    return ok({ store, watch: watchFile(file) });
  } catch (error) {
    store.close();
    throw error;
  }
}

function openOrRenew(
  open: () => Result<OpenFile, PracticeDataError>,
  file: string,
  onSetAside: OnSetAside,
): Result<OpenFile, PracticeDataError> {
  try {
    return open();
  } catch (error) {
    if (!isDamage(error)) return err(openingError(error, file));
  }
  try {
    onSetAside(setAside(file, COMPANIONS));
    return open();
  } catch (error) {
    return err(openingError(error, file));
  }
}

function isDamage(error: unknown): boolean {
  const fault = databaseFaultOf(error);
  return fault === 'damaged' || fault === 'strange';
}

function openingError(error: unknown, file: string): PracticeDataError {
  const fault = fileFaultOf(error);
  if (fault === 'in-use') return dataInUse(file, null);
  const reason = fault === 'full' ? 'full' : 'unusable';
  return { kind: 'practice-data', reason, setting: null, file, detail: reasonOf(error) };
}
