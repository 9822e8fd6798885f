/**
 * A client of the mining API for tests, written from the API's description alone: it shares no
 * parser with the node or the miner, so that a mistake in one is not repeated in the other.
 */
import { blake2s } from '@noble/hashes/blake2.js';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

/** Sends one request on a connection of its own and reads the whole answer. */
export async function ask(url: string, asked: Asked = {}): Promise<Answered> {
  const response = await open(url, asked);
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { statusCode = 0, headers } = response;
  return { status: statusCode, headers, body, text: body.toString('utf8') };
}

/** Resolves when the headers of the answer have arrived. */
export function open(url: string, asked: Asked = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = asked;
    const chunked = body === undefined || 'transfer-encoding' in headers;
    const length = chunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(url, { method, headers: { ...length, ...headers }, agent: false });
    sent.once('response', resolve);
    sent.once('error', reject);
    sent.end(body);
  });
}

export const KEY = 'ab'.repeat(32);
export const MINER = { account: `k:${KEY}`, predicate: 'keys-all', 'public-keys': [KEY] };
const JSON_BODY = { 'content-type': 'application/json' };

/** The routes of one network on one node. */
export function api(nodeUrl: string, version: string) {
  const base = `${nodeUrl}/chainweb/0.0/${version}`;
  return {
    work: (miner: unknown = MINER, query = ''): Promise<Answered> =>
      ask(`${base}/mining/work${query}`, { headers: JSON_BODY, body: JSON.stringify(miner) }),
    solved: (body: Uint8Array, headers: Record<string, string> = {}): Promise<Answered> =>
      ask(`${base}/mining/solved`, { method: 'POST', headers, body }),
    updates: (chain: number): Promise<IncomingMessage> =>
      open(`${base}/mining/updates`, { body: chainBytes(chain) }),
    get: (path: string, accept?: string): Promise<Answered> =>
      ask(`${base}/${path}`, accept === undefined ? {} : { headers: { accept } }),
    post: (path: string, value: unknown, accept = 'application/json'): Promise<Answered> =>
      ask(`${base}/${path}`, {
        method: 'POST',
        headers: { ...JSON_BODY, accept },
        body: JSON.stringify(value),
      }),
    ask: (path: string, asked: Asked): Promise<Answered> => ask(`${base}/${path}`, asked),
  };
}

/** A chain id as the body of a `mining/updates` request: 4 bytes, little endian. */
export function chainBytes(chain: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(chain);
  return bytes;
}

/** What a `mining/work` body says, by its offsets. */
export interface Job {
  readonly chain: number;
  readonly target: bigint;
  readonly work: Buffer;
  readonly degree: number;
  readonly creationTime: bigint;
  readonly parent: string;
  readonly height: bigint;
  readonly payload: string;
}

/** Reads a `mining/work` body. */
export function readJob(body: Buffer): Job {
  const work = body.subarray(36);
  const degree = work.readUInt16LE(48);
  const tail = 50 + 36 * degree;
  return {
    chain: body.readUInt32LE(0),
    target: littleEndian(body.subarray(4, 36)),
    work,
    degree,
    creationTime: work.readBigInt64LE(8),
    parent: work.subarray(16, 48).toString('base64url'),
    height: work.readBigUInt64LE(tail + 100),
    payload: work.subarray(tail + 32, tail + 64).toString('base64url'),
  };
}

/** The work with the first nonce, from `start` up, that meets the target, or misses it. */
export function solve(job: Job, start = 0n, miss = false): Buffer {
  const work = Buffer.from(job.work);
  for (let nonce = start; ; nonce += 1n) {
    work.writeBigUInt64LE(nonce, work.length - 8);
    if (littleEndian(Buffer.from(blake2s(work))) <= job.target !== miss) return work;
  }
}

function littleEndian(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

/** Reads an event stream piece by piece. */
export function readEvents(stream: IncomingMessage) {
  let text = '';
  let ended = false;
  let wake: () => void = () => undefined;
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    wake();
  });
  for (const last of ['end', 'error', 'close']) {
    stream.on(last, () => {
      ended = true;
      wake();
    });
  }
  const changed = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  return {
    /** All that came so far. */
    text: () => text,
    /** Resolves to everything once it holds `count` events. */
    async atLeast(count: number): Promise<string> {
      while (text.split('\n\n').length - 1 < count) {
        if (ended) throw new Error(`the stream ended after ${JSON.stringify(text)}`);
        await changed();
      }
      return text;
    },
    /** Resolves to everything once the stream is over. */
    async end(): Promise<string> {
      while (!ended) await changed();
      return text;
    },
  };
}
