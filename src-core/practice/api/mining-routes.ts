/** `mining/work` and `mining/solved` (`Chainweb.Miner.RestAPI`). */
import type { Logger } from '../../logging/logger.ts';
import { BINARY_TYPE, JSON_TYPE } from './http-reply.ts';
import { emptyReply, isBinaryBody, isJsonBody, negotiate, textReply } from './http-reply.ts';
import type { HttpReply, PracticeRequest } from './http-reply.ts';
import { parseMiner } from '../mining/miner-record.ts';
import type { MinerRecord } from '../mining/miner-record.ts';
import { parseNatural } from './paging.ts';
import type { PayloadCache } from '../mining/payload-cache.ts';
import type { SolutionIntake } from '../mining/solution-intake.ts';
import type { WorkIssuer } from '../mining/work-issuer.ts';

interface MiningRoutesOptions {
  readonly workIssuer: WorkIssuer;
  readonly solutionIntake: SolutionIntake;
  readonly payloads: PayloadCache;
  readonly mayMine: (record: MinerRecord) => boolean;
  readonly logger: Logger;
}

interface MiningRoutes {
  /** Waits until there is work; rejects with the signal's reason when the client disconnects. */
  work(request: PracticeRequest, signal: AbortSignal): HttpReply | Promise<HttpReply>;
  solved(request: PracticeRequest): HttpReply;
  /** Must be called when a chain's work has changed: serves the requests that wait for work. */
  workChanged(): void;
}

/** When the node logs that a request finds no work: after 10 s, then every minute. */
const FIRST_STALL_MS = 10_000;
const NEXT_STALL_MS = 60_000;
/** Characters of an account that are quoted; those of a key have 66. */
const SHOWN_ACCOUNT = 256;

/** Creates the routes. */
export function createMiningRoutes(options: MiningRoutesOptions): MiningRoutes {
  const { workIssuer, solutionIntake, payloads, mayMine, logger } = options;
  const waiting = new Set<() => void>();

  function issue(miner: MinerRecord, suggested: number | null): HttpReply | null {
    const work = workIssuer.issue(miner, suggested);
    if (work === null) return null;
    const { chain, height } = work.header;
    logger.debug(`work for chain ${chain} at height ${height} to ${shown(miner)}`);
    return { status: 200, contentType: BINARY_TYPE, body: work.body };
  }

  function wait(
    miner: MinerRecord,
    suggested: number | null,
    signal: AbortSignal,
  ): Promise<HttpReply> {
    return new Promise((resolve, reject) => {
      const stalled = (text: string): void => {
        logger.warn(`no chain has work for ${shown(miner)} for ${text}`);
        timer = setTimeout(stalled, NEXT_STALL_MS, 'another minute');
      };
      let timer = setTimeout(stalled, FIRST_STALL_MS, '10s');
      const stop = (): void => {
        clearTimeout(timer);
        waiting.delete(attempt);
        signal.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        stop();
        reject(signal.reason as Error);
      };
      const attempt = (): void => {
        try {
          const reply = issue(miner, suggested);
          if (reply === null) return;
          stop();
          resolve(reply);
        } catch (error) {
          // A fault of this request must not fail the one that changed the work.
          stop();
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      waiting.add(attempt);
      signal.addEventListener('abort', abort);
    });
  }

  return {
    work(request, signal) {
      if (request.method !== 'GET') return emptyReply(405);
      if (negotiate(request.accept, [BINARY_TYPE]) === null) return emptyReply(406);
      if (!isJsonBody(request.contentType)) return emptyReply(415);
      const suggested = parseNatural(request.query, 'chain');
      if (!suggested.ok) return textReply(400, suggested.error.reason);
      const record = parseMiner(request.body);
      if (!record.ok) return textReply(400, record.error.reason);
      if (payloads.isOverfull()) return textReply(503, 'Too many work requests');
      const miner = record.value;
      if (!mayMine(miner)) {
        logger.warn(`unauthorized miner ${shown(miner)}`);
        return textReply(403, `Unauthorized Miner: ${shown(miner)}`);
      }
      return issue(miner, suggested.value) ?? wait(miner, suggested.value, signal);
    },

    solved(request) {
      if (request.method !== 'POST') return emptyReply(405);
      if (negotiate(request.accept, [JSON_TYPE]) === null) return emptyReply(406);
      if (!isBinaryBody(request.contentType)) return emptyReply(415);
      const answer = solutionIntake.solve(request.body);
      if (!answer.ok) return textReply(answer.error.status, answer.error.text);
      return { status: 200, contentType: JSON_TYPE, body: '' };
    },

    workChanged() {
      for (const attempt of [...waiting]) attempt();
    },
  };
}

function shown({ account }: MinerRecord): string {
  return account.slice(0, SHOWN_ACCOUNT);
}
