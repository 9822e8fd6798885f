/**
 * Takes solved headers (`Chainweb.Miner.RestAPI.Server`, solvedHandler). Only proof of work and
 * payload decide the answer; other faults of a block are found later and only logged. A stale block
 * is no error either: it becomes an orphan.
 *
 * A block that breaks rules leaves its chain without work, as on the node, where only a block from
 * elsewhere helps. No other node exists here, so the chain gets work again when the payloads of that
 * time have expired. A block with a future timestamp joins at that time.
 */
import { mkChainId } from '../../chainweb/chain-graph.ts';
import type { ChainId } from '../../chainweb/chain-graph.ts';
import { targetToDifficulty } from '../../chainweb/difficulty.ts';
import { isSolved } from '../../chainweb/pow-hash.ts';
import { decodeWorkHeader, encodeWorkHeader, workLength } from '../../chainweb/work-header.ts';
import type { WorkHeader } from '../../chainweb/work-header.ts';
import type { Logger } from '../../logging/logger.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { HeaderFailure } from '../chain/header-check.ts';
import type { PayloadCache } from './payload-cache.ts';
import type { Payload } from '../chain/payload.ts';
import type { PracticeBlock } from '../chain/practice-block.ts';
import type { PracticeChain } from '../chain/practice-chain.ts';
import type { WorkIssuer } from './work-issuer.ts';

/** Why a solution is refused: HTTP status and the node's text. */
interface SolutionRefusal {
  readonly status: 400 | 404 | 500;
  readonly text: string;
}

/** What happens on the chains, reported at once and before the miner gets an answer. */
export type PracticeNews =
  | { readonly type: 'block-joined'; readonly block: PracticeBlock }
  | { readonly type: 'block-orphaned'; readonly block: PracticeBlock; readonly kept: boolean }
  | {
      readonly type: 'block-invalid';
      readonly block: PracticeBlock;
      readonly failures: readonly HeaderFailure[];
    };

interface SolutionIntakeOptions {
  readonly chain: PracticeChain;
  readonly payloads: PayloadCache;
  readonly workIssuer: WorkIssuer;
  readonly checkPow: boolean;
  /** Keeps the payload of a solved block, before the block joins. */
  readonly keepPayload: (payload: Payload) => void;
  readonly payloadExpiryMs: number;
  readonly nowMicros: () => bigint;
  readonly onNews: (news: PracticeNews) => void;
  readonly logger: Logger;
}

export interface SolutionIntake {
  /** Takes the body of a `mining/solved` request. */
  solve(body: Uint8Array): Result<null, SolutionRefusal>;
  /** Drops the blocks that it holds, and cancels everything scheduled. */
  clear(): void;
}

/** Creates an intake that holds no blocks. */
export function createSolutionIntake(options: SolutionIntakeOptions): SolutionIntake {
  const { chain: practiceChain, payloads, workIssuer, nowMicros, onNews, logger } = options;
  const { graph, versionCode } = practiceChain.network;
  const timers = new Set<NodeJS.Timeout>();

  function after(delayMs: number, action: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      try {
        action();
      } catch (error) {
        logger.error(`handling a block later on failed: ${detailOf(error)}`);
      }
    }, delayMs);
    timers.add(timer);
  }

  function takeIn(header: WorkHeader, giveUpMicros: bigint): void {
    const now = nowMicros();
    const verdict = practiceChain.accept(header, now);
    const { block } = verdict;
    const { chain } = header;
    if (verdict.outcome === 'joined') {
      logger.info(`new block ${describeBlock(block)}`);
      onNews({ type: 'block-joined', block });
      workIssuer.markMined(chain);
      after(0, () => {
        workIssuer.prepare(chain);
      });
    } else if (verdict.outcome === 'orphaned') {
      logger.info(`orphaned solution ${describeBlock(block)}`);
      onNews({ type: 'block-orphaned', block, kept: verdict.kept });
    } else if (isEarly(verdict.failures) && header.creationTimeMicros < giveUpMicros) {
      logger.info(`holding a block with a future timestamp: ${describeBlock(block)}`);
      workIssuer.markMined(chain);
      const waitMs = Number(header.creationTimeMicros - now) / 1000;
      after(Math.ceil(waitMs), () => {
        takeIn(header, giveUpMicros);
      });
    } else {
      logger.warn(`invalid block ${describeBlock(block)}: ${verdict.failures.join(', ')}`);
      onNews({ type: 'block-invalid', block, failures: verdict.failures });
      workIssuer.markMined(chain);
      reopenLater(chain, header);
    }
  }

  function reopenLater(chain: ChainId, { parent }: WorkHeader): void {
    after(options.payloadExpiryMs, () => {
      // Another solution may have joined meanwhile.
      const stuck = Buffer.compare(practiceChain.tip(chain).hash, parent) === 0;
      if (stuck && !workIssuer.isReady(chain)) workIssuer.prepare(chain);
    });
  }

  return {
    solve(body) {
      const decoded = decodeSolved(body);
      if (!decoded.ok) return decoded;
      const adjacents = graph.adjacent(decoded.value.chain);
      const fitsGraph =
        decoded.value.chain < graph.order && decoded.value.adjacents.length === adjacents.length;
      if (!fitsGraph || decoded.value.versionCode !== versionCode) {
        return err({ status: 500, text: 'Something went wrong' });
      }
      // The chain ids of the adjacents are not read from the body: they follow from the graph.
      const header: WorkHeader = {
        ...decoded.value,
        adjacents: decoded.value.adjacents.map(({ hash }, index) => ({
          chain: adjacents[index] ?? mkChainId(0),
          hash,
        })),
      };
      const payload = payloads.take(header.payloadHash);
      if (payload === null) return err({ status: 404, text: 'No associated Payload' });
      if (options.checkPow && !isSolved(encodeWorkHeader(header), header.target)) {
        logger.info(`refused a solution for chain ${header.chain}: Invalid POW hash`);
        return err({ status: 400, text: 'Invalid solved work: Invalid POW hash' });
      }
      options.keepPayload(payload);
      takeIn(header, nowMicros() + BigInt(Math.round(options.payloadExpiryMs * 1000)));
      return ok(null);
    },

    clear() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

function isEarly(failures: readonly HeaderFailure[]): boolean {
  return failures.every((failure) => failure === 'BlockInTheFuture');
}

/** Reads a solved header; the count of adjacents at 48 says how long it must be. */
function decodeSolved(body: Uint8Array): Result<WorkHeader, SolutionRefusal> {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const needed = body.length < 50 ? Infinity : workLength(view.getUint16(48, true));
  if (body.length < needed) return err({ status: 400, text: 'Decoding error: not enough bytes' });
  if (body.length > needed) {
    return err({ status: 400, text: 'Decoding error: pending bytes in input' });
  }
  const header = decodeWorkHeader(body);
  return header.ok ? header : err({ status: 400, text: 'Unexpected encoding exception' });
}

function describeBlock({ header, hashText }: PracticeBlock): string {
  const difficulty = Math.round(targetToDifficulty(header.target));
  return `${hashText} on chain ${header.chain} at height ${header.height}, difficulty ${difficulty}`;
}
