/**
 * Own blocks and what became of them. What the database does not take is kept in memory until it
 * does, and read from there; a database that has to begin with nothing gets back what is known.
 */
import { NO_BLOCKS } from '../state/snapshot-types.ts';
import type { OwnBlock, OwnBlockState } from '../state/snapshot-types.ts';
import type { HistoryTables } from './history-tables.ts';
import type { KeptDatabase } from './kept-database.ts';

export interface OwnBlocks {
  put(block: OwnBlock): void;
  /** A block's new state; nothing for one that is not known. */
  settle(id: string, state: OwnBlockState, reason: string | null): void;
  get(id: string): OwnBlock | null;
  /** Found before a time, newest first. */
  before(beforeMs: number, limit: number): OwnBlock[];
  /** How many were found before a time. */
  countBefore(beforeMs: number): number;
  unsettled(versionName: string): OwnBlock[];
  counts(): Record<OwnBlockState, number>;
  /** Blocks that were read from a damaged file; what is known already is newer. */
  salvaged(blocks: readonly OwnBlock[]): void;
  /** Tries once more to write what is not written. */
  catchUp(): void;
}

/** 30 MB: more than anybody mines while a disk is full, and than is found in a damaged file. */
const UNSAVED_AT_MOST = 100_000;
/** Blocks of this run that come back even if nothing of a damaged file can be read. */
const REMEMBERED = 1_000;
/** Blocks that are caught up with at once. */
const CHUNK = 1_000;

export function ownBlocksIn(database: KeptDatabase<HistoryTables>): OwnBlocks {
  /** In the order in which they were found or changed. */
  const unsaved = new Map<string, OwnBlock>();
  const remembered = new Map<string, OwnBlock>();

  function put(block: OwnBlock): void {
    keepIn(remembered, block, REMEMBERED);
    unsaved.delete(block.id);
    if (!database.write(({ blocks }) => blocks.put([block]))) {
      keepIn(unsaved, block, UNSAVED_AT_MOST);
    }
  }

  function get(id: string): OwnBlock | null {
    return unsaved.get(id) ?? database.read(({ blocks }) => blocks.get(id), null);
  }

  function withUnsaved(read: readonly OwnBlock[], fits: (block: OwnBlock) => boolean): OwnBlock[] {
    if (unsaved.size === 0) return [...read];
    return [...read.filter(({ id }) => !unsaved.has(id)), ...[...unsaved.values()].filter(fits)];
  }

  return {
    put,
    settle(id, state, reason) {
      const block = get(id);
      if (block !== null) put({ ...block, state, reason });
    },
    get,
    before(beforeMs, limit) {
      const read = database.read(({ blocks }) => blocks.before(beforeMs, limit), []);
      return withUnsaved(read, ({ foundAtMs }) => foundAtMs < beforeMs)
        .sort((a, b) => b.foundAtMs - a.foundAtMs)
        .slice(0, limit);
    },
    countBefore(beforeMs) {
      let count = database.read(({ blocks }) => blocks.countBefore(beforeMs), 0);
      for (const { id, foundAtMs } of unsaved.values()) {
        const isCounted = database.read(({ blocks }) => blocks.get(id), null) !== null;
        if (foundAtMs < beforeMs && !isCounted) count += 1;
      }
      return count;
    },
    unsettled(versionName) {
      const read = database.read(({ blocks }) => blocks.unsettled(versionName), []);
      return withUnsaved(
        read,
        (block) =>
          block.versionName === versionName &&
          (block.state === 'accepted' || block.state === 'uncertain'),
      );
    },
    counts() {
      const counts = database.read(({ blocks }) => blocks.counts(), { ...NO_BLOCKS });
      for (const { id, state } of unsaved.values()) {
        const saved = database.read(({ blocks }) => blocks.get(id), null);
        if (saved !== null) counts[saved.state] -= 1;
        counts[state] += 1;
      }
      return counts;
    },
    salvaged(blocks) {
      for (const block of [...blocks, ...remembered.values(), ...unsaved.values()]) {
        keepIn(unsaved, block, UNSAVED_AT_MOST);
      }
    },
    catchUp() {
      while (unsaved.size > 0) {
        const chunk = [...unsaved.values()].slice(0, CHUNK);
        if (!database.write(({ blocks }) => blocks.put(chunk))) return;
        for (const block of chunk) {
          if (unsaved.get(block.id) === block) unsaved.delete(block.id);
        }
      }
    },
  };
}

/** Sets a block as the newest of at most `limit`; the oldest leave. */
function keepIn(blocks: Map<string, OwnBlock>, block: OwnBlock, limit: number): void {
  blocks.delete(block.id);
  blocks.set(block.id, block);
  for (const oldest of blocks.keys()) {
    if (blocks.size <= limit) break;
    blocks.delete(oldest);
  }
}
