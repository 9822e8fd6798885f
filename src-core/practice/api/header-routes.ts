/**
 * `chain/{c}/header`, `chain/{c}/hash` and `chain/{c}/block`: the blocks of a chain
 * (`Chainweb.BlockHeaderDB.RestAPI`).
 */
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { toBase64Url } from '../../chainweb/block-hash.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { branch } from '../chain/header-branch.ts';
import { outputsToJson } from '../chain/payload.ts';
import { BINARY_TYPE, JSON_TYPE, OBJECT_TYPE } from './http-reply.ts';
import {
  emptyReply,
  isJsonBody,
  jsonReply,
  keyNotFound,
  negotiate,
  textReply,
} from './http-reply.ts';
import type { HttpReply, PracticeRequest } from './http-reply.ts';
import { blockToJson, encodeBlock } from '../chain/practice-block.ts';
import type { PracticeBlock } from '../chain/practice-block.ts';
import type { PracticeStore, StoredBlock } from '../chain/practice-store.ts';
import { parseBranchBounds, parseHash, parsePaging } from './paging.ts';
import type { Paging } from './paging.ts';

interface HeaderRoutes {
  /** Answers a request for what follows `chain/{c}/`: `header`, `header/{hash}`, `hash`, …. */
  answer(chain: ChainId, rest: readonly string[], request: PracticeRequest): HttpReply;
}

/** Most items of a page: of headers, and of hashes. */
const HEADER_LIMIT = 360;
const HASH_LIMIT = 4096;
/** Most bounds in each list of a branch query. */
const BOUNDS_LIMIT = 32;

type Cursor = { readonly block: StoredBlock; readonly inclusive: boolean } | null;

/** The routes over the blocks of `store`. */
export function createHeaderRoutes(store: PracticeStore, versionName: string): HeaderRoutes {
  function cursor(chain: ChainId, { next }: Paging): Result<Cursor, HttpReply> {
    if (next === null) return ok(null);
    const block = store.find(chain, next.hash);
    return block === null ? err(keyNotFound(next.hash)) : ok({ block, inclusive: next.inclusive });
  }

  function list(chain: ChainId, request: PracticeRequest, render: Renderer): HttpReply {
    const paging = parsePaging(request.query, render.maxItems);
    if (!paging.ok) return textReply(400, paging.error.reason);
    const from = cursor(chain, paging.value);
    if (!from.ok) return from.error;
    const { minHeight, maxHeight, limit } = paging.value;
    const blocks = store.range(chain, {
      from: from.value && { block: from.value.block.block, inclusive: from.value.inclusive },
      minHeight,
      maxHeight: maxHeight ?? Number.MAX_SAFE_INTEGER,
      limit: limit + 1,
    });
    const last = blocks.at(-1);
    // The listing is never complete: more blocks will follow the last one.
    const next = nextOf(blocks, limit) ?? (last && `exclusive:${last.hashText}`);
    return page(blocks.slice(0, limit), next, render);
  }

  function listBranch(chain: ChainId, request: PracticeRequest, render: Renderer): HttpReply {
    if (!isJsonBody(request.contentType)) return emptyReply(415);
    const paging = parsePaging(request.query, render.maxItems);
    if (!paging.ok) return textReply(400, paging.error.reason);
    const bounds = parseBranchBounds(request.body);
    if (!bounds.ok) return textReply(400, bounds.error.reason);
    for (const side of ['upper', 'lower'] as const) {
      if (bounds.value[side].length > BOUNDS_LIMIT) {
        const text = `${side} branch bound limit exceeded. Only ${BOUNDS_LIMIT} values are supported.`;
        return { status: 400, contentType: null, body: JSON.stringify(text) };
      }
    }
    const from = cursor(chain, paging.value);
    if (!from.ok) return from.error;
    const uppers: StoredBlock[] = [];
    for (const hash of bounds.value.upper) {
      const upper = store.find(chain, hash);
      if (upper === null) return keyNotFound(hash);
      uppers.push(upper);
    }
    const { minHeight, maxHeight, limit } = paging.value;
    const lowers = bounds.value.lower.flatMap((hash) => store.find(chain, hash) ?? []);
    const query = { uppers, lowers, from: from.value, minHeight, maxHeight, limit: limit + 1 };
    const blocks = branch(store, chain, query);
    return page(blocks.slice(0, limit), nextOf(blocks, limit) ?? null, render);
  }

  function single(chain: ChainId, text: string, accept: string | null): HttpReply {
    const type = negotiate(accept, [JSON_TYPE, OBJECT_TYPE, BINARY_TYPE]);
    if (type === null) return emptyReply(406);
    const hash = parseHash(text);
    if (!hash.ok) return textReply(400, hash.error.reason);
    const found = store.find(chain, hash.value);
    if (found === null) return keyNotFound(hash.value);
    const { block } = found;
    if (type === BINARY_TYPE) return { status: 200, contentType: type, body: encodeBlock(block) };
    return jsonReply(200, type === JSON_TYPE ? textForm(block) : objectForm(block), type);
  }

  /** Null for a block from before payloads were kept: a page leaves it out. */
  function blockForm(block: PracticeBlock): unknown {
    const payload = store.payload(block.header.payloadHash);
    return payload && { header: objectForm(block), payloadWithOutputs: outputsToJson(payload) };
  }

  const objectForm = (block: PracticeBlock): unknown => blockToJson(block, versionName);

  return {
    answer(chain, [table, ...rest], request) {
      const [key] = rest;
      const isTable = table === 'header' || table === 'hash' || table === 'block';
      if (!isTable || rest.length > 1) return emptyReply(404);
      const isBranch = key === 'branch';
      if (table !== 'header' && key !== undefined && !isBranch) return emptyReply(404);
      if (request.method !== (isBranch ? 'POST' : 'GET')) return emptyReply(405);
      if (key !== undefined && !isBranch) return single(chain, key, request.accept);

      const offers = table === 'header' ? [JSON_TYPE, OBJECT_TYPE] : [JSON_TYPE];
      const type = negotiate(request.accept, offers);
      if (type === null) return emptyReply(406);
      const forms = {
        hash: hashForm,
        header: type === OBJECT_TYPE ? objectForm : textForm,
        block: blockForm,
      };
      const maxItems = table === 'hash' ? HASH_LIMIT : HEADER_LIMIT;
      const render: Renderer = { type, item: forms[table], maxItems };
      return isBranch ? listBranch(chain, request, render) : list(chain, request, render);
    },
  };
}

/** How the items of a page are encoded, and how many it holds at most. */
interface Renderer {
  readonly type: string;
  /** Null leaves the block out. */
  readonly item: (block: PracticeBlock) => unknown;
  readonly maxItems: number;
}

function textForm(block: PracticeBlock): string {
  return toBase64Url(encodeBlock(block));
}

function hashForm(block: PracticeBlock): string {
  return block.hashText;
}

function page(
  blocks: readonly PracticeBlock[],
  next: string | null | undefined,
  { type, item }: Renderer,
): HttpReply {
  const items = blocks.map(item).filter((form) => form !== null);
  const value = { limit: items.length, items, next: next ?? null };
  return jsonReply(200, value, type);
}

/** One block more than the page holds was queried: if it exists, the next page begins with it. */
function nextOf(blocks: readonly PracticeBlock[], limit: number): string | undefined {
  const following = blocks[limit];
  return following && `inclusive:${following.hashText}`;
}
