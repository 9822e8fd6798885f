/**
 * The blocks of a practice network on disk (or in memory), orphans included, one row per block. Every
 * block is stored before it is reported, so a killed process loses none. WAL with
 * `synchronous=NORMAL`: a power cut may cost the last blocks, never the file. The file is for one
 * node at a time: see system/data-lock.ts.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import {
  damageIn,
  identityOf,
  IN_MEMORY,
  inTransaction,
  openDatabase,
  prepareDatabase,
} from '../../storage/database-file.ts';
import type { Database } from '../../storage/database-file.ts';
import { takeDataLock } from '../../system/data-lock.ts';
import { asBlob, asNumber, DamagedValue, textOf } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { checkHash, readBlock, statement } from './block-rows.ts';
import type { BlockRow } from './block-rows.ts';
import { sweepOf } from './file-sweep.ts';
import type { ChainHead } from './new-header.ts';
import { PAYLOAD_SCHEMA, payloadTable } from './payload-table.ts';
import type { Payload } from './payload.ts';
import type { PracticeBlock } from './practice-block.ts';
import { lockedData } from './practice-errors.ts';
import type { PracticeDataError } from './practice-errors.ts';

/** A block, and whether it is part of its chain (which never changes) or an orphan. */
export interface StoredBlock {
  readonly block: PracticeBlock;
  readonly onChain: boolean;
}

/** A range of a chain's blocks, orphans included, ascending by height and hash. */
export interface BlockRange {
  /** Where the range begins: at or right after this block. */
  readonly from: { readonly block: PracticeBlock; readonly inclusive: boolean } | null;
  readonly minHeight: number;
  readonly maxHeight: number;
  readonly limit: number;
}

export interface PracticeStore {
  /** The two newest blocks of each chain of `chains`; null when the store holds no blocks. */
  heads(chains: readonly ChainId[]): ChainHead[] | null;
  append(block: PracticeBlock, onChain: boolean): void;
  /** A block of this chain by its hash (32 bytes). */
  find(chain: ChainId, hash: Uint8Array): StoredBlock | null;
  /** The block on the chain at `height` (no orphan). */
  atHeight(chain: ChainId, height: number): PracticeBlock | null;
  range(chain: ChainId, range: BlockRange): PracticeBlock[];
  /** Keeps a payload; to be called before its block is appended. */
  keepPayload(payload: Payload): void;
  /** The payload of this hash (32 bytes); null where it is unknown. */
  payload(hash: Uint8Array): Payload | null;
  /** Replaces everything by these blocks and their payloads. */
  restart(genesis: readonly PracticeBlock[], payloads: readonly Payload[]): void;
  /** Checks the next few blocks of its file, see file-sweep.ts. */
  sweep(): void;
  close(): void;
}

