/**
 * What happened, stored on disk: own blocks and their states, chart samples, and the outbox. Two
 * files: a SQLite database (through libsql, which Electron can load), and the outbox's file next to
 * it. Every change is written at once, safe against a crash of the program at any time, and no fault
 * of the files ends mining: see resilient-database.ts and outbox-file.ts.
 */
import { dirname, join } from 'node:path';
import type { MinerEvent } from '../state/miner-events.ts';
import type { DeviceSample, MinerSnapshot, OwnBlock } from '../state/snapshot-types.ts';
import { deviceSampleOf } from '../state/devices/device-sample.ts';
import { effortOf } from '../state/miner/network-efforts.ts';
import type { NetworkEfforts } from '../state/miner/network-efforts.ts';
import { changedBlock, foundBlock } from '../state/miner/own-block-list.ts';
import type { OutboxStore } from '../node/solutions/solution-outbox.ts';
import { IN_MEMORY, readInSpiteOfDamage } from '../storage/database-file.ts';
import { salvageBlocks } from './block-table.ts';
import type { Earned } from './block-table.ts';
import { dropOldRows } from './drop-old-rows.ts';
import { openAnnouncer } from './history-announcer.ts';
import type { HistoryListener, HistoryLog } from './history-announcer.ts';
import { checkTables, openTables } from './history-tables.ts';
import type { HistoryTables } from './history-tables.ts';
import { openBestShares } from './luck/best-shares.ts';
import type { BestShares } from './luck/best-shares.ts';
import type { EffortHour } from './luck/effort-hour-table.ts';
import { openEffortLedger } from './luck/effort-ledger.ts';
import { openResilientDatabase } from './resilient-database.ts';
import { blockMarks } from './marks/block-marks.ts';
import type { EventMark, HistoryMark } from './marks/history-mark.ts';
import type { MarkQuery } from './marks/mark-query.ts';
import { openOutboxFile } from './outbox-file.ts';
import { emptyOutbox, salvageOutbox } from './outbox-table.ts';
import { ownBlocksIn } from './own-blocks.ts';
import {
  deviceSteps,
  deviceValues,
  machineSteps,
  machineValues,
  rateSteps,
  rateValues,
  totalSteps,
  totalValues,
} from './points/history-samples.ts';
import type {
  ChartStep,
  DeviceSamples,
  MachineSamples,
  TotalSample,
  WorkerRates,
} from './points/history-samples.ts';
import { createPointStore } from './points/point-store.ts';
import { DROP_EVERY_MS } from './retention.ts';

/** Times are ms since the Unix epoch. No call throws because of the files. */
export interface History {
  /**
   * Stores what the event says about own blocks, effort, good shares and machines' own readings; other
   * events are ignored.
   */
  record(event: MinerEvent): void;
  /** Stores what the miner was at a moment; to be called once a second while mining. */
  addSample(sample: TotalSample): void;
  /**
   * Samples between two times, merged into at most `points` (2 or more) even steps, oldest first. The
   * further back, the longer the steps may be.
   */
  samples(fromMs: number, toMs: number, points: number): ChartStep<TotalSample>[];
  /** Marks a moment on the time line of the charts. */
  mark(mark: EventMark): void;
  /** What happened in a time, oldest first, thinned where there is much: own blocks and other marks. */
  marks(query: MarkQuery): HistoryMark[];
  /** Own blocks found before a time, newest first; of one network, or of all. */
  blocks(beforeMs: number, limit: number, versionName?: string): OwnBlock[];
  /** How many own blocks of a network were found before a time, ms since the Unix epoch. */
  countBlocks(versionName: string, beforeMs: number): number;
  block(id: string): OwnBlock | null;
  /** Blocks that a node accepted or may have accepted, and that are not confirmed or orphaned yet. */
  unsettled(versionName: string): OwnBlock[];
  /** The number of own blocks in each state, by network. */
  blockCounts(): ReadonlyMap<string, MinerSnapshot['blockCounts']>;
  /** Rewards of a network's confirmed blocks that were found from a time on. */
  earnedSince(versionName: string, sinceMs: number): Earned;
  /** Hashes since the last own block of each network, each weighted by 1 / difficulty. */
  efforts(): NetworkEfforts;
  /** Effort on a network in each hour since a time, at most 31 days ago, oldest first. */
  effortHours(versionName: string, sinceMs: number): EffortHour[];
  bestShares(versionName: string): BestShares;
  readonly machineSamples: MachineSamples;
  readonly deviceSamples: DeviceSamples;
  readonly workerRates: WorkerRates;
  readonly outbox: OutboxStore;
  /** Calls `listener` with the present faults of the files, and with every change from now on. */
  listen(listener: HistoryListener): void;
  /** Writes what is pending and closes both files. */
  close(): void;
}

