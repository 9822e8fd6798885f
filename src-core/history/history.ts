/**
 * What happened, kept on disk: own blocks and what became of them, chart samples, and the outbox.
 * One SQLite file (through libsql, which Electron can load), written at once, safe against a crash
 * of the program at any time.
 */
import Database from 'libsql';
import type { MinerEvent } from '../state/miner-events.ts';
import { NO_BLOCKS } from '../state/snapshot-types.ts';
import type {
  ChartSample,
  MinerSnapshot,
  OwnBlock,
  OwnBlockState,
} from '../state/snapshot-types.ts';
import { effortOf } from '../state/miner-state.ts';
import type { OutboxStore } from '../node/solution-outbox.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { blockFromRow, outboxEntryFromRow } from './history-rows.ts';
import type { BlockRow, OutboxRow, SampleRow } from './history-rows.ts';
import { machineSamplesIn } from './machine-samples.ts';
import type { MachineSamples } from './machine-samples.ts';
import { takeCheckpointsCalmly } from './calm-checkpoints.ts';
import { openTables } from './history-tables.ts';
import { countBlocks } from './count-blocks.ts';
import { safeWrites } from './safe-writes.ts';
import type { Write } from './safe-writes.ts';

export interface History {
  /** Keeps what of an event is worth keeping. */
  record(event: MinerEvent): void;
  addSample(sample: ChartSample): void;
  /** Samples since a time, averaged into at most `points` even steps up to now, oldest first. */
  samples(sinceMs: number, points: number): ChartSample[];
  /** Own blocks found before a time, newest first. */
  blocks(beforeMs: number, limit: number): OwnBlock[];
  /** How many own blocks were found before a time. */
  countBlocks(beforeMs: number): number;
  block(id: string): OwnBlock | null;
  /** Blocks that a node took or may have taken and the chain has not settled yet. */
  unsettled(versionName: string): OwnBlock[];
  blockCounts(): MinerSnapshot['blockCounts'];
  /** Hashes since the last own block, each weighed by 1 / difficulty. */
  effort(): number;
  readonly machineSamples: MachineSamples;
  readonly outbox: OutboxStore;
  close(): void;
}

/** A sentence for the person: what failed and what to do. */
export interface HistoryError {
  readonly message: string;
}

export interface HistoryOptions {
  readonly nowMs?: () => number;
  /** Told when the file cannot be written (a full disk). A process warning unless told otherwise. */
  readonly onFault?: (message: string) => void;
}

/** Samples are for charts of a day at most; older ones are dropped. */
const SAMPLES_KEPT_MS = 2 * 86_400_000;
/** Old samples are dropped this often. */
const TRIM_EVERY_MS = 600_000;
/** Effort changes every second; written this often it loses little in a crash. */
const EFFORT_WRITE_MS = 5_000;

/** Opens (or makes) the history in `file`, `:memory:` for one that is forgotten. */
export function openHistory(
  file: string,
  options: HistoryOptions = {},
): Result<History, HistoryError> {
  let db: Database.Database;
  try {
    db = new Database(file);
    openTables(db);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err({
      message: `The history in ${file} cannot be opened (${reason}). Move the file away to start a new one.`,
    });
  }
  return ok(historyIn(db, options));
}

