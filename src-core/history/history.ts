/**
 * What happened, kept on disk: own blocks and what became of them, chart samples, and the outbox.
 * Two files: one of SQLite (through libsql, which Electron can load), and the outbox's beside it.
 * Both are written at once, safe against a crash of the program at any time, and nothing that
 * happens to them ends mining: see kept-database.ts and outbox-file.ts.
 */
import { dirname, join } from 'node:path';
import type { MinerEvent } from '../state/miner-events.ts';
import type {
  ChartSample,
  MachineSample,
  MinerSnapshot,
  OwnBlock,
} from '../state/snapshot-types.ts';
import { effortOf } from '../state/miner-state.ts';
import type { OutboxStore } from '../node/solution-outbox.ts';
import { IN_MEMORY, readInSpiteOfDamage } from '../storage/database-file.ts';
import { salvageBlocks } from './block-table.ts';
import { openAnnouncer } from './history-announcer.ts';
import type { HistoryListener, HistoryLog } from './history-announcer.ts';
import { checkTables, openTables } from './history-tables.ts';
import type { HistoryTables } from './history-tables.ts';
import { keepDatabase } from './kept-database.ts';
import type { KeyedSample } from './machine-sample-table.ts';
import { openOutboxFile } from './outbox-file.ts';
import { emptyOutbox, salvageOutbox } from './outbox-table.ts';
import { ownBlocksIn } from './own-blocks.ts';

export interface History {
  /** Keeps what of an event is worth keeping. */
  record(event: MinerEvent): void;
  addSample(sample: ChartSample): void;
  /** Samples since a time, averaged into at most `points` even steps up to now, oldest first. */
  samples(sinceMs: number, points: number): ChartSample[];
  /** Own blocks found before a time, newest first. */
  blocks(beforeMs: number, limit: number): OwnBlock[];
  /** How many own blocks were found before a time, ms since the Unix epoch. */
  countBlocks(beforeMs: number): number;
  block(id: string): OwnBlock | null;
  /** Blocks that a node took or may have taken and the chain has not settled yet. */
  unsettled(versionName: string): OwnBlock[];
  blockCounts(): MinerSnapshot['blockCounts'];
  /** Hashes since the last own block, each weighed by 1 / difficulty. */
  effort(): number;
  readonly machineSamples: MachineSamples;
  readonly outbox: OutboxStore;
  /** Calls `listener` with what is wrong with the files now, and with what changes from now on. */
  listen(listener: HistoryListener): void;
  close(): void;
}

export interface MachineSamples {
  /** Keeps one sample for each machine, by its key. */
  add(samples: readonly KeyedSample[]): void;
  /** One machine's samples since a time, averaged into at most `points` (2 or more) even steps. */
  of(key: string, sinceMs: number, points: number): MachineSample[];
}

export interface HistoryOptions {
  /** Process warnings unless given. */
  readonly log?: HistoryLog;
  readonly nowMs?: () => number;
}

/** Samples are for charts of a day at most; older ones are dropped. */
const SAMPLES_KEPT_MS = 2 * 86_400_000;
const MACHINE_SAMPLES_KEPT_MS = 86_400_000;
/** Old samples are dropped this often. */
const TRIM_EVERY_MS = 600_000;
/** Effort changes every second; written this often it loses little in a crash. */
const EFFORT_WRITE_MS = 5_000;

/**
 * Opens (or makes) the history in `file` and the outbox in `outbox.jsonl` beside it; `:memory:` for
 * one that is forgotten. Never fails: what is wrong is logged, and told to who listens.
 */