interface HistoryOptions {
  /** Where faults of the files are logged; process warnings by default. */
  readonly log?: HistoryLog;
  /** ms since the Unix epoch. */
  readonly nowMs?: () => number;
}

/** With more machines at once, their points are longer than usual: writing them takes time. */
const MACHINES_IN_TURN = 400;

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
  /** The journal of the file is of this program. */
  let hasRecovered = false;
  /** False until everything below is initialised. */
  let isReady = false;
  const database = openResilientDatabase<HistoryTables>({
    file,
    open(db) {
      const tables = openTables(db);
      moveOutbox(db);
      tables.points.recover(hasRecovered);
      hasRecovered = true;
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
  const points = createPointStore(database, nowMs);
  const effort = openEffortLedger({ write: database.write, read: database.read, nowMs });
  const bestShares = openBestShares({
    write: (change) => database.write((tables) => change(tables.bestShares)),
    rows: database.read((tables) => tables.bestShares.all(), []),
    nowMs,
  });
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
    effort.write();
    bestShares.writeAll();
  }

  function dropOld(): void {
    points.dropOld();
    if (Math.abs(nowMs() - droppedMs) < DROP_EVERY_MS) return;
    droppedMs = nowMs();
    database.write((tables) => dropOldRows(tables, nowMs()));
  }

  function blockFound(event: Extract<MinerEvent, { type: 'solution-found' }>): void {
    blocks.put(foundBlock(event, effort.blockFound(event.versionName)));
    effort.write();
  }

  /** Machines are read while nothing is mined too: old samples must not pile up then. */
  function addDeviceSample(id: string, sample: DeviceSample): void {
    points.add('device', id, sample.atMs, deviceValues(sample));
    points.save();
    dropOld();
  }

  return {
    record(event) {
      switch (event.type) {
        case 'hashes-tried':
          if (event.versionName !== null) effort.spend(event.versionName, effortOf(event));
          return;
        case 'good-share':
          bestShares.take(event.versionName, event);
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
          blocks.change(id, { state, reason });
          return;
        }
        case 'block-rewarded':
          blocks.change(event.id, { reward: event.reward });
          return;
        case 'device-read':
          addDeviceSample(event.id, deviceSampleOf(event.reading, event.watts));
          return;
      }
    },

    addSample(sample) {
      points.add('total', '', sample.atMs, totalValues(sample));
      points.save();
      dropOld();
    },
    samples: (fromMs, toMs, most) =>
      points.steps('total', '', { fromMs, toMs, points: most }, totalSteps),
    mark(mark) {
      database.write(({ marks }) => marks.put(mark));
    },
    marks(query) {
      const events = database.read(({ marks }) => marks.between(query), []);
      return [...events, ...blockMarks(blocks, query)].sort((a, b) => a.atMs - b.atMs);
    },
    blocks: (beforeMs, limit, versionName) => blocks.before(versionName ?? null, beforeMs, limit),
    countBlocks: blocks.countBefore,
    block: blocks.get,
    unsettled: blocks.unsettled,
    blockCounts: blocks.counts,
    earnedSince: (versionName, sinceMs) =>
      database.read((tables) => tables.blocks.earnedSince(versionName, sinceMs), {
        reward: 0,
        blocks: 0,
        unknown: 0,
      }),
    efforts: effort.all,
    effortHours: effort.hours,
    bestShares: bestShares.of,

    machineSamples: {
      add(samples) {
        const times = Math.ceil(samples.length / MACHINES_IN_TURN);
        for (const [key, sample] of samples) {
          points.add('machine', key, sample.atMs, machineValues(sample), times);
        }
      },
      of: (key, fromMs, toMs, most) =>
        points.steps('machine', key, { fromMs, toMs, points: most }, machineSteps),
      seen: () => database.read((tables) => tables.points.machinesSeen(), []),
    },
    deviceSamples: {
      add: addDeviceSample,
      of: (id, fromMs, toMs, most) =>
        points.steps('device', id, { fromMs, toMs, points: most }, deviceSteps),
    },
    workerRates: {
      add: (name, sample) => points.add('total', name, sample.atMs, rateValues(sample)),
      of: (name, fromMs, toMs, most) =>
        points.steps('total', name, { fromMs, toMs, points: most }, rateSteps),
    },
    outbox,
    listen,

    close() {
      effort.write();
      points.close();
      database.close();
      outbox.close();
    },
  };
}

const WARNINGS: HistoryLog = {
  error: (line) => process.emitWarning(line),
  info: () => undefined,
};
