/**
 * What happened, stored on disk: own blocks and their states, chart samples, and the outbox. Two
 * files: a SQLite database (through libsql, which Electron can load), and the outbox's file next to
 * it. Every change is written at once, safe against a crash of the program at any time, and no fault
 * of the files ends mining: see resilient-database.ts and outbox-file.ts.
 */
import { dirname, join } from 'node:path';
import type { MinerEvent } from '../state/miner-events.ts';
import type {
  ChartSample,
  DeviceSample,
  MachineSample,
  MinerSnapshot,
  OwnBlock,
} from '../state/snapshot-types.ts';
import { deviceSampleOf } from '../state/devices/device-sample.ts';
import { effortOf } from '../state/miner/miner-state.ts';
import { changedBlock, foundBlock } from '../state/miner/own-block-list.ts';
import type { OutboxStore } from '../node/solutions/solution-outbox.ts';
import { IN_MEMORY, readInSpiteOfDamage } from '../storage/database-file.ts';
import { salvageBlocks } from './block-table.ts';
import type { EffortHour } from './effort-hour-table.ts';
import { openAnnouncer } from './history-announcer.ts';
import type { HistoryListener, HistoryLog } from './history-announcer.ts';
import { checkTables, openTables } from './history-tables.ts';
import type { HistoryTables } from './history-tables.ts';
import { openResilientDatabase } from './resilient-database.ts';
import type { KeyedSample } from './machine-sample-table.ts';
import { markOfBlock } from './marks/history-mark.ts';
import type { EventMark, HistoryMark } from './marks/history-mark.ts';
import { openOutboxFile } from './outbox-file.ts';
import { emptyOutbox, salvageOutbox } from './outbox-table.ts';
import { ownBlocksIn } from './own-blocks.ts';
import { DROP_EVERY_MS, dropOldSamples } from './retention.ts';

/** Times are ms since the Unix epoch. No call throws because of the files. */
export interface History {
  /**
   * Stores what the event says about own blocks, effort and machines' own readings; other events are
   * ignored.
   */
  record(event: MinerEvent): void;
  addSample(sample: ChartSample): void;
  /**
   * Samples after `fromMs` and up to `toMs`, averaged into at most `points` (2 or more) even steps,
   * oldest first.
   */
  samples(fromMs: number, toMs: number, points: number): ChartSample[];
  /** Marks a moment on the time line of the charts. */
  mark(mark: EventMark): void;
  /**
   * What happened between two times, both included, oldest first: the newest `limit` own blocks and
   * the newest `limit` other marks.
   */
  marks(fromMs: number, toMs: number, limit: number): HistoryMark[];
  /** Own blocks found before a time, newest first. */
  blocks(beforeMs: number, limit: number): OwnBlock[];
  /** How many own blocks were found before a time, ms since the Unix epoch. */
  countBlocks(beforeMs: number): number;
  block(id: string): OwnBlock | null;
  /** Blocks that a node accepted or may have accepted, and that are not confirmed or orphaned yet. */
  unsettled(versionName: string): OwnBlock[];
  /** The number of own blocks in each state. */
  blockCounts(): MinerSnapshot['blockCounts'];
  /** Hashes since the last own block, each weighted by 1 / difficulty. */
  effort(): number;
  /** Effort of each hour since a time, at most 31 days ago, oldest first. */
  effortHours(sinceMs: number): EffortHour[];
  readonly machineSamples: MachineSamples;
  readonly deviceSamples: DeviceSamples;
  readonly outbox: OutboxStore;
  /** Calls `listener` with the present faults of the files, and with every change from now on. */
  listen(listener: HistoryListener): void;
  /** Writes what is pending and closes both files. */
  close(): void;
}

interface MachineSamples {
  /** Stores one sample for each machine, by its key. */
  add(samples: readonly KeyedSample[]): void;
  /** One machine's samples, like `History.samples`. */
  of(key: string, fromMs: number, toMs: number, points: number): MachineSample[];
}

interface DeviceSamples {
  /** Stores what a device with this id has read of itself. */
  add(id: string, sample: DeviceSample): void;
  /** One device's samples, like `History.samples`. */
  of(id: string, fromMs: number, toMs: number, points: number): DeviceSample[];
}

interface HistoryOptions {
  /** Where faults of the files are logged; process warnings by default. */
  readonly log?: HistoryLog;
  /** ms since the Unix epoch. */
  readonly nowMs?: () => number;
}

/** Effort changes every second; written this often, a crash loses little of it. */
const EFFORT_WRITE_MS = 5_000;

