/** `chain/{c}/payload`: what blocks hold, by payload hash (`Chainweb.Payload.RestAPI`). */
import { parsePeerJson } from '../../peers/peer-json.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { encodeList, encodeOutputs, encodePayload } from '../chain/payload.ts';
import { outputsToJson, payloadToJson } from '../chain/payload.ts';
import type { Payload } from '../chain/payload.ts';
import { BINARY_TYPE, JSON_TYPE } from './http-reply.ts';
import {
  emptyReply,
  isJsonBody,
  jsonReply,
  keyNotFound,
  negotiate,
  textReply,
} from './http-reply.ts';
import type { HttpReply, PracticeRequest } from './http-reply.ts';
import { parseHash, parseHashes, parseNatural } from './paging.ts';
import type { ParameterError } from './paging.ts';

/** Hashes of a batch that are looked up; the node leaves out the rest too. */
const BATCH_LIMIT = 1000;

/** A way to encode payloads. */
interface Form {
  readonly json: (payload: Payload) => unknown;
  readonly binary: (payload: Payload) => Uint8Array;
}

const DATA: Form = { json: payloadToJson, binary: encodePayload };
const OUTPUTS: Form = { json: outputsToJson, binary: encodeOutputs };

/** Answers a request for what follows `payload/`. */
type PayloadRoutes = (rest: readonly string[], request: PracticeRequest) => HttpReply;

/** The routes over the payloads that `find` knows by their hash. */
export function createPayloadRoutes(find: (hash: Uint8Array) => Payload | null): PayloadRoutes {
  function single(text: string, form: Form, type: string, query: URLSearchParams): HttpReply {
    const height = parseNatural(query, 'height');
    if (!height.ok) return textReply(400, height.error.reason);
    const hash = parseHash(text);
    if (!hash.ok) return textReply(400, hash.error.reason);
    const payload = find(hash.value);
    if (payload === null) return keyNotFound(hash.value);
    if (type === BINARY_TYPE) return binaryReply(form.binary(payload));
    return jsonReply(200, form.json(payload), type);
  }

  function batch(request: PracticeRequest, form: Form, type: string): HttpReply {
    if (!isJsonBody(request.contentType)) return emptyReply(415);
    const hashes = parseBatch(request.body);
    if (!hashes.ok) return textReply(400, hashes.error.reason);
    const found = hashes.value.slice(0, BATCH_LIMIT).flatMap((hash) => find(hash) ?? []);
    if (type === BINARY_TYPE) return binaryReply(encodeList(found.map(form.binary)));
    return jsonReply(200, found.map(form.json), type);
  }

  return ([first = '', second, ...more], request) => {
    if (more.length > 0) return emptyReply(404);
    const isBatch = second === undefined ? first === 'batch' : second === 'batch';
    const withOutputs = isBatch ? second !== undefined : second === 'outputs';
    const known = isBatch ? !withOutputs || first === 'outputs' : withOutputs || !second;
    if (first === '' || !known) return emptyReply(404);
    if (request.method !== (isBatch ? 'POST' : 'GET')) return emptyReply(405);
    const type = negotiate(request.accept, [JSON_TYPE, BINARY_TYPE]);
    if (type === null) return emptyReply(406);
    const form = withOutputs ? OUTPUTS : DATA;
    return isBatch ? batch(request, form, type) : single(first, form, type, request.query);
  };
}

/** Parses `[hash]`, or `{"heights": [number], "hashes": [hash]}` as newer clients send. */
function parseBatch(body: Buffer): Result<Uint8Array[], ParameterError> {
  const parsed = parsePeerJson(body.toString('utf8'));
  if (!parsed.ok) return err({ reason: 'Error in $: not enough input' });
  const { value } = parsed;
  if (Array.isArray(value)) return parseHashes(value, '');
  if (typeof value !== 'object' || value === null) {
    return err({ reason: 'Error in $: Invalid payload batch body' });
  }
  const { heights, hashes } = value as Readonly<Record<string, unknown>>;
  if (!Array.isArray(heights)) return err({ reason: 'Error in $: key "heights" not found' });
  if (!Array.isArray(hashes)) return err({ reason: 'Error in $: key "hashes" not found' });
  const read = parseHashes(hashes.slice(0, heights.length), '.hashes');
  return read.ok ? ok(read.value) : read;
}

function binaryReply(body: Uint8Array): HttpReply {
  return { status: 200, contentType: BINARY_TYPE, body };
}
