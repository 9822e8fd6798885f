/**
 * Own blocks and their states. What the database cannot store is kept in memory until it can, and
 * read from there; a database that had to start empty gets back the blocks that are known.
 */
import { NO_BLOCKS } from '../state/snapshot-types.ts';
import type { OwnBlock, OwnBlockState } from '../state/snapshot-types.ts';
import type { BlockStep, StepSpan } from './block-table.ts';
import type { HistoryTables } from './history-tables.ts';
import { addToSteps } from './marks/block-steps.ts';
import type { ResilientDatabase } from './resilient-database.ts';

interface OwnBlocks {
  put(block: OwnBlock): void;
  /** Changes a block; does nothing for an unknown one. */
  change(id: string, changes: Partial<Pick<OwnBlock, 'state' | 'reason' | 'reward'>>): void;
  get(id: string): OwnBlock | null;
  /** Blocks of a network (all with null) found before a time (ms since the Unix epoch), newest first. */
  before(versionName: string | null, beforeMs: number, limit: number): OwnBlock[];
  /** How many of a network were found before a time. */
  countBefore(versionName: string, beforeMs: number): number;
  /** Blocks of all networks, step by step. Oldest first. */
  steps(span: StepSpan): readonly BlockStep[];
  unsettled(versionName: string): OwnBlock[];
  /** By network. */
  counts(): Map<string, Record<OwnBlockState, number>>;
  /** Adds blocks that were read from a damaged file; states already known are newer. */
  salvaged(blocks: readonly OwnBlock[]): void;
  /** Tries again to write what could not be written. */
  catchUp(): void;
}

/** 30 MB: more than is mined while a disk is full, or salvaged from a damaged file. */
const UNSAVED_AT_MOST = 100_000;
/** Blocks of this run that are restored even if nothing of a damaged file can be read. */
const REMEMBERED = 1_000;
/** Blocks written in one transaction when catching up. */
const CHUNK = 1_000;

/** The own blocks of a database that may not be writable at times. */
export function ownBlocksIn(database: ResilientDatabase<HistoryTables>): OwnBlocks {
  /** In order of their last change. */
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

  function isSaved({ id }: OwnBlock): boolean {
    return database.read(({ blocks }) => blocks.get(id), null) !== null;
  }

  function withUnsaved(read: readonly OwnBlock[], fits: (block: OwnBlock) => boolean): OwnBlock[] {
    if (unsaved.size === 0) return [...read];
    return [...read.filter(({ id }) => !unsaved.has(id)), ...[...unsaved.values()].filter(fits)];
  }

  return {
    put,
    change(id, changes) {
      const block = get(id);
      if (block !== null) put({ ...block, ...changes });
    },
    get,
    before(versionName, beforeMs, limit) {
      const read = database.read(({ blocks }) => blocks.before(versionName, beforeMs, limit), []);
      const fits = (block: OwnBlock): boolean =>
        block.foundAtMs < beforeMs && (versionName === null || block.versionName === versionName);
      return withUnsaved(read, fits)
        .sort((a, b) => b.foundAtMs - a.foundAtMs)
        .slice(0, limit);
    },
    countBefore(versionName, beforeMs) {
      let count = database.read(({ blocks }) => blocks.countBefore(versionName, beforeMs), 0);
      for (const block of unsaved.values()) {
        if (block.versionName !== versionName || block.foundAtMs >= beforeMs) continue;
        if (!isSaved(block)) count += 1;
      }
      return count;
    },
    steps(span) {
      const saved = database.read(({ blocks }) => blocks.steps(span), []);
      return addToSteps(span, saved, [...unsaved.values()], isSaved);
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
      const counts = database.read(
        ({ blocks }) => blocks.counts(),
        new Map<string, Record<OwnBlockState, number>>(),
      );
      for (const { id, versionName, state } of unsaved.values()) {
        const ofNetwork = counts.get(versionName) ?? { ...NO_BLOCKS };
        const saved = database.read(({ blocks }) => blocks.get(id), null);
        if (saved !== null) ofNetwork[saved.state] -= 1;
        ofNetwork[state] += 1;
        counts.set(versionName, ofNetwork);
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

/** Adds a block as the newest of at most `limit`, dropping the oldest. */
function keepIn(blocks: Map<string, OwnBlock>, block: OwnBlock, limit: number): void {
  blocks.delete(block.id);
  blocks.set(block.id, block);
  for (const oldest of blocks.keys()) {
    if (blocks.size <= limit) break;
    blocks.delete(oldest);
  }
}
