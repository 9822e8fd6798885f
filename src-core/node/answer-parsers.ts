/** Parses the answers of a chainweb node. */
import { z } from 'zod';
import { blockHash, toBase64Url } from '../chainweb/block-hash.ts';
import { mkChainId } from '../chainweb/chain-graph.ts';
import { decodeWorkHeader } from '../chainweb/work-header.ts';
import type { WorkHeader } from '../chainweb/work-header.ts';
import { parsePeerJson } from '../peers/peer-json.ts';
import { complaintOf } from '../peers/schema-complaint.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { NodeError } from './node-errors.ts';
import type { ChainTip, NetworkInfo } from './node-events.ts';
import {
  LAST_DATE_MICROS,
  MAX_CHAINS,
  MAX_DEGREE,
  MAX_GRAPHS,
  MAX_NAME,
  MAX_PAGE,
} from './node-limits.ts';
import { cleanExcerpt } from './page-text.ts';

const chainNumber = z.number().int().min(0).max(0xffff_ffff);
const chainText = z
  .string()
  .regex(/^\d{1,10}$/)
  .refine((text) => Number(text) <= 0xffff_ffff);
const blockHeight = z.number().int().min(0);
const adjacency = listOf(
  z.tuple([chainNumber, listOf(chainNumber, MAX_DEGREE)]),
  MAX_CHAINS,
).refine((graph) => graph.length > 0);

/** At most `most` items, counted before any is parsed: a million error messages take seconds. */
function listOf<Item extends z.ZodType>(item: Item, most: number) {
  return z.array(z.unknown()).max(most).pipe(z.array(item));
}

/** `GET /info`. Only the name is in every version of the node; the rest came with 2.24.1. */
const infoSchema = z.object({
  nodeVersion: z.string().min(1).max(MAX_NAME),
  nodePackageVersion: z.string().max(MAX_NAME).nullish(),
  nodeChains: listOf(chainText, MAX_CHAINS).nullish(),
  nodeGraphHistory: listOf(z.tuple([z.number(), adjacency]), MAX_GRAPHS).nullish(),
  nodeBlockDelay: z.number().positive().nullish(),
});

/** The network that an `/info` answer describes; `wrong-address` if it is no such answer. */
export function parseInfo(body: Buffer): Result<NetworkInfo, NodeError> {
  const parsed = parseJson(body, infoSchema);
  // Whatever answers /info with something else is another server, not a broken node.
  if (!parsed.ok) return err({ ...parsed.error, kind: 'wrong-address' });
  const info = parsed.value;
  return ok({
    versionName: info.nodeVersion,
    nodeVersion: info.nodePackageVersion ?? null,
    graph: currentGraph(info),
    blockDelayMicros: info.nodeBlockDelay ?? null,
  });
}

/** The graph with the current chains; a future graph may precede it in the list. */
function currentGraph(info: z.output<typeof infoSchema>): NetworkInfo['graph'] {
  const chains = (info.nodeChains ?? []).map(Number).sort((a, b) => a - b);
  const history = info.nodeGraphHistory ?? [];
  const current =
    history.find(([, graph]) => chains.length === 0 || graph.length === chains.length)?.[1] ??
    chains.map((chain): [number, number[]] => [chain, []]);
  return current
    .map(([chain, adjacent]) => ({
      chain: mkChainId(chain),
      adjacent: adjacent.map(mkChainId).sort((a, b) => a - b),
    }))
    .sort((a, b) => a.chain - b.chain);
}

const cutSchema = z.object({
  hashes: z
    .record(z.string(), z.unknown())
    .refine((hashes) => Object.keys(hashes).length <= MAX_CHAINS)
    .pipe(z.record(chainText, z.object({ height: blockHeight, hash: z.string().length(43) }))),
});

