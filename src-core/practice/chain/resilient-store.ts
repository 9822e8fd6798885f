/**
 * The store of a practice network whose file may be damaged, at the start or later: the file is set
 * aside, and the chains continue from their newest blocks in a new one, or start with genesis blocks.
 */
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { databaseFaultOf, COMPANIONS } from '../../storage/database-file.ts';
import { setAside } from '../../storage/set-aside.ts';
import type { PracticeBlock } from './practice-block.ts';
import { reasonOf } from '../../system/thrown-reason.ts';
import type { PracticeDataError } from './practice-errors.ts';
import { dataInUse, openStoreIn } from './practice-store.ts';
import type { PracticeStore } from './practice-store.ts';

/** Called with the new path of a damaged file. */
type OnSetAside = (keptAs: string) => void;

/** Opens the store of a network, see `openStoreIn`. Its calls throw while the disk is full. */
export function openPracticeStore(
  path: string | null,
  versionName: string,
  reset: boolean,
  onSetAside: OnSetAside = () => undefined,
): Result<PracticeStore, PracticeDataError> {
  const opened = openOrRenew(path, versionName, reset, onSetAside);
  if (!opened.ok) return opened;
  let store = opened.value;
  const newest = new Map<ChainId, readonly PracticeBlock[]>();

  function remember(block: PracticeBlock): void {
    const { chain } = block.header;
    newest.set(chain, [...(newest.get(chain) ?? []), block].slice(-2));
  }

  function ask<T>(act: (store: PracticeStore) => T): T {
    try {
      return act(store);
    } catch (error) {
      if (!isDamage(error) || path === null) throw error;
      store.close();
      onSetAside(setAside(path, COMPANIONS));
      const renewed = openOrRenew(path, versionName, false, onSetAside);
      if (!renewed.ok) throw error;
      store = renewed.value;
      for (const block of [...newest.values()].flat()) store.append(block, true);
      return act(store);
    }
  }

  return ok({
    heads(chains) {
      const heads = ask((now) => now.heads(chains));
      newest.clear();
      for (const { tip, before } of heads ?? []) {
        for (const block of [before, tip]) if (block !== null) remember(block);
      }
      return heads;
    },
    append(block, onChain) {
      ask((now) => now.append(block, onChain));
      if (onChain) remember(block);
    },
    find: (chain, hash) => ask((now) => now.find(chain, hash)),
    atHeight: (chain, height) => ask((now) => now.atHeight(chain, height)),
    range: (chain, range) => ask((now) => now.range(chain, range)),
    keepPayload: (payload) => ask((now) => now.keepPayload(payload)),
    payload: (hash) => ask((now) => now.payload(hash)),
    restart(genesis, payloads) {
      newest.clear();
      ask((now) => now.restart(genesis, payloads));
      for (const block of genesis) remember(block);
    },
    close: () => store.close(),
  });
}

function openOrRenew(
  path: string | null,
  versionName: string,
  reset: boolean,
  onSetAside: OnSetAside,
): Result<PracticeStore, PracticeDataError> {
  try {
    return openStoreIn(path, versionName, reset);
  } catch (error) {
    if (path === null || !isDamage(error)) return err(openingError(error, path));
  }
  try {
    onSetAside(setAside(path, COMPANIONS));
    return openStoreIn(path, versionName, reset);
  } catch (error) {
    return err(openingError(error, path));
  }
}

function isDamage(error: unknown): boolean {
  const fault = databaseFaultOf(error);
  return fault === 'damaged' || fault === 'strange';
}

function openingError(error: unknown, file: string | null): PracticeDataError {
  if (databaseFaultOf(error) === 'in-use') return dataInUse(file, null);
  const detail = reasonOf(error);
  return { kind: 'practice-data', reason: 'unusable', setting: null, file, detail };
}