/**
 * Opens (or creates) the history in `file` and the outbox in `outbox.jsonl` next to it; `:memory:`
 * keeps both in memory. Never fails: faults of the files are logged and reported to listeners.
 */
export function openHistory(file: string, options: HistoryOptions = {}): History {
  const { log = WARNINGS, nowMs = Date.now } = options;
  const { listen, reportersOf } = openAnnouncer(log);
  const outbox = openOutboxFile({
    path: file === IN_MEMORY ? null : join(dirname(file), 'outbox.jsonl'),
    ...reportersOf('outbox'),
    nowMs,
  });
  let salvaged: OwnBlock[] = [];
  /** False until everything below is initialised. */
  let isReady = false;
  const database = openResilientDatabase<HistoryTables>({
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
    ...reportersOf('history'),
    nowMs,
  });
  const blocks = ownBlocksIn(database);
  let effort = database.read((tables) => tables.effort.get(), 0);
  /** Spent, and not yet in its hour's row. */
  let unwrittenEffort = 0;
  let effortWrittenMs = nowMs();
  let droppedMs = -Infinity;
  isReady = true;
  catchUp();
  dropOld();

  /** Entries of an older version are put into the file before they are deleted from the table. */
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
    writeEffort();
  }

  /** What cannot be written now is written with what follows. */
  function writeEffort(): void {
    effortWrittenMs = nowMs();
    database.write((tables) => {
      tables.effort.put(effort);
      if (unwrittenEffort === 0) return;
      tables.effortHours.add(nowMs(), unwrittenEffort);
      // At once: a new file that replaces a damaged one meanwhile makes the change again.
      unwrittenEffort = 0;
    });
  }

  function dropOld(): void {
    if (Math.abs(nowMs() - droppedMs) < DROP_EVERY_MS) return;
    droppedMs = nowMs();
    database.write((tables) => dropOldSamples(tables, nowMs()));
  }

  function spendEffort(more: number): void {
    effort += more;
    unwrittenEffort += more;
    if (nowMs() - effortWrittenMs >= EFFORT_WRITE_MS) writeEffort();
  }

  function blockFound(event: Extract<MinerEvent, { type: 'solution-found' }>): void {
    blocks.put(foundBlock(event, effort));
    effort = 0;
    writeEffort();
  }

  /** Machines are read while nothing is mined too: old samples must not pile up then. */
  function addDeviceSample(id: string, sample: DeviceSample): void {
    dropOld();
    database.write(({ deviceSamples }) => deviceSamples.put(id, sample));
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
        case 'solution-accepted':
        case 'solution-uncertain':
        case 'solution-superseded':
        case 'solution-refused':
        case 'block-confirmed':
        case 'block-orphaned': {
          const { id, state, reason } = changedBlock(event);
          blocks.settle(id, state, reason);
          return;
        }
        case 'device-read':
          addDeviceSample(event.id, deviceSampleOf(event.reading));
          return;
      }
    },

    addSample(sample) {
      dropOld();
      database.write(({ samples }) => samples.put(sample));
    },
    samples: (fromMs, toMs, points) =>
      database.read(({ samples }) => samples.between(fromMs, toMs, points), []),
    mark(mark) {
      database.write(({ marks }) => marks.put(mark));
    },
    marks(fromMs, toMs, limit) {
      const events = database.read(({ marks }) => marks.between(fromMs, toMs, limit), []);
      const found = blocks.before(toMs + 1, limit).filter(({ foundAtMs }) => foundAtMs >= fromMs);
      return [...events, ...found.map(markOfBlock)].sort((a, b) => a.atMs - b.atMs);
    },
    blocks: blocks.before,
    countBlocks: blocks.countBefore,
    block: blocks.get,
    unsettled: blocks.unsettled,
    blockCounts: blocks.counts,
    effort: () => effort,
    effortHours(sinceMs) {
      writeEffort();
      return database.read(({ effortHours }) => effortHours.since(sinceMs, nowMs()), []);
    },

    machineSamples: {
      add(samples) {
        database.write(({ machineSamples }) => machineSamples.put(samples));
      },
      of: (key, fromMs, toMs, points) =>
        database.read(({ machineSamples }) => {
          return machineSamples.between(key, fromMs, toMs, points);
        }, []),
    },
    deviceSamples: {
      add: addDeviceSample,
      of: (id, fromMs, toMs, points) =>
        database.read(({ deviceSamples }) => {
          return deviceSamples.between(id, fromMs, toMs, points);
        }, []),
    },
    outbox,
    listen,

    close() {
      writeEffort();
      database.close();
      outbox.close();
    },
  };
}

const WARNINGS: HistoryLog = {
  error: (line) => process.emitWarning(line),
  info: () => undefined,
};
