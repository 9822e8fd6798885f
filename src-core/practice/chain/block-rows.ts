/** Rows of the table of blocks. */
import { blockHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { decodeWorkHeader } from '../../chainweb/work-header.ts';
import type { Database } from '../../storage/database-file.ts';
import { bytesOf, DamagedValue } from '../../storage/sqlite-values.ts';
import type { Blob } from '../../storage/sqlite-values.ts';
import type { PracticeBlock } from './practice-block.ts';

/** What is read of a block. */
export interface BlockRow {
  readonly hash: Blob | null;
  readonly header: Blob | null;
  readonly on_chain: number | null;
}

/**
 * A prepared statement. Parameters are always passed as one array: libsql takes a single Buffer for an
 * object of named parameters and aborts the process.
 */
export interface Statement<Parameters extends readonly unknown[], Found> {
  get(parameters: Parameters): Found | undefined;
  all(parameters: Parameters): Found[];
  run(parameters: Parameters): unknown;
}

/** Prepares a statement. */
export function statement<Parameters extends readonly unknown[], Found>(
  db: Database.Database,
  sql: string,
): Statement<Parameters, Found> {
  return db.prepare(sql) as Statement<Parameters, Found>;
}

/**
 * The block of a row.
 * @throws DamagedValue
 */
export function readBlock(row: Pick<BlockRow, 'hash' | 'header'>): PracticeBlock {
  const bytes = bytesOf(row.header);
  const hash = bytesOf(row.hash);
  const header = decodeWorkHeader(bytes);
  if (!header.ok) throw new DamagedValue(`a block cannot be decoded: ${header.error.reason}`);
  return { header: header.value, bytes, hash, hashText: toBase64Url(hash) };
}

/**
 * Checks that a block is what its hash was made of.
 * @throws DamagedValue
 */
export function checkHash({ header, hash }: PracticeBlock): void {
  if (Buffer.compare(blockHash(header), hash) !== 0) {
    throw new DamagedValue('a block does not match its hash');
  }
}
