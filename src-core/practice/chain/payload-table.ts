/** The payloads of a practice network's blocks, by their hashes, in the file of the blocks. */
import type { Database } from '../../storage/database-file.ts';
import { asBlob, bytesOf, DamagedValue } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import { sealPayload } from './payload.ts';
import type { Payload } from './payload.ts';

/** Files of earlier versions have no payloads; those of their blocks are unknown. */
export const PAYLOAD_SCHEMA = `
CREATE TABLE IF NOT EXISTS payloads (
  hash BLOB PRIMARY KEY, miner BLOB NOT NULL, coinbase BLOB NOT NULL
) WITHOUT ROWID;
`;

interface Row {
  readonly miner: Blob | null;
  readonly coinbase: Blob | null;
}

export interface PayloadTable {
  keep(payload: Payload): void;
  /** The payload of this hash (32 bytes), if any block has it. */
  find(hash: Uint8Array): Payload | null;
}

/** The table of an open file. */
export function payloadTable(db: Database.Database): PayloadTable {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO payloads (hash, miner, coinbase) VALUES (?, ?, ?)',
  );
  const byHash = db.prepare(
    `SELECT ${asBlob('miner')}, ${asBlob('coinbase')} FROM payloads WHERE payloads.hash = ?`,
  );
  return {
    keep({ payloadHash, minerData, coinbase }) {
      insert.run([payloadHash, minerData, coinbase].map((bytes) => Buffer.from(bytes)));
    },
    find(hash) {
      const row = byHash.get([Buffer.from(hash)]) as Row | undefined;
      if (row === undefined) return null;
      const { miner, coinbase } = row;
      const payload = sealPayload({ minerData: bytesOf(miner), coinbase: bytesOf(coinbase) });
      if (Buffer.compare(payload.payloadHash, hash) !== 0) {
        throw new DamagedValue('a payload does not match its hash');
      }
      return payload;
    },
  };
}
