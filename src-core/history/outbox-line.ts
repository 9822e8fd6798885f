/**
 * A line of the outbox's file: a checksum, a space, and JSON that puts an entry or removes one. The
 * checksum shows a line that was cut short or garbled; other lines are not affected.
 */
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { mkChainId } from '../chainweb/chain-graph.ts';
import type { OutboxEntry } from '../node/solutions/solution-outbox.ts';

type OutboxChange = { readonly put: OutboxEntry } | { readonly remove: OutboxEntry['id'] };

const whole = z.number().int().nonnegative();
const entrySchema = z.object({
  id: z.string(),
  node: z.string(),
  versionName: z.string(),
  chain: z.number().int().min(0).max(0xffff_ffff).transform(mkChainId),
  height: whole,
  difficulty: z.number(),
  worker: z.string(),
  foundAtMs: whole,
  waitedMs: whole.optional(),
  bytes: z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
});
const changeSchema = z.union([z.object({ put: entrySchema }), z.object({ remove: z.string() })]);

/** The line of a change, with its line break. */
export function outboxLine(change: OutboxChange): string {
  const json = JSON.stringify(
    'put' in change
      ? { put: { ...change.put, bytes: Buffer.from(change.put.bytes).toString('base64') } }
      : change,
  );
  return `${checksum(json)} ${json}\n`;
}

/** The change of a line without its line break; null for one that is damaged. */
export function parseOutboxLine(line: string): OutboxChange | null {
  const json = line.slice(CHECKSUM_LENGTH + 1);
  if (line !== `${checksum(json)} ${json}`) return null;
  try {
    const parsed = changeSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const CHECKSUM_LENGTH = 8;

/** CRC-32, as in zip files: it detects accidents at a fifth of the cost of SHA-256. */
function checksum(json: string): string {
  return crc32(json).toString(16).padStart(CHECKSUM_LENGTH, '0');
}
