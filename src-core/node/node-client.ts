/** The service API of one chainweb node, as far as a miner needs it. */
import type { Readable } from 'node:stream';
import type { MinerAccount } from '../chainweb/account.ts';
import { toBase64Url } from '../chainweb/block-hash.ts';
import type { ChainId } from '../chainweb/chain-graph.ts';
import { parseMiningWork } from '../chainweb/mining-work.ts';
import type { MiningWork } from '../chainweb/mining-work.ts';
import { readBody } from '../http/answer-body.ts';
import { openConnections } from '../http/connections.ts';
import type { HttpFailure } from '../http/http-failure.ts';
import { MAX_ANSWER_BYTES } from '../http/http-limits.ts';
import { openStream, sendRequest } from '../http/http-request.ts';
import type { HttpAnswer } from '../http/http-request.ts';
import type { Environment } from '../http/proxy-choice.ts';
import { speaksTls } from '../http/speaks-tls.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { parseCut, parseHeaderPage, parseInfo, parseReward } from './answer-parsers.ts';
import type { HashedHeader } from './answer-parsers.ts';
import { nodeErrorOf } from './node-errors.ts';
import type { NodeError } from './node-errors.ts';
import type { ChainTip, NetworkInfo } from './node-events.ts';
import { MAX_HEADER_BYTES, PAGE_FRAME_BYTES } from './node-limits.ts';
import { impostorOf, refusalOf, solvedImpostorOf } from './refusal.ts';

/** How to reach a node. */
export interface NodeAddress {
  /** `host:port` of the service API. */
  readonly node: string;
  readonly useTls: boolean;
  /** Accept certificates that cannot be verified. */
  readonly insecure: boolean;
  /** For each request, from the connection to the end of the answer. */
  readonly timeoutMs: number;
  /** For connecting, with all handshakes; 5 s. */
  readonly connectTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 5_000;

/** Heights from `from` to `to`, both included. */
interface HeightRange {
  readonly from: number;
  readonly to: number;
}

type Answer<T> = Promise<Result<T, NodeError>>;

interface InfoAnswer {
  readonly network: NetworkInfo;
  readonly latencyMs: number;
  /** The `Date` of the answer, in whole seconds: ms since the Unix epoch; null without one. */
  readonly dateMs: number | null;
}

/** `version` is the network's name as returned by `/info`. Every call may fail with a NodeError. */
export interface NodeClient {
  /** Base URL, e.g. `http://localhost:1848`. */
  readonly url: string;
  /** `host:port` of the proxy through which the node is asked, and the variable that names it. */
  readonly proxy: { readonly name: string; readonly variable: string } | null;
  /** The node's network, and how long the node took to answer. */
  info(): Answer<InfoAnswer>;
  /** New work on a chain of the node's choice. */
  work(version: string, account: MinerAccount, signal?: AbortSignal): Answer<MiningWork>;
  /**
   * Submits a solved work header. The node's 200 does not mean that it joined the chain, and the 200 of
   * another server means nothing.
   */
  solved(version: string, bytes: Uint8Array): Answer<null>;
  /** Opens the update stream of a chain; waits for its head until `signal`. See update-events.ts. */
  updates(version: string, chain: ChainId, signal: AbortSignal): Answer<Readable>;
  /** The newest block of each chain. */
  cut(version: string): Answer<ChainTip[]>;
  /** The ancestors of `tip` (itself included) within a range of heights, newest first. */
  ancestors(version: string, tip: ChainTip, range: HeightRange): Answer<HashedHeader[]>;
  /** The coins that the block with this payload pays to its miner, without fees. */
  reward(version: string, chain: ChainId, payloadHash: Uint8Array): Answer<number>;
  /** Gives up all connections: they may be dead. Requests that are under way fail, or are sent again. */
  reconnect(): void;
  /** Closes all connections. */
  close(): void;
}

/**
 * Creates a client for the node at `address`. Nothing is sent before the first call.
 * @param environment where proxies are named, see proxy-choice.ts
 */
export function createNodeClient(
  address: NodeAddress,
  environment: Environment = process.env,
): NodeClient {
  const { useTls, insecure, timeoutMs, connectTimeoutMs: connectMs = CONNECT_TIMEOUT_MS } = address;
  const base = new URL(`${useTls ? 'https' : 'http'}://${address.node}`);
  const connections = openConnections({ insecure, connectMs, environment });
  const proxy = connections.proxyOf(base);
  const api = (version: string, path: string): URL =>
    new URL(`/chainweb/0.0/${encodeURIComponent(version)}/${path}`, base);

  async function ask(
    method: 'GET' | 'POST',
    url: URL,
    options: {
      headers?: Record<string, string>;
      body?: Uint8Array;
      signal?: AbortSignal | undefined;
      maxBytes?: number;
    } = {},
  ): Answer<HttpAnswer> {
    const { headers = {}, body, signal, maxBytes } = options;
    const request = { method, url, headers, ...(body && { body }), ...(signal && { signal }) };
    const answer = await sendRequest(connections, request, timeoutMs, maxBytes);
    if (!answer.ok) return err(await explain(answer.error));
    const error = answer.value.status === 200 ? impostorOf(answer.value) : refusalOf(answer.value);
    return error === null ? answer : err(error);
  }

  async function explain(failure: HttpFailure): Promise<NodeError> {
    const error = withSetting(nodeErrorOf(failure));
    // A server that hangs up on plain HTTP but answers TLS is not missing: `useTls` is wrong.
    const hungUp = error.kind === 'node-missing' && failure.code === 'ECONNRESET';
    if (!hungUp || useTls || proxy !== null) return error;
    return (await speaksTls(base, timeoutMs)) ? { ...error, kind: 'tls-mismatch' } : error;
  }

  function askForWork(
    version: string,
    { account, predicate, publicKeys }: MinerAccount,
    signal?: AbortSignal,
  ): Answer<HttpAnswer> {
    const body = JSON.stringify({ account, predicate, 'public-keys': publicKeys });
    return ask('GET', api(version, 'mining/work'), {
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body),
      signal,
    });
  }

