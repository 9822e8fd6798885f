/** Rows of the history's tables, and the core's types made of them. */
import type { ChainId } from '../chainweb/chain-graph.ts';
import type { OwnBlock, OwnBlockState } from '../state/snapshot-types.ts';
import type { OutboxEntry } from '../node/solution-outbox.ts';

export interface SampleRow {
  readonly at_ms: number;
  readonly rate: number;
  readonly difficulty: number | null;
}

export interface BlockRow {
  readonly id: string;
  readonly version: string;
  readonly chain: number;
  readonly height: number;
  readonly found_at_ms: number;
  readonly state: OwnBlockState;
  readonly reason: string | null;
  readonly difficulty: number;
  readonly effort: number | null;
  readonly worker: string;
}

export interface OutboxRow {
  readonly id: string;
  readonly node: string;
  readonly version: string;
  readonly chain: ChainId;
  readonly height: number;
  readonly difficulty: number;
  readonly worker: string;
  readonly found_at_ms: number;
  readonly bytes: ArrayBuffer | Uint8Array;
}

export function blockFromRow(row: BlockRow): OwnBlock {
  return {
    id: row.id,
    versionName: row.version,
    chain: row.chain,
    height: row.height,
    foundAtMs: row.found_at_ms,
    state: row.state,
    reason: row.reason,
    difficulty: row.difficulty,
    effort: row.effort,
    worker: row.worker,
  };
}

export function outboxEntryFromRow(row: OutboxRow): OutboxEntry {
  return {
    id: row.id,
    node: row.node,
    versionName: row.version,
    chain: row.chain,
    height: row.height,
    difficulty: row.difficulty,
    worker: row.worker,
    foundAtMs: row.found_at_ms,
    // libsql hands BLOBs out as ArrayBuffer.
    bytes: new Uint8Array(row.bytes),
  };
}
