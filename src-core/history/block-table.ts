/** The history's table of own blocks. They are kept for good. */
import type { ForkState } from '../chainweb/fork-state.ts';
import type { OwnBlock, OwnBlockState } from '../state/snapshot-types.ts';
import { NO_BLOCKS } from '../state/snapshot-types.ts';
import { inTransaction } from '../storage/database-file.ts';
import type { Database } from '../storage/database-file.ts';
import {
  asBlob,
  asNumber,
  DamagedValue,
  numberOf,
  textOf,
  textOrNull,
  wholeNumberOf,
} from '../storage/sqlite-values.ts';
import type { Blob } from '../storage/sqlite-values.ts';

export interface BlockTable {
  /** Inserts blocks, or updates state, reason and reward of those that exist: all or none. */
  put(blocks: readonly OwnBlock[]): void;
  get(id: string): OwnBlock | null;
  /** Blocks of a network (all with null) found before a time (ms since the Unix epoch), newest first. */
  before(versionName: string | null, beforeMs: number, limit: number): OwnBlock[];
  /** How many of a network were found before a time, ms since the Unix epoch. */
  countBefore(versionName: string, beforeMs: number): number;
  /** Blocks of all networks, step by step; steps without any are left out. Oldest first. */
  steps(span: StepSpan): BlockStep[];
  /** The accepted or uncertain blocks of a network. */
  unsettled(versionName: string): OwnBlock[];
  /** By network. */
  counts(): Map<string, Record<OwnBlockState, number>>;
  /** Rewards of a network's confirmed blocks that were found from a time on. */
  earnedSince(versionName: string, sinceMs: number): Earned;
  /** Reads every block to find damage. Throws DamagedValue. */
  check(): void;
}

/** A time in even steps, all in ms. Times are since the Unix epoch, both included. */
export interface StepSpan {
  readonly fromMs: number;
  readonly toMs: number;
  /** Steps begin at its multiples. */
  readonly stepMs: number;
}

/** The blocks of a step: how many, and the one found last. */
export interface BlockStep {
  readonly newest: OwnBlock;
  readonly count: number;
}

/** What blocks of a time have paid. */
export interface Earned {
  /** The known rewards together, in coins. */
  readonly reward: number;
  /** Confirmed blocks, and how many of them have a reward that is not known. */
  readonly blocks: number;
  readonly unknown: number;
}

interface BlockRow {
  readonly id: Blob | null;
  readonly version: Blob | null;
  readonly chain: number | null;
  readonly height: number | null;
  readonly found_at_ms: number | null;
  readonly state: Blob | null;
  readonly reason: Blob | null;
  readonly difficulty: number | null;
  readonly effort: number | null;
  readonly worker: Blob | null;
  readonly fork_number?: number | null;
  readonly fork_votes?: number | null;
  readonly reward?: number | null;
  readonly expected_seconds?: number | null;
}

const COLUMNS = [
  ...['id', 'version', 'state', 'reason', 'worker'].map(asBlob),
  ...['chain', 'height', 'found_at_ms', 'difficulty', 'effort'].map(asNumber),
].join(', ');
const LATER_COLUMNS = ['fork_number', 'fork_votes', 'reward', 'expected_seconds']
  .map(asNumber)
  .join(', ');
const SELECT = `SELECT ${COLUMNS}, ${LATER_COLUMNS} FROM block`;
/** A damaged file may have been written before there were the later columns. Its indexes are not trusted. */
const SELECT_DAMAGED = `SELECT ${asNumber('rowid')}, ${COLUMNS} FROM block NOT INDEXED`;