/** The layout of the tables below. A file of another layout is refused. */
const SCHEMA_VERSION = '1';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blocks (
  chain INTEGER NOT NULL, height INTEGER NOT NULL, hash BLOB NOT NULL,
  on_chain INTEGER NOT NULL, header BLOB NOT NULL,
  PRIMARY KEY (chain, height, hash)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS blocks_by_hash ON blocks (hash);
${PAYLOAD_SCHEMA}`;

/**
 * Opens the store of the network `versionName`; with null as path it is in memory. `reset` discards
 * the contents of the file, even those of another network.
 * @throws what libsql throws, and DamagedValue
 */
export function openStoreIn(
  path: string | null,
  versionName: string,
  reset: boolean,
): Result<PracticeStore, PracticeDataError> {
  if (path !== null) mkdirSync(dirname(path), { recursive: true });
  const lock = path === null ? ok(() => undefined) : takeDataLock(`${path}.lock`, 'practice');
  if (!lock.ok) return err(lockedData(path, lock.error));
  const leave = lock.value;
  try {
    return openLocked(path, versionName, reset, leave);
  } catch (error) {
    leave();
    throw error;
  }
}

function openLocked(
  path: string | null,
  versionName: string,
  reset: boolean,
  leave: () => void,
): Result<PracticeStore, PracticeDataError> {
  const isNew = path === null || identityOf(path) === null;
  const db = openDatabase(path ?? IN_MEMORY);
  try {
    prepareDatabase(db);
    db.exec(SCHEMA);
    if (!isNew) check(db);
    if (reset) db.exec('DELETE FROM meta; DELETE FROM blocks; DELETE FROM payloads;');
    const mismatch = claim(db, path, versionName);
    if (mismatch !== null) {
      leave();
      db.close();
      return err(mismatch);
    }
    return ok(storeOn(db, leave));
  } catch (error) {
    db.close();
    throw error;
  }
}

function check(db: Database.Database): void {
  const damage = damageIn(db, ['meta', 'blocks', 'payloads']);
  if (damage !== null) throw new DamagedValue(damage);
}

/** Marks a new file as one of this network; returns why an existing one does not fit, or null. */
function claim(
  db: Database.Database,
  file: string | null,
  versionName: string,
): PracticeDataError | null {
  const read = statement<readonly [string], { value: Blob }>(
    db,
    `SELECT ${asBlob('value')} FROM meta WHERE key = ?`,
  );
  const write = statement<readonly [string, string], never>(
    db,
    'INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)',
  );
  write.run(['schema', SCHEMA_VERSION]);
  write.run(['network', versionName]);
  const valueOf = (key: string): string => textOf(read.get([key])?.value ?? null);
  const schema = valueOf('schema');
  if (schema !== SCHEMA_VERSION) {
    const detail = `it has the unknown layout ${schema}`;
    return { kind: 'practice-data', reason: 'other-layout', setting: null, file, detail };
  }
  const network = valueOf('network');
  if (network !== versionName) {
    const detail = `it holds the chains of ${network}, not of ${versionName}`;
    const setting = 'practiceGraph';
    return { kind: 'practice-data', reason: 'other-network', setting, file, detail };
  }
  return null;
}

function storeOn(db: Database.Database, leave: () => void): PracticeStore {
  const columns = `SELECT ${asBlob('hash')}, ${asBlob('header')}, ${asNumber('on_chain')} FROM blocks`;
  const insert = statement<readonly [number, number, Uint8Array, number, Uint8Array], never>(
    db,
    // A solution submitted twice is the same block twice.
    'INSERT OR IGNORE INTO blocks (chain, height, hash, on_chain, header) VALUES (?, ?, ?, ?, ?)',
  );
  const byHash = statement<readonly [Uint8Array, number], BlockRow>(
    db,
    `${columns} WHERE blocks.hash = ? AND chain = ?`,
  );
  const byHeight = statement<readonly [number, number], BlockRow>(
    db,
    `${columns} WHERE chain = ? AND height = ? AND blocks.on_chain = 1`,
  );
  const newest = statement<readonly [number], BlockRow>(
    db,
    `${columns} WHERE chain = ? AND blocks.on_chain = 1 ORDER BY height DESC LIMIT 2`,
  );
  const ascending = statement<readonly [number, number, Uint8Array, number, number], BlockRow>(
    db,
    `${columns} WHERE chain = ? AND (height, blocks.hash) >= (?, ?) AND height <= ?
     ORDER BY height, blocks.hash LIMIT ?`,
  );

  const payloads = payloadTable(db);
  const append = (block: PracticeBlock, onChain: boolean): void => {
    const { chain, height } = block.header;
    insert.run([chain, height, Buffer.from(block.hash), onChain ? 1 : 0, Buffer.from(block.bytes)]);
  };

  return {
    heads(chains) {
      const heads = chains.flatMap((chain): ChainHead[] => {
        const [tip, before] = newest.all([chain]);
        if (tip === undefined) return [];
        const head = {
          tip: readBlock(tip),
          before: before === undefined ? null : readBlock(before),
        };
        // Every new block builds on these.
        for (const block of [head.tip, head.before]) if (block !== null) checkHash(block);
        return [head];
      });
      return heads.length === chains.length ? heads : null;
    },

    append,

    find(chain, hash) {
      const row = byHash.get([Buffer.from(hash), chain]);
      return row === undefined ? null : { block: readBlock(row), onChain: row.on_chain === 1 };
    },

    atHeight(chain, height) {
      const row = byHeight.get([chain, height]);
      return row === undefined ? null : readBlock(row);
    },

    range(chain, { from, minHeight, maxHeight, limit }) {
      const start = from?.block.header.height ?? minHeight;
      const hash = Buffer.from(from?.block.hash ?? new Uint8Array());
      const skip = from !== null && !from.inclusive ? 1 : 0;
      const rows = ascending.all([chain, start, hash, maxHeight, limit + skip]).slice(skip);
      const blocks = rows.map(readBlock);
      // As the node does: a cursor below the minimum ends the listing.
      return (blocks[0]?.header.height ?? 0) < minHeight ? [] : blocks;
    },

    keepPayload: payloads.keep,
    payload: payloads.find,
    sweep: sweepOf(db, payloads),

    restart(genesis, genesisPayloads) {
      inTransaction(db, () => {
        db.exec('DELETE FROM blocks; DELETE FROM payloads;');
        for (const payload of genesisPayloads) payloads.keep(payload);
        for (const block of genesis) append(block, true);
      });
    },

    close: () => {
      leave();
      db.close();
    },
  };
}
