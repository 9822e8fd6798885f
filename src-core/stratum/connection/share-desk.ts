/** Takes the shares of one session: judged, counted, answered, and blocks reported. */
import type { Logger } from '../../logging/logger.ts';
import { parseNonce2 } from '../jobs/nonce-range.ts';
import type { MachineRecord } from '../shares/machine-record.ts';
import type { SessionMachines } from '../shares/session-machines.ts';
import type { SessionRigs } from '../shares/session-rigs.ts';
import type { ShareVerdict } from '../shares/share-check.ts';
import { USER_LIMIT, cleanName } from '../peer-text.ts';
import type { ShareRefusal } from '../refusals.ts';
import { shareError } from '../stratum-errors.ts';
import { acceptedLine, shareRefusalLine } from '../stratum-messages.ts';
import type { SubmitRequest } from '../stratum-messages.ts';
import type { JobFeed } from './job-feed.ts';
import type { SessionHost } from './session-host.ts';

const NOT_SUBSCRIBED: ShareRefusal = { kind: 'not-subscribed' };
const NOT_AUTHORIZED: ShareRefusal = { kind: 'not-authorized' };

interface ShareDeskOptions {
  readonly host: SessionHost;
  readonly machines: SessionMachines;
  readonly rigs: SessionRigs;
  readonly jobs: JobFeed;
  readonly logger: Logger;
  /** Sends an answer to the machine. */
  readonly answer: (line: string) => void;
}

/** One for each session. */
export class ShareDesk {
  readonly #options: ShareDeskOptions;

  constructor(options: ShareDeskOptions) {
    this.#options = options;
  }

  /** Takes a share. `yield` when it is a block: others have their turn before the next line. */
  take(request: SubmitRequest, nowMs: number): 'continue' | 'yield' {
    const { machines, rigs, jobs } = this.#options;
    const { nonce1, user } = machines.first.description;
    if (nonce1 === null) return this.#refuse(request, machines.first, null, NOT_SUBSCRIBED, nowMs);
    if (user === null) this.#nameBy(request.user, nowMs);
    const finder = rigs.of(request.user);
    const machine = machines.ofRig(finder);
    const nonce2 = parseNonce2(request.nonce2);
    if (!nonce2.ok) return this.#refuse(request, machine, finder, nonce2.error, nowMs);
    const share = {
      nonce1,
      nonce2: nonce2.value,
      onlyBlockBecause: jobs.isOpen ? null : NOT_AUTHORIZED,
      bestHead: machine.bestHead,
      finder,
    };
    const verdict = jobs.sent.judge(request.jobId, share, nowMs);
    if (verdict.kind === 'refused') {
      return this.#refuse(request, machine, finder, verdict.refusal, nowMs);
    }
    this.#accept(request, machine, verdict, finder, nowMs);
    // A solution is on its way to the node: that comes before the next lines.
    return verdict.isBlock ? 'yield' : 'continue';
  }

  /** A machine that never authorized gets the name that its shares carry. */
  #nameBy(user: string, nowMs: number): void {
    const name = cleanName(user, USER_LIMIT);
    if (name === '') return;
    this.#options.machines.first.named(name);
    this.#options.rigs.add(name, nowMs);
  }

  #accept(
    { id, nonce2 }: SubmitRequest,
    machine: MachineRecord,
    { job, difficulty, best, isBlock, isLate }: Extract<ShareVerdict, { kind: 'accepted' }>,
    finder: string,
    nowMs: number,
  ): void {
    const { host, jobs, logger, answer } = this.#options;
    machine.accepted(difficulty, isBlock, nowMs);
    host.rigs.countShare(finder, difficulty, nowMs);
    host.refusedRuns.accepted(finder, machine.description.address);
    answer(acceptedLine(id));
    if (best !== null) machine.goodShare(best, job.offer, finder);
    if (logger.keepsDebug()) logger.debug(`share accepted: job ${job.id}, nonce2 ${nonce2}`);
    if (isBlock) {
      const { chain, header } = job.offer.work;
      const { height } = header;
      const { session } = machine.description;
      const rig = machine.description.rig === null ? null : finder;
      logger.info(`solved the block at height ${height} of chain ${chain}`);
      host.emit({ type: 'machine-found-block', session, rig, chain, height, isLate });
    }
    jobs.countShare(difficulty, nowMs);
  }

  /** @param finder null for what never subscribed: it is no machine yet */
  #refuse(
    { id }: SubmitRequest,
    machine: MachineRecord,
    finder: string | null,
    refusal: ShareRefusal,
    nowMs: number,
  ): 'continue' {
    const { host, logger, answer } = this.#options;
    const error = shareError(refusal);
    const { description, refusedRun } = machine;
    const run =
      finder === null
        ? null
        : host.refusedRuns.refused(finder, description.address, refusal, nowMs, refusedRun);
    machine.refusedShare(refusal, run, nowMs);
    answer(shareRefusalLine(id, error));
    if (logger.keepsDebug()) logger.debug(`share refused: ${error.text}`);
    return 'continue';
  }
}