export function openHistory(file: string, options: HistoryOptions = {}): History {
  const { log = WARNINGS, nowMs = Date.now } = options;
  const { listen, speakerOf } = openAnnouncer(log);
  const outbox = openOutboxFile({
    path: file === IN_MEMORY ? null : join(dirname(file), 'outbox.jsonl'),
    ...speakerOf('outbox'),
    nowMs,
  });
  let salvaged: OwnBlock[] = [];
  /** False until everything below can be used. */
  let isReady = false;
  const database = keepDatabase<HistoryTables>({
    file,
    open(db) {
      const tables = openTables(db);
      moveOutbox(db);
      return tables;
    },
    check: checkTables,
    salvage(db) {
      readInSpiteOfDamage(db);
      for (const entry of salvageOutbox(db)) outbox.put(entry);
      salvaged = salvageBlocks(db);
    },
    writable: () => {
      if (isReady) catchUp();
    },
    ...speakerOf('history'),
    nowMs,
  });
  const blocks = ownBlocksIn(database);
  let effort = database.read((tables) => tables.effort.get(), 0);
  let effortWrittenMs = nowMs();
  let trimmedMs = -Infinity;
  isReady = true;
  catchUp();
  trim();

  /** Entries of an older version come into the file, before they leave the table. */
  function moveOutbox(db: Parameters<typeof salvageOutbox>[0]): void {
    const entries = salvageOutbox(db);
    if (entries.length === 0) return;
    for (const entry of entries) outbox.put(entry);
    emptyOutbox(db);
  }

  function catchUp(): void {
    if (salvaged.length > 0) blocks.salvaged(salvaged);
    salvaged = [];
    blocks.catchUp();
    database.write((tables) => tables.effort.put(effort));
  }

  /** Drops what is too old, now and then: the program may run for months. */
  function trim(): void {
    if (Math.abs(nowMs() - trimmedMs) < TRIM_EVERY_MS) return;
    trimmedMs = nowMs();
    database.write(({ samples, machineSamples }) => {
      samples.dropBefore(nowMs() - SAMPLES_KEPT_MS);
      machineSamples.dropBefore(nowMs() - MACHINE_SAMPLES_KEPT_MS);
    });
  }

  function spendEffort(more: number): void {
    effort += more;
    if (nowMs() - effortWrittenMs < EFFORT_WRITE_MS) return;
    effortWrittenMs = nowMs();
    database.write((tables) => tables.effort.put(effort));
  }

  function blockFound(event: Extract<MinerEvent, { type: 'solution-found' }>): void {
    const { id, versionName, chain, height, atMs: foundAtMs, difficulty } = event;
    const worker = event.finder ?? event.worker;
    const fate = { state: 'pending', reason: null, difficulty, effort, worker } as const;
    blocks.put({ id, versionName, chain, height, foundAtMs, ...fate });
    effort = 0;
    database.write((tables) => tables.effort.put(0));
  }

  return {
    record(event) {
      switch (event.type) {
        case 'hashes-tried':
          spendEffort(effortOf(event));
          return;
        case 'solution-found':
          blockFound(event);
          return;
        case 'solution-retried':
          blocks.settle(event.id, 'pending', event.error.detail);
          return;
        case 'solution-accepted':
          blocks.settle(event.id, 'accepted', null);
          return;
        case 'solution-uncertain':
          blocks.settle(event.id, 'uncertain', event.error.detail);
          return;
        case 'solution-refused':
          blocks.settle(event.id, 'refused', event.error.detail);
          return;
        case 'block-confirmed':
          blocks.settle(event.id, 'confirmed', null);
          return;
        case 'block-orphaned':
          blocks.settle(event.id, 'orphaned', null);
          return;
      }
    },

    addSample(sample) {
      trim();
      database.write(({ samples }) => samples.put(sample));
    },
    samples: (sinceMs, points) =>
      database.read(({ samples }) => samples.since(sinceMs, points, nowMs()), []),
    blocks: blocks.before,
    countBlocks: blocks.countBefore,
    block: blocks.get,
    unsettled: blocks.unsettled,
    blockCounts: blocks.counts,
    effort: () => effort,

    machineSamples: {
      add(samples) {
        database.write(({ machineSamples }) => machineSamples.put(samples));
      },
      of: (key, sinceMs, points) =>
        database.read(({ machineSamples }) => {
          return machineSamples.since(key, sinceMs, points, nowMs());
        }, []),
    },
    outbox,
    listen,

    close() {
      database.write((tables) => tables.effort.put(effort));
      database.close();
      outbox.close();
    },
  };
}

const WARNINGS: HistoryLog = {
  error: (line) => process.emitWarning(line),
  info: () => undefined,
};
