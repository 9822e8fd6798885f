/** The service API of one chainweb node, as far as a miner needs it. */
import type { IncomingMessage } from 'node:http';
import type { MinerAccount } from '../chainweb/account.ts';
import type { ChainId } from '../chainweb/chain-graph.ts';
import { parseMiningWork } from '../chainweb/mining-work.ts';
import type { MiningWork } from '../chainweb/mining-work.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { openConnections, openStream, readBody, sendRequest, speaksTls } from './http-request.ts';
import type { HttpAnswer } from './http-request.ts';
import { excerpt, parseCut, parseHeaderPage, parseInfo } from './node-answers.ts';
import type { HashedHeader } from './node-answers.ts';
import type { NodeError } from './node-errors.ts';
import type { ChainTip, NetworkInfo } from './node-events.ts';

/** How to reach a node. */
export interface NodeAddress {
  /** `host:port` of the service API. */
  readonly node: string;
  readonly useTls: boolean;
  /** Accept certificates that cannot be verified. */
  readonly insecure: boolean;
  /** For each request, from sending it to the end of the answer. */
  readonly timeoutMs: number;
}

/** Heights from `from` to `to`, both included. */
interface HeightRange {
  readonly from: number;
  readonly to: number;
}

type Answer<T> = Promise<Result<T, NodeError>>;

/** `version` is the network's name as returned by `/info`. Every call may fail with a NodeError. */
export interface NodeClient {
  /** Base URL, e.g. `http://localhost:1848`. */
  readonly url: string;
  /** The node's network, and how long the node took to answer. */
  info(): Answer<{ readonly network: NetworkInfo; readonly latencyMs: number }>;
  /** New work on a chain of the node's choice. */
  work(version: string, account: MinerAccount, signal?: AbortSignal): Answer<MiningWork>;
  /** Submits a solved work header. The node's 200 does not mean that it joined the chain. */
  solved(version: string, bytes: Uint8Array): Answer<null>;
  /** Opens the update stream of a chain; waits for its head until `signal`. See update-events.ts. */
  updates(version: string, chain: ChainId, signal: AbortSignal): Answer<IncomingMessage>;
  /** The newest block of each chain. */
  cut(version: string): Answer<ChainTip[]>;
  /** The ancestors of `tip` (itself included) within a range of heights, newest first. */
  ancestors(version: string, tip: ChainTip, range: HeightRange): Answer<HashedHeader[]>;
  /** Closes all connections. */
  close(): void;
}

/** Creates a client for the node at `address`. Nothing is sent before the first call. */
export function createNodeClient(address: NodeAddress): NodeClient {
  const { useTls, insecure, timeoutMs } = address;
  const base = new URL(`${useTls ? 'https' : 'http'}://${address.node}`);
  const connections = openConnections(useTls, insecure);
  const api = (version: string, path: string): URL =>
    new URL(`/chainweb/0.0/${encodeURIComponent(version)}/${path}`, base);

  async function ask(
    method: 'GET' | 'POST',
    url: URL,
    options: {
      headers?: Record<string, string>;
      body?: Uint8Array;
      signal?: AbortSignal | undefined;
    } = {},
  ): Answer<HttpAnswer> {
    const { headers = {}, body, signal } = options;
    const answer = await sendRequest(connections, {
      method,
      url,
      headers,
      timeoutMs,
      ...(body && { body }),
      ...(signal && { signal }),
    });
    if (!answer.ok) return err(await blameTls(answer.error, base, timeoutMs));
    const { status, body: text } = answer.value;
    return status === 200 ? answer : err(statusError(status, excerpt(text)));
  }

  return {
    url: base.origin,

    async info() {
      const answer = await ask('GET', new URL('/info', base));
      // A 404 here does not mean that mining is off: it is some other server.
      if (!answer.ok && answer.error.status !== undefined && answer.error.status < 500) {
        return answer.error.kind === 'tls-mismatch'
          ? answer
          : err({ ...answer.error, kind: 'wrong-address' });
      }
      if (!answer.ok) return answer;
      const network = parseInfo(answer.value.body);
      if (!network.ok) return network;
      return ok({ network: network.value, latencyMs: answer.value.elapsedMs });
    },

    async work(version, { account, predicate, publicKeys }, signal) {
      const body = JSON.stringify({ account, predicate, 'public-keys': publicKeys });
      const answer = await ask('GET', api(version, 'mining/work'), {
        headers: { 'content-type': 'application/json' },
        body: Buffer.from(body),
        signal,
      });
      if (!answer.ok) return answer;
      const work = parseMiningWork(answer.value.body);
      if (!work.ok) return err({ kind: 'wrong-length', detail: work.error.reason });
      return ok({ ...work.value, versionName: version });
    },

    async solved(version, bytes) {
      const answer = await ask('POST', api(version, 'mining/solved'), {
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes,
      });
      return answer.ok ? ok(null) : answer;
    },

    async updates(version, chain, signal) {
      const body = Buffer.alloc(4);
      body.writeUInt32LE(chain);
      const answer = await openStream(connections, {
        method: 'GET',
        url: api(version, 'mining/updates'),
        headers: { 'content-type': 'application/octet-stream' },
        body,
        timeoutMs,
        signal,
      });
      if (!answer.ok) return answer;
      const status = answer.value.statusCode ?? 0;
      if (status === 200) return answer;
      const text = await readBody(answer.value);
      return err(statusError(status, text.ok ? excerpt(text.value) : text.error.detail));
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
      });
      return answer.ok ? parseHeaderPage(answer.value.body, limit) : answer;
    },

    close: () => connections.agent.destroy(),
  };
}

/** The error for an answer whose status is not 200. */
function statusError(status: number, text: string): NodeError {
  const detail = `status ${status}: ${text}`;
  if (status === 400 && /HTTPS port|TLS/i.test(text))
    return { kind: 'tls-mismatch', detail, status };
  if (status === 404) return { kind: 'mining-off', detail, status };
  if (status === 403) return { kind: 'key-refused', detail, status };
  if (status === 503) return { kind: 'overloaded', detail, status };
  if (status >= 500) return { kind: 'server-fault', detail, status };
  return { kind: 'request-refused', detail, status };
}

/** A server that hangs up on plain HTTP but answers TLS is not missing: `useTls` is wrong. */
async function blameTls(error: NodeError, base: URL, timeoutMs: number): Promise<NodeError> {
  const hungUp = error.kind === 'node-missing' && /ECONNRESET|hang up/.test(error.detail);
  if (!hungUp || base.protocol === 'https:') return error;
  return (await speaksTls(base, timeoutMs)) ? { ...error, kind: 'tls-mismatch' } : error;
}
