/** How a session begins to mine: subscribe gives it a nonce range, authorize a name, then jobs come. */
import { detailOf } from '../../system/thrown-reason.ts';
import type { Logger } from '../../logging/logger.ts';
import type { AuthorizeVerdict } from '../access/authorization.ts';
import { AuthorizeRequests } from '../access/authorize-requests.ts';
import { NONCE2_BYTES, nonce1Hex } from '../jobs/nonce-range.ts';
import type { LeaveReason } from '../refusals.ts';
import { rigName } from '../rig-name.ts';
import type { SessionMachines } from '../shares/session-machines.ts';
import type { SessionRigs } from '../shares/session-rigs.ts';
import type { PeerConnection } from '../socket/peer-connection.ts';
import { accessError, accessRefusalText, leaveText, otherError } from '../stratum-errors.ts';
import { refusalLine, successLine } from '../stratum-messages.ts';
import type { RequestId } from '../stratum-messages.ts';
import type { DifficultyRequests } from './difficulty-requests.ts';
import type { JobFeed } from './job-feed.ts';
import type { SessionHost } from './session-host.ts';
import type { SessionNote } from './session-notes.ts';

interface SessionOpeningOptions {
  readonly host: SessionHost;
  /** The address that limits count. */
  readonly countedAs: string;
  readonly peer: PeerConnection;
  readonly machines: SessionMachines;
  readonly rigs: SessionRigs;
  readonly jobs: JobFeed;
  readonly difficulty: DifficultyRequests;
  readonly logger: Logger;
  readonly note: SessionNote;
  /** Ends the session. */
  readonly breakOff: (reason: LeaveReason) => void;
}

/** One for each session. */
export class SessionOpening {
  readonly #options: SessionOpeningOptions;
  readonly #authorizing: AuthorizeRequests;

  constructor(options: SessionOpeningOptions) {
    this.#options = options;
    this.#authorizing = new AuthorizeRequests(options.host.authorize, (error) =>
      options.logger.error(`authorization failed: ${detailOf(error)}`),
    );
  }

  /**
   * Answers `mining.subscribe` with a nonce range, or ends the session where none is free. A second
   * one keeps its range.
   */
  subscribe(id: RequestId, agent: string | null, nowMs: number): void {
    const { host, countedAs, peer, machines, rigs, jobs, note, breakOff } = this.#options;
    let { nonce1 } = machines.first.description;
    if (nonce1 === null) {
      nonce1 = host.nonces.allocate(nowMs, host.addresses.isMining(countedAs, nowMs));
      if (nonce1 === null) {
        const reason: LeaveReason = { kind: 'no-nonce-range' };
        peer.answer(refusalLine(id, otherError(leaveText(reason))));
        breakOff(reason);
        return;
      }
      machines.subscribed(agent, nonce1);
      rigs.open(nowMs);
      note('new', `new session; sessionNonce1 ${nonce1Hex(nonce1)}; agent ${agent ?? 'unknown'}`);
    }
    peer.answer(successLine(id, `[null,"${nonce1Hex(nonce1)}",${NONCE2_BYTES}]`));
    if (this.#mayHaveJobs()) jobs.open(nowMs);
  }

  /** The answer follows when access rules, or the user, have decided. */
  authorize(id: RequestId, user: string, password: string): void {
    const { peer, machines } = this.#options;
    const { address, agent } = machines.first.description;
    const request = { user, rig: rigName(user), password, peer: { address, agent } };
    this.#authorizing.decide(
      request,
      (verdict) => peer.guard(() => this.#onVerdict(id, user, password, verdict)),
      () => machines.asking(user, performance.now()),
    );
  }

  /** The session is over: verdicts that are still to come are dropped. */
  close(): void {
    this.#authorizing.close();
  }

  #onVerdict(id: RequestId, user: string, password: string, verdict: AuthorizeVerdict): void {
    const { peer, machines, rigs, jobs, difficulty, note } = this.#options;
    if (peer.isClosing) return;
    const nowMs = performance.now();
    if (!verdict.accepted) {
      const { refusal } = verdict;
      const text = `not authorized as ${JSON.stringify(user)}: ${accessRefusalText(refusal)}`;
      note('refused', text, 'warn');
      machines.refused(user, refusal, nowMs);
      peer.answer(refusalLine(id, accessError(refusal)));
      return;
    }
    note('authorized', `authorized as ${JSON.stringify(user)}`);
    machines.authorized(user, nowMs);
    rigs.add(user, nowMs);
    peer.answer(successLine(id, 'true'));
    difficulty.byPassword(password, nowMs);
    if (this.#mayHaveJobs()) jobs.openAgain(nowMs);
  }

  /** Jobs begin as soon as the machine may have them. */
  #mayHaveJobs(): boolean {
    const { host, machines } = this.#options;
    const { nonce1, isAuthorized } = machines.first.description;
    return nonce1 !== null && (isAuthorized || !host.isAuthorizationRequired);
  }
}