/** The newest block of each chain from a `cut` answer, ascending by chain; or `nonsense-answer`. */
export function parseCut(body: Buffer): Result<ChainTip[], NodeError> {
  const parsed = parseJson(body, cutSchema);
  if (!parsed.ok) return parsed;
  return ok(
    Object.entries(parsed.value.hashes)
      .map(([chain, { height, hash }]) => ({ chain: mkChainId(Number(chain)), height, hash }))
      .sort((a, b) => a.chain - b.chain),
  );
}

/** A header with its hash, computed here rather than taken from the node. */
export interface HashedHeader {
  readonly header: WorkHeader;
  readonly hash: string;
}

const pageSchema = z.object({ items: listOf(z.string().max(8192), MAX_PAGE) });

/**
 * The first `limit` headers of a page, whose items are base64url of the encoded header followed by
 * its hash (32 bytes). `nonsense-answer` if any of them cannot be decoded.
 */
export function parseHeaderPage(body: Buffer, limit: number): Result<HashedHeader[], NodeError> {
  const page = parseJson(body, pageSchema);
  if (!page.ok) return page;
  const headers: HashedHeader[] = [];
  for (const item of page.value.items.slice(0, limit)) {
    const header = decodeWorkHeader(Buffer.from(item, 'base64url').subarray(0, -32));
    if (!header.ok) return err({ kind: 'nonsense-answer', detail: header.error.reason });
    const { creationTimeMicros } = header.value;
    if (creationTimeMicros < 0n || creationTimeMicros > LAST_DATE_MICROS) {
      return err({ kind: 'nonsense-answer', detail: `creation time ${creationTimeMicros} µs` });
    }
    headers.push({ header: header.value, hash: toBase64Url(blockHash(header.value)) });
  }
  return ok(headers);
}

/** A number of Pact: as it is, or as text where a double would round it. */
const pactNumber = z.union([
  z.number(),
  z.object({ decimal: z.string().max(64) }).transform(({ decimal }) => Number(decimal)),
  z.object({ int: z.union([z.number(), z.string().max(64)]) }).transform(({ int }) => Number(int)),
]);

/** `PayloadWithOutputs`: the coinbase is the result of a transaction, JSON in base64url. */
const outputsSchema = z.object({ coinbase: z.string().max(65_536) });
const coinbaseSchema = z.object({
  result: z.object({ status: z.string().max(64) }),
  events: listOf(
    z.object({
      name: z.string().max(256),
      module: z.object({ namespace: z.string().nullish(), name: z.string().max(256) }),
      params: listOf(z.unknown(), 16),
    }),
    64,
  ).nullish(),
});

/**
 * The coins that a block's coinbase pays: what `coin.TRANSFER` moves from no account, `["", miner, amount]`. Fees of
 * transactions are not among them. 0 where it pays none, as on networks without coins.
 */
export function parseReward(body: Buffer): Result<number, NodeError> {
  const outputs = parseJson(body, outputsSchema);
  if (!outputs.ok) return outputs;
  const coinbase = parseJson(Buffer.from(outputs.value.coinbase, 'base64url'), coinbaseSchema);
  if (!coinbase.ok) return coinbase;
  let reward = 0;
  for (const { name, module, params } of coinbase.value.events ?? []) {
    const [from, , amount] = params;
    if (name !== 'TRANSFER' || module.name !== 'coin' || from !== '') continue;
    const coins = pactNumber.safeParse(amount);
    if (!coins.success || !(coins.data >= 0) || !Number.isFinite(coins.data)) {
      return err({ kind: 'nonsense-answer', detail: 'a coinbase without an amount' });
    }
    reward += coins.data;
  }
  return ok(reward);
}

function parseJson<Schema extends z.ZodType>(
  body: Buffer,
  schema: Schema,
): Result<z.output<Schema>, NodeError> {
  const json = parsePeerJson(body.toString('utf8'));
  if (!json.ok) {
    return err({ kind: 'nonsense-answer', detail: `${json.error.reason}: ${cleanExcerpt(body)}` });
  }
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  return err({ kind: 'nonsense-answer', detail: complaintOf(parsed.error) });
}
