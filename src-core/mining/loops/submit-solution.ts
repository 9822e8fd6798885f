/** From a worker's solution to the outbox: checked first, as the node must not see a wrong one. */
import { blockHash, toBase64Url } from '../../chainweb/block-hash.ts';
import { targetToDifficulty } from '../../chainweb/difficulty.ts';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import { powHash } from '../../chainweb/pow-hash.ts';
import { targetFromLe } from '../../chainweb/target.ts';
import { decodeWorkHeader } from '../../chainweb/work-header.ts';
import type { Logger } from '../../logging/logger.ts';
import type { NodeLink } from '../../node/pool/node-pool.ts';
import type { SolutionOutbox } from '../../node/solutions/solution-outbox.ts';
import type { MinerNews } from '../../state/miner-events.ts';
import { err, ok } from '../../result.ts';
import type { Result } from '../../result.ts';

/** Takes solutions of work that was issued. */
export interface HandIn {
  /**
   * Records which node issued the work: only that node knows its payload. With `provesWork` false, its
   * solutions are those of a simulated worker, and passed on unchecked.
   */
  issued(work: MiningWork, link: NodeLink, provesWork: boolean): void;
  /**
   * Checks a solution and gives it to the outbox before it returns. Resolves when the node has
   * answered for the first time; a wrong solution is an error and goes no further. For a solution
   * that was already submitted it returns the same promise.
   */
  solved(
    worker: string,
    solution: Solution,
    logger: Logger,
  ): Promise<Result<null, { readonly reason: string }>>;
}

/** Solutions that were checked are reported as good shares. */
export function createHandIn(outbox: SolutionOutbox, onEvent: (event: MinerNews) => void): HandIn {
  const origins = new WeakMap<MiningWork, { link: NodeLink; provesWork: boolean }>();
  const handedIn = new WeakMap<Solution, ReturnType<HandIn['solved']>>();

  const handInOnce: HandIn['solved'] = async (worker, { work, bytes, finder }, logger) => {
    const origin = origins.get(work);
    if (origin === undefined)
      return err({ reason: 'its solution is for work that was not issued' });
    const { link, provesWork } = origin;
    const header = decodeWorkHeader(bytes);
    if (!header.ok) return err({ reason: `its solution is no header: ${header.error.reason}` });
    // The node would delete the payload on a wrong solution, and the right one would be lost.
    const hash = targetFromLe(powHash(bytes));
    if (provesWork && hash > work.target) {
      return err({ reason: 'its solution does not meet the target' });
    }
    logger.info('post solved worked');
    const { versionName } = link.network;
    const blockDifficulty = targetToDifficulty(work.target);
    const entry = {
      id: toBase64Url(blockHash(header.value)),
      node: link.client.url,
      versionName,
      chain: work.chain,
      height: work.header.height,
      difficulty: blockDifficulty,
      worker,
      foundAtMs: Date.now(),
      bytes,
    };
    const submitted = outbox.submit(entry, finder);
    if (provesWork) {
      const difficulty = targetToDifficulty(hash);
      const machine = finder ?? worker;
      onEvent({ type: 'good-share', machine, versionName, difficulty, blockDifficulty });
    }
    await submitted;
    link.cut.hint();
    return ok(null);
  };

  return {
    issued(work, link, provesWork) {
      origins.set(work, { link, provesWork });
      outbox.issued(work.bytes);
    },
    solved(worker, solution, logger) {
      const answered = handedIn.get(solution) ?? handInOnce(worker, solution, logger);
      handedIn.set(solution, answered);
      return answered;
    },
  };
}