/** The table of an open database. Its calls throw what libsql throws, or DamagedValue. */
export function blockTableIn(db: Database.Database): BlockTable {
  const put = db.prepare(
    `INSERT INTO block
       (id, version, chain, height, found_at_ms, state, reason, difficulty, effort, worker,
        fork_number, fork_votes, reward, expected_seconds)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, reason = excluded.reason,
       reward = COALESCE(excluded.reward, reward)`,
  );
  const get = db.prepare(`${SELECT} WHERE id = ?`);
  const before = db.prepare(
    `${SELECT} WHERE block.found_at_ms < ? ORDER BY block.found_at_ms DESC LIMIT ?`,
  );
  const ofNetworkBefore = db.prepare(
    `${SELECT} WHERE version = ? AND block.found_at_ms < ?
     ORDER BY block.found_at_ms DESC LIMIT ?`,
  );
  const countBefore = db.prepare(
    `SELECT CAST(COUNT(*) AS REAL) AS n FROM block
     WHERE version = ? AND block.found_at_ms < ?`,
  );
  // Beside MAX, SQLite reads the other columns of its row; the index has all that the inner query reads.
  const steps = db.prepare(
    `SELECT ${COLUMNS}, ${LATER_COLUMNS}, CAST(step.blocks AS REAL) AS blocks
     FROM (
       SELECT MAX(found_at_ms), rowid AS newest, COUNT(*) AS blocks FROM block
       WHERE block.found_at_ms BETWEEN ? AND ? GROUP BY CAST(block.found_at_ms / ? AS INTEGER)
     ) AS step JOIN block ON block.rowid = step.newest
     ORDER BY block.found_at_ms`,
  );
  const unsettled = db.prepare(
    `${SELECT} WHERE version = ? AND block.state IN ('accepted', 'uncertain')`,
  );
  const counts = db.prepare(
    `SELECT CAST(version AS BLOB) AS version, CAST(state AS BLOB) AS state, COUNT(*) AS n
     FROM block GROUP BY block.version, block.state`,
  );
  const earned = db.prepare(
    `SELECT CAST(COALESCE(SUM(reward), 0) AS REAL) AS reward,
       CAST(COUNT(*) AS REAL) AS blocks, CAST(COUNT(reward) AS REAL) AS known
     FROM block WHERE version = ? AND block.state = 'confirmed' AND block.found_at_ms >= ?`,
  );

  function putOne(block: OwnBlock): void {
    const { id, versionName, chain, height, foundAtMs } = block;
    const { state, reason, difficulty, effort, worker, forkState } = block;
    const later = [forkState?.number ?? null, forkState?.votes ?? null];
    later.push(block.reward, block.expectedSeconds);
    const rest = [state, reason, difficulty, effort, worker, ...later];
    put.run([id, versionName, chain, height, foundAtMs, ...rest]);
  }

  return {
    put(blocks) {
      const [only, ...others] = blocks;
      if (only !== undefined && others.length === 0) putOne(only);
      else inTransaction(db, () => blocks.forEach(putOne));
    },
    get(id) {
      const row = get.get([id]) as BlockRow | undefined;
      return row === undefined ? null : blockFromRow(row);
    },
    before(versionName, beforeMs, limit) {
      const rows =
        versionName === null
          ? before.all([beforeMs, limit])
          : ofNetworkBefore.all([versionName, beforeMs, limit]);
      return (rows as BlockRow[]).map(blockFromRow);
    },
    countBefore: (versionName, beforeMs) =>
      (countBefore.get([versionName, beforeMs]) as { n: number }).n,
    steps: ({ fromMs, toMs, stepMs }) =>
      (steps.all([fromMs, toMs, stepMs]) as (BlockRow & { blocks: number })[]).map((row) => ({
        newest: blockFromRow(row),
        count: row.blocks,
      })),
    unsettled: (versionName) => (unsettled.all([versionName]) as BlockRow[]).map(blockFromRow),
    counts() {
      const found = new Map<string, Record<OwnBlockState, number>>();
      for (const { version, state, n } of counts.all() as {
        version: Blob;
        state: Blob;
        n: number;
      }[]) {
        const versionName = textOf(version);
        const ofNetwork = found.get(versionName) ?? { ...NO_BLOCKS };
        ofNetwork[stateOf(textOf(state))] = n;
        found.set(versionName, ofNetwork);
      }
      return found;
    },
    earnedSince(versionName, sinceMs) {
      const row = earned.get([versionName, sinceMs]) as Record<
        'reward' | 'blocks' | 'known',
        number
      >;
      return { reward: row.reward, blocks: row.blocks, unknown: row.blocks - row.known };
    },
    check() {
      for (const row of db.prepare(SELECT).iterate() as Iterable<BlockRow>) blockFromRow(row);
    },
  };
}

