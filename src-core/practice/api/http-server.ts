/**
 * The HTTP side of a practice node: reads requests within limits, writes replies with the headers of
 * the real service API, survives invalid input. The routes (router.ts) decide the replies.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createHttpDoor } from '../../listening/http-door.ts';
import type { Logger } from '../../logging/logger.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import { textReply } from './http-reply.ts';
import type { HttpReply, PracticeRequest } from './http-reply.ts';
import { EMULATED_NODE_VERSION } from './network-replies.ts';

/** 2 MiB, the node's limit for request bodies. */
const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const HEADER_LIMIT_BYTES = 16_384;
/** A client has this long to send its headers, and its whole request. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_MS = 30_000;
/** More than all update streams and a few hundred other connections. */
const CONNECTION_LIMIT = 4096;

/** The reply to a request; null when the response is handled elsewhere (a stream). */
export type Answer = (
  request: PracticeRequest,
  response: ServerResponse,
  signal: AbortSignal,
) => HttpReply | null | Promise<HttpReply | null>;

/**
 * Creates a server that replies with `answer`; it does not listen yet.
 * @param nowMicros the node's clock, µs since the Unix epoch
 * @param interfaceName where it will listen
 */
export function createPracticeServer(
  answer: Answer,
  nowMicros: () => number,
  logger: Logger,
  interfaceName: string,
): Server {
  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    setCommonHeaders(incoming, response, nowMicros());
    if (isPreflight(incoming)) {
      response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST');
      response.setHeader(
        'Access-Control-Allow-Headers',
        'Accept, Accept-Language, Content-Language, Content-Type',
      );
      send(response, { status: 200, contentType: null, body: '' });
      return;
    }
    const body = await readBody(incoming);
    if (body === null) {
      response.setHeader('Connection', 'close');
      send(response, textReply(413, bodyTooLarge(incoming)));
      return;
    }
    const request = parseRequest(incoming, body);
    const reply =
      request === null
        ? textReply(400, 'Bad Request')
        : await answer(request, response, gone.signal);
    if (reply !== null) send(response, reply);
  }

  return createHttpDoor(
    {
      maxHeaderBytes: HEADER_LIMIT_BYTES,
      headersMs: HEADERS_TIMEOUT_MS,
      requestMs: REQUEST_TIMEOUT_MS,
      keepAliveMs: KEEP_ALIVE_MS,
      connections: CONNECTION_LIMIT,
      // Most miners are on this computer, with a stream for each chain.
      connectionsPerAddress: CONNECTION_LIMIT,
      interfaceName,
      // Wallets and explorers that are being developed.
      servesLocalPages: true,
    },
    (incoming, response) => {
      handle(incoming, response).catch((error: unknown) => {
        // A client that disconnected is normal; anything else is a bug that must be logged.
        if (incoming.destroyed && response.destroyed) return;
        logger.error(`${incoming.method} ${incoming.url}: ${detailOf(error)}`);
        if (response.headersSent) response.destroy();
        else send(response, textReply(500, 'Something went wrong'));
      });
    },
  );
}

/** Writes a reply; HEAD gets its headers only. */
function send(response: ServerResponse, { status, contentType, body }: HttpReply): void {
  response.statusCode = status;
  if (contentType !== null) response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}

/**
 * Headers of every reply; `*` for pages, as from the node: only pages of this computer get here.
 */
function setCommonHeaders(
  incoming: IncomingMessage,
  response: ServerResponse,
  nowMicros: number,
): void {
  response.setHeader('Server', 'Chainweb Service API');
  response.setHeader('X-Server-Timestamp', Math.floor(nowMicros / 1e6));
  response.setHeader('X-Chainweb-Node-Version', EMULATED_NODE_VERSION);
  if (incoming.headers.origin !== undefined) {
    response.setHeader('Access-Control-Allow-Origin', '*');
  }
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

/**
 * The whole body, or null when it is over the limit; the rest of it is then read and dropped, so that
 * the client sees the reply. Rejects when the client disconnects.
 */
function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    const over = (): void => {
      chunks = [];
      resolve(null);
    };
    if (Number(incoming.headers['content-length'] ?? '0') > BODY_LIMIT_BYTES) over();
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > BODY_LIMIT_BYTES) over();
      else chunks.push(chunk);
    });
    incoming.once('end', () => {
      resolve(Buffer.concat(chunks));
    });
    incoming.once('error', reject);
    incoming.once('close', () => {
      reject(new Error('the client disconnected'));
    });
  });
}

/** The text of wai-extra's request size limit, which the node uses. */
function bodyTooLarge({ headers }: IncomingMessage): string {
  const length = headers['content-length'];
  const actual =
    length === undefined
      ? 'split into chunks, whose total size is unknown, but exceeded the limit.'
      : `${length} bytes.`;
  return `Request body too large to be processed. The maximum size is ${BODY_LIMIT_BYTES} bytes; your request body was ${actual}`;
}

/** Null when the target is not a valid path. */
function parseRequest(incoming: IncomingMessage, body: Buffer): PracticeRequest | null {
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  const pathText = mark < 0 ? target : target.slice(0, mark);
  try {
    const path = pathText
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
    return {
      method: incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? 'GET'),
      path,
      query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
      contentType: incoming.headers['content-type'] ?? null,
      accept: incoming.headers.accept ?? null,
      body,
    };
  } catch {
    // Only a broken percent escape throws here.
    return null;
  }
}