function historyIn(
  db: Database.Database,
  {
    nowMs = Date.now,
    onFault = (message) => {
      process.emitWarning(message);
    },
  }: HistoryOptions,
): History {
  const checkpoints = takeCheckpointsCalmly(db);
  const writeSafely = safeWrites(onFault);
  const write: Write = (change) => {
    writeSafely(change);
    checkpoints.wrote();
  };
  const trimSamples = db.prepare('DELETE FROM sample WHERE at_ms < ?');
  const machineSamples = machineSamplesIn(db, nowMs, write);
  let trimmedMs = -Infinity;
  trim();

  /** Drops what is too old, now and then: the program may run for months. */
  function trim(): void {
    if (Math.abs(nowMs() - trimmedMs) < TRIM_EVERY_MS) return;
    trimmedMs = nowMs();
    write(() => trimSamples.run(nowMs() - SAMPLES_KEPT_MS));
    machineSamples.trim();
  }

  const setState = db.prepare('UPDATE block SET state = ?, reason = ? WHERE id = ?');
  const putBlock = db.prepare(
    `INSERT OR REPLACE INTO block
       (id, version, chain, height, found_at_ms, state, reason, difficulty, effort, worker)
     VALUES (?, ?, ?, ?, ?, 'pending', NULL, ?, ?, ?)`,
  );
  const putSample = db.prepare('INSERT OR REPLACE INTO sample VALUES (?, ?, ?)');
  const putEffort = db.prepare("INSERT OR REPLACE INTO number VALUES ('effort', ?)");
  let effort =
    (
      db.prepare("SELECT value FROM number WHERE name = 'effort'").get() as
        { value: number } | undefined
    )?.value ?? 0;
  let effortWrittenMs = nowMs();

  function settle(state: OwnBlockState, reason: string | null, id: string): void {
    write(() => setState.run(state, reason, id));
  }

  function spendEffort(more: number): void {
    effort += more;
    if (nowMs() - effortWrittenMs < EFFORT_WRITE_MS) return;
    effortWrittenMs = nowMs();
    write(() => putEffort.run(effort));
  }

  return {
    record(event) {
      switch (event.type) {
        case 'hashes-tried':
          spendEffort(effortOf(event));
          return;
        case 'solution-found': {
          const { id, versionName, chain, height, atMs, difficulty } = event;
          const worker = event.finder ?? event.worker;
          write(() =>
            putBlock.run(id, versionName, chain, height, atMs, difficulty, effort, worker),
          );
          effort = 0;
          write(() => putEffort.run(0));
          return;
        }
        case 'solution-retried':
          settle('pending', event.error.detail, event.id);
          return;
        case 'solution-accepted':
          settle('accepted', null, event.id);
          return;
        case 'solution-uncertain':
          settle('uncertain', event.error.detail, event.id);
          return;
        case 'solution-refused':
          settle('refused', event.error.detail, event.id);
          return;
        case 'block-confirmed':
          settle('confirmed', null, event.id);
          return;
        case 'block-orphaned':
          settle('orphaned', null, event.id);
          return;
      }
    },

    addSample({ atMs, hashesPerSecond, difficulty }) {
      trim();
      write(() => putSample.run(atMs, hashesPerSecond, difficulty));
    },

    samples(sinceMs, points) {
      const now = nowMs();
      const stepMs = Math.max(1, Math.ceil((now - sinceMs) / points));
      // Steps are counted back from now. libsql binds numbers as REAL: the cast makes them whole.
      const rows = db
        .prepare(
          `SELECT CAST(AVG(at_ms) AS INTEGER) AS at_ms, AVG(rate) AS rate,
                  AVG(difficulty) AS difficulty
           FROM sample WHERE at_ms > ? GROUP BY CAST((? - at_ms) / ? AS INTEGER) ORDER BY 1`,
        )
        .all(sinceMs, now, stepMs) as SampleRow[];
      return rows.map(({ at_ms: atMs, rate, difficulty }) => ({
        atMs,
        hashesPerSecond: rate,
        difficulty,
      }));
    },

    blocks(beforeMs, limit) {
      const rows = db
        .prepare('SELECT * FROM block WHERE found_at_ms < ? ORDER BY found_at_ms DESC LIMIT ?')
        .all(beforeMs, limit) as BlockRow[];
      return rows.map(blockFromRow);
    },

    countBlocks: (beforeMs) => countBlocks(db, beforeMs),

    block(id) {
      const row = db.prepare('SELECT * FROM block WHERE id = ?').get(id) as BlockRow | undefined;
      return row === undefined ? null : blockFromRow(row);
    },

    unsettled(versionName) {
      const rows = db
        .prepare("SELECT * FROM block WHERE version = ? AND state IN ('accepted', 'uncertain')")
        .all(versionName) as BlockRow[];
      return rows.map(blockFromRow);
    },

    blockCounts() {
      const counts: Record<OwnBlockState, number> = { ...NO_BLOCKS };
      const rows = db.prepare('SELECT state, COUNT(*) AS n FROM block GROUP BY state').all();
      for (const { state, n } of rows as { state: OwnBlockState; n: number }[]) {
        counts[state] = n;
      }
      return counts;
    },

    effort: () => effort,

    machineSamples,
    outbox: outboxIn(db, write),

    close() {
      write(() => putEffort.run(effort));
      checkpoints.close();
      db.close();
    },
  };
}

function outboxIn(db: Database.Database, write: Write): OutboxStore {
  const put = db.prepare('INSERT OR REPLACE INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM outbox WHERE id = ?');
  return {
    put({ id, node, versionName, chain, height, difficulty, worker, foundAtMs, bytes }) {
      const blob = Buffer.from(bytes);
      write(() =>
        put.run(id, node, versionName, chain, height, difficulty, worker, foundAtMs, blob),
      );
    },
    remove(id) {
      write(() => remove.run(id));
    },
    all: () => (db.prepare('SELECT * FROM outbox').all() as OutboxRow[]).map(outboxEntryFromRow),
  };
}