/**
 * The blocks of a damaged file that can be read, at least from its front and from its end to the bad place.
 * @returns each block once, in no particular order
 */
export function salvageBlocks(db: Database.Database): OwnBlock[] {
  const found = new Map<string, OwnBlock>();
  for (const rowsOf of [rowsAtOnce, rowsFromFront, rowsFromEnd]) {
    try {
      for (const row of rowsOf(db)) {
        const block = blockOrNull(row);
        if (block !== null) found.set(block.id, block);
      }
      break;
    } catch {
      // The file is known to be damaged: what was read before the bad place is kept.
    }
  }
  return [...found.values()];
}

type DamagedRow = BlockRow & { readonly rowid: number | null };
type Rows = (db: Database.Database) => Iterable<BlockRow>;

/** libsql has them by the hundred, and none of those where it cannot read the last. */
const rowsAtOnce: Rows = (db) => db.prepare(SELECT_DAMAGED).iterate() as Iterable<DamagedRow>;

const rowsFromFront: Rows = (db) =>
  rowByRow(
    db.prepare(`${SELECT_DAMAGED} WHERE block.rowid > ? ORDER BY block.rowid LIMIT 1`),
    -Infinity,
  );

const rowsFromEnd: Rows = (db) =>
  rowByRow(
    db.prepare(`${SELECT_DAMAGED} WHERE block.rowid < ? ORDER BY block.rowid DESC LIMIT 1`),
    Infinity,
  );

/**
 * The rows up to the bad place itself, by a query for each: 1.6 s for 100,000 blocks.
 * @throws what libsql throws there, and DamagedValue where damage leads back to a row that was read
 */
function* rowByRow(next: Database.Statement, from: number): Iterable<BlockRow> {
  const read = new Set<number | null>();
  let at: number | null = from;
  for (;;) {
    const row = next.get([at]) as DamagedRow | undefined;
    if (row === undefined) return;
    at = row.rowid;
    if (read.has(at)) throw new DamagedValue('rows lead in a circle');
    read.add(at);
    yield row;
  }
}

function blockOrNull(row: BlockRow): OwnBlock | null {
  try {
    return blockFromRow(row);
  } catch (error) {
    if (error instanceof DamagedValue) return null;
    throw error;
  }
}

function blockFromRow(row: BlockRow): OwnBlock {
  return {
    id: textOf(row.id),
    versionName: textOf(row.version),
    chain: wholeNumberOf(row.chain),
    height: wholeNumberOf(row.height),
    foundAtMs: wholeNumberOf(row.found_at_ms),
    state: stateOf(textOf(row.state)),
    reason: textOrNull(row.reason),
    difficulty: numberOf(row.difficulty),
    effort: row.effort,
    worker: textOf(row.worker),
    forkState: forkStateFrom(row),
    reward: row.reward ?? null,
    expectedSeconds: row.expected_seconds ?? null,
  };
}

function forkStateFrom({ fork_number: number, fork_votes: votes }: BlockRow): ForkState | null {
  if (number === undefined || number === null) return null;
  return { number: wholeNumberOf(number), votes: numberOf(votes ?? null) };
}

function stateOf(text: string): OwnBlockState {
  if (Object.hasOwn(NO_BLOCKS, text)) return text as OwnBlockState;
  throw new DamagedValue('a block is in a state that does not exist');
}