  return {
    url: base.origin,
    proxy: proxy && { name: proxy.name, variable: proxy.variable },

    async info() {
      const answer = await ask('GET', new URL('/info', base));
      // This is no mining request: a server that refuses it, or has a page for it, is not a node.
      if (!answer.ok && (REFUSALS.includes(answer.error.kind) || answer.error.status === 200)) {
        return err({ ...answer.error, kind: 'wrong-address' });
      }
      if (!answer.ok) return answer;
      const network = parseInfo(answer.value.body);
      if (!network.ok) return network;
      const { elapsedMs: latencyMs, headers } = answer.value;
      const dateMs = Date.parse(headers.date ?? '');
      return ok({
        network: network.value,
        latencyMs,
        dateMs: Number.isNaN(dateMs) ? null : dateMs,
      });
    },

    async work(version, miner, signal) {
      const answer = await askForWork(version, miner, signal);
      if (!answer.ok) {
        const other = answer.error.kind === 'key-refused' ? otherSpelling(miner) : null;
        if (other === null) return answer;
        // A missing or added `k:` is a common mistake on either side: it names another account.
        const paid = await askForWork(version, { ...miner, account: other }, signal);
        if (!paid.ok) return answer;
        return err(spelledOtherwise(answer.error, miner.account, other));
      }
      const work = parseMiningWork(answer.value.body);
      if (!work.ok) return err({ kind: 'wrong-length', detail: work.error.reason });
      return ok({ ...work.value, versionName: version });
    },

    async solved(version, bytes) {
      const answer = await ask('POST', api(version, 'mining/solved'), {
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes,
      });
      if (!answer.ok) return answer;
      const impostor = solvedImpostorOf(answer.value);
      return impostor === null ? ok(null) : err(impostor);
    },

    async updates(version, chain, signal) {
      const body = Buffer.alloc(4);
      body.writeUInt32LE(chain);
      const answer = await openStream(connections, {
        method: 'GET',
        url: api(version, 'mining/updates'),
        headers: { 'content-type': 'application/octet-stream' },
        body,
        signal,
      });
      if (!answer.ok) return err(withSetting(nodeErrorOf(answer.error)));
      if (answer.value.status === 200) return ok(answer.value.body);
      const text = await readBody(answer.value.body);
      return err(refusalOf({ ...answer.value, body: text.ok ? text.value : Buffer.alloc(0) }));
    },

    async cut(version) {
      const answer = await ask('GET', api(version, 'cut'));
      return answer.ok ? parseCut(answer.value.body) : answer;
    },

    async ancestors(version, { chain, hash }, { from, to }) {
      const url = api(version, `chain/${chain}/header/branch`);
      const limit = to - from + 1;
      url.searchParams.set('minheight', String(from));
      url.searchParams.set('maxheight', String(to));
      url.searchParams.set('limit', String(limit));
      const answer = await ask('POST', url, {
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: Buffer.from(JSON.stringify({ lower: [], upper: [hash] })),
        maxBytes: Math.min(MAX_ANSWER_BYTES, PAGE_FRAME_BYTES + limit * MAX_HEADER_BYTES),
      });
      return answer.ok ? parseHeaderPage(answer.value.body, limit) : answer;
    },

    async reward(version, chain, payloadHash) {
      const path = `chain/${chain}/payload/${toBase64Url(payloadHash)}/outputs`;
      const answer = await ask('GET', api(version, path));
      return answer.ok ? parseReward(answer.value.body) : answer;
    },

    reconnect: () => connections.closeOpen(),
    close: () => connections.close(),
  };
}

/** The ways in which a node refuses a mining request. */
const REFUSALS: readonly NodeError['kind'][] = ['mining-off', 'key-refused', 'request-refused'];

/** Adds to the error of a limit the name of its setting. */
function withSetting(error: NodeError): NodeError {
  const setting = { timeout: 'defaultHTTPTimeout', 'connect-timeout': 'nodeConnectTimeout' };
  if (error.kind !== 'timeout' && error.kind !== 'connect-timeout') return error;
  return { ...error, detail: `${error.detail} (${setting[error.kind]})` };
}

function spelledOtherwise(
  { detail, ...facts }: NodeError,
  account: string,
  paid: string,
): NodeError {
  return {
    ...facts,
    kind: 'account-spelled-otherwise',
    detail: `${detail}. The node pays ${paid} instead: set its account to ${account}, or yours to ${paid}`,
    paid,
  };
}

/** The same key as an account of the other kind: `k:` and the key, or the key alone. */
function otherSpelling({ account, publicKeys }: MinerAccount): string | null {
  const [key] = publicKeys;
  if (key === undefined || publicKeys.length > 1) return null;
  if (account === key) return `k:${key}`;
  return account === `k:${key}` ? key : null;
}
