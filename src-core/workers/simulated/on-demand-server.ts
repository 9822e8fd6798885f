/**
 * Takes requests for blocks over HTTP: `POST /make-blocks` with a JSON object from chain id to
 * count, as the on-demand worker of chainweb-mining-client does; its replies and the beginnings of
 * its error texts are kept.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createHttpDoor } from '../../listening/http-door.ts';
import type { Logger } from '../../logging/logger.ts';
import { parsePeerJson } from '../../peers/peer-json.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { BlockGoals } from './block-goals.ts';

const PATH = '/make-blocks';
const BODY_LIMIT_BYTES = 64 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 5_000;
const CONNECTION_LIMIT = 256;
const ADDRESS_LIMIT = 64;
/** Blocks of one chain in one request. */
const COUNT_LIMIT = 1_000_000;
/** Chains named in a log line or an error; the largest network has 20. */
const SHOWN_CHAINS = 20;

/**
 * A server that does not listen yet.
 * @param interfaceName where it will, as configured
 */
export function createOnDemandServer(
  goals: BlockGoals,
  logger: Logger,
  interfaceName: string,
): Server {
  return createHttpDoor(
    {
      maxHeaderBytes: 8_192,
      headersMs: REQUEST_TIMEOUT_MS,
      requestMs: REQUEST_TIMEOUT_MS,
      keepAliveMs: KEEP_ALIVE_MS,
      connections: CONNECTION_LIMIT,
      connectionsPerAddress: ADDRESS_LIMIT,
      interfaceName,
      servesLocalPages: false,
    },
    (request, response) => {
      answer(request, goals, logger)
        .catch((error: unknown): Reply => {
          // A peer that left while its request was read is no error of this server.
          if (!response.destroyed) logger.error(`a request failed: ${detailOf(error)}`);
          return { status: 500, text: 'something went wrong; see the log' };
        })
        .then(({ status, text, headers = {} }) => {
          response.writeHead(status, { 'Content-Type': 'text/plain', ...headers });
          response.end(text);
        })
        .catch((error: unknown) => response.destroy(error as Error));
    },
  );
}

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers?: Parameters<ServerResponse['writeHead']>[1] & object;
}

async function answer(request: IncomingMessage, goals: BlockGoals, logger: Logger): Promise<Reply> {
  const path = request.url?.replace(/\?.*/s, '');
  if (path !== PATH) {
    return { status: 404, text: `The on-demand worker's only endpoint is ${PATH}` };
  }
  if (request.method !== 'POST') {
    return { status: 405, text: `use POST for ${PATH}`, headers: { Allow: 'POST' } };
  }
  const body = await readBody(request);
  if (body === null) {
    const headers = { Connection: 'close' };
    return { status: 413, text: `request body larger than ${BODY_LIMIT_BYTES} bytes`, headers };
  }
  const counts = parseCounts(body);
  if (!counts.ok) return { status: 400, text: `invalid request body: ${counts.error.reason}` };
  const unknown = goals.unknownChains(counts.value.keys());
  if (unknown.length > 0) {
    const text = `invalid request body: this network has no chain ${someOf(unknown)}`;
    return { status: 400, text };
  }
  goals.add(counts.value);
  const asked = [...counts.value].map(([chain, count]) => `${count} on chain ${chain}`);
  logger.info(`blocks asked for: ${someOf(asked) || 'none'}`);
  return { status: 200, text: '[]' };
}

function someOf(items: readonly (string | number)[]): string {
  const more = items.length - SHOWN_CHAINS;
  return items.slice(0, SHOWN_CHAINS).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The whole body, or null when it is over the limit; then the rest is read and dropped. */
function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > BODY_LIMIT_BYTES) resolve(null);
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
    request.once('close', () => reject(new Error('the peer left')));
  });
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= COUNT_LIMIT;
}

/** Reads `{"0": 3, "7": 1}`. The reason says what is wrong, and ends the sentence started above. */
function parseCounts(
  text: string,
): Result<ReadonlyMap<number, number>, { readonly reason: string }> {
  const parsed = parsePeerJson(text);
  if (!parsed.ok) return parsed;
  const body = parsed.value;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return err({ reason: 'expected an object from chain id to count, such as {"0": 1}' });
  }
  const counts = new Map<number, number>();
  for (const [chain, count] of Object.entries(body) as [string, unknown][]) {
    if (!/^(0|[1-9]\d{0,9})$/.test(chain) || Number(chain) > 0xffff_ffff) {
      return err({ reason: `${JSON.stringify(chain.slice(0, 40))} is not a chain id` });
    }
    if (!isCount(count)) {
      const given = JSON.stringify(count).slice(0, 40);
      return err({
        reason: `chain ${chain} needs a whole number from 0 to ${COUNT_LIMIT}, got ${given}`,
      });
    }
    counts.set(Number(chain), count);
  }
  return ok(counts);
}
