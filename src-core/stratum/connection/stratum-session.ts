/** One machine's conversation with the server: its requests, and how it ends. */
import type { Socket } from 'node:net';
import { peerNetwork } from '../../listening/peer-network.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { Logger } from '../../logging/logger.ts';
import type { AuthorizeVerdict } from '../access/authorization.ts';
import { AuthorizeRequests } from '../access/authorize-requests.ts';
import { NONCE2_BYTES, nonce1Hex } from '../jobs/nonce-range.ts';
import { heldBackText } from '../notice-limiter.ts';
import type { PeerAddress } from '../peer-address.ts';
import { rigName } from '../rig-name.ts';
import type { LeaveReason } from '../refusals.ts';
import type { MachineRecord } from '../shares/machine-record.ts';
import { SessionMachines } from '../shares/session-machines.ts';
import { SessionRigs } from '../shares/session-rigs.ts';
import {
  accessError,
  accessRefusalText,
  isBrokenOff,
  leaveText,
  otherError,
} from '../stratum-errors.ts';
import { mayBeShare } from '../share-params.ts';
import { Budget, allowedSilenceMs } from '../stratum-limits.ts';
import {
  LONG_LINE,
  parseRequest,
  refusalLine,
  shareRefusalLine,
  successLine,
} from '../stratum-messages.ts';
import type { RequestId, StratumRequest } from '../stratum-messages.ts';
import { DifficultyRequests } from './difficulty-requests.ts';
import { HTTP_ANSWER } from './http-answer.ts';
import { JobFeed } from './job-feed.ts';
import { plainAnswer } from './plain-answers.ts';
import { PeerConnection } from './peer-connection.ts';
import type { PeerHandlers } from './peer-connection.ts';
import type { SessionHost } from './session-host.ts';
import { ShareDesk } from './share-desk.ts';

/** Invalid lines longer than this count as several. */
const LONG_GARBAGE = 512;

/** One for each connection, from the first line to the end of the socket. */
export class StratumSession {
  readonly jobs: JobFeed;
  readonly #host: SessionHost;
  readonly #peer: PeerConnection;
  readonly #machines: SessionMachines;
  readonly #machine: MachineRecord;
  readonly #logger: Logger;
  readonly #badLines: Budget;
  readonly #changes: Budget;
  readonly #names: Budget;
  readonly #authorizing: AuthorizeRequests;
  readonly #rigs: SessionRigs;
  readonly #shares: ShareDesk;
  readonly #difficulty: DifficultyRequests;

  /**
   * @param session its number, unique in the life of the server
   * @param peer the machine's own address, where a proxy told it
   */
  constructor(socket: Socket, session: number, { address, port }: PeerAddress, host: SessionHost) {
    const nowMs = performance.now();
    this.#host = host;
    this.#badLines = new Budget(host.limits.maxBadLines, 1, nowMs);
    this.#changes = new Budget(host.limits.maxChanges, 1, nowMs);
    this.#names = new Budget(host.limits.maxNames, 1, nowMs);
    this.#rigs = new SessionRigs(host.rigs, address);
    this.#authorizing = new AuthorizeRequests(host.authorize, (error) =>
      this.#logger.error(`authorization failed: ${detailOf(error)}`),
    );
    this.#logger = host.logger.withTag('Stratum Session').withTag(`${address}:${port}`);
    const { maxLineBytes, maxNames } = host.limits;
    const who = { ...host, address, port, maxNames };
    this.#machines = new SessionMachines(who, session, nowMs);
    this.#machine = this.#machines.first;
    const handlers: PeerHandlers = {
      onLine: (line, atMs) => this.#onLine(line, atMs),
      onLateLine: (line, atMs) => this.#onLateLine(line, atMs),
      onWritable: () => this.jobs.sendCurrent(),
      onLineTooLong: () => {
        this.#spendBadLine(performance.now());
        this.#breakOff({ kind: 'line-too-long', limitBytes: maxLineBytes });
      },
      onOtherProtocol: (protocol) =>
        this.#breakOff(
          { kind: 'other-protocol', protocol },
          protocol === 'http' ? HTTP_ANSWER : '',
        ),
      onFault: (error) => this.#note('fault', `closing: ${detailOf(error)}`, 'error', 1),
      onClosed: (reason) => this.#onClosed(reason),
    };
    this.#peer = new PeerConnection(socket, maxLineBytes, handlers, host.turns);
    this.jobs = new JobFeed(host, this.#peer, this.#machines, nowMs);
    this.#difficulty = new DifficultyRequests({
      jobs: this.jobs,
      machine: this.#machine,
      logger: this.#logger,
      logged: host.difficultyNotices,
    });
    this.#shares = new ShareDesk({
      host,
      machines: this.#machines,
      rigs: this.#rigs,
      jobs: this.jobs,
      logger: this.#logger,
      answer: (line) => this.#peer.answer(line),
    });
  }

  /** Checks what time alone changes: limits, silence, figures. To be called every few seconds. */
  visit(nowMs: number): void {
    this.#peer.guard(() => this.#visit(nowMs));
  }

  /** Ends the session for a reason of the server. */
  close(reason: LeaveReason): void {
    this.#peer.guard(() => this.#close(reason));
  }

  #visit(nowMs: number): void {
    if (this.#peer.isClosing) return;
    const { limits } = this.#host;
    const { blockedSinceMs, lastHeardMs } = this.#peer;
    const { connectedAtMs, description } = this.#machine;
    const blockedMs = blockedSinceMs === null ? 0 : nowMs - blockedSinceMs;
    const silenceMs = allowedSilenceMs(limits, this.#machine.target?.difficulty ?? 0);
    if (description.nonce1 === null && nowMs - connectedAtMs > limits.handshakeTimeoutMs) {
      this.#breakOff({ kind: 'never-subscribed', ms: limits.handshakeTimeoutMs });
    } else if (blockedMs > limits.slowReaderTimeoutMs) {
      this.#breakOff({ kind: 'not-reading', ms: limits.slowReaderTimeoutMs });
    } else if (nowMs - lastHeardMs > silenceMs) {
      this.#breakOff({ kind: 'silent', ms: silenceMs });
    } else {
      this.jobs.visit(nowMs);
      this.#machines.report(nowMs);
      if (this.#machines.hasShares) this.#host.addresses.mines(description.address, nowMs);
    }
  }

  #onLine(line: string, nowMs: number): 'continue' | 'yield' {
    if (line.length > LONG_LINE && !this.#spendBadLine(nowMs)) {
      this.#breakOff({ kind: 'too-many-long-lines', longChars: LONG_LINE });
      return 'continue';
    }
    const request = parseRequest(line);
    if (request.ok) return this.#serve(request.value, nowMs);
    const { id, reason, isGarbage, isShare } = request.error;
    this.#logger.debug(`bad request: ${reason}`);
    const refused = isShare ? shareRefusalLine : refusalLine;
    this.#peer.answer(refused(id, otherError(reason)));
    if (isGarbage && !this.#spendBadLine(nowMs, Math.ceil(line.length / LONG_GARBAGE))) {
      this.#breakOff({ kind: 'too-many-invalid-lines' });
    }
    return 'continue';
  }

  #spendBadLine(nowMs: number, count = 1): boolean {
    const { address } = this.#machine.description;
    return this.#badLines.spend(nowMs, count) && this.#host.addresses.spendBadLine(address, nowMs);
  }

  /** Shares that came before the end still count; their answers cannot be sent. */
  #onLateLine(line: string, nowMs: number): void {
    if (!mayBeShare(line)) return;
    const request = parseRequest(line);
    if (request.ok && request.value.method === 'submit') this.#serve(request.value, nowMs);
  }

  #serve(request: StratumRequest, nowMs: number): 'continue' | 'yield' {
    if (!this.#spendChange(request, nowMs)) {
      this.#breakOff({ kind: 'too-many-changes' });
      return 'continue';
    }
    switch (request.method) {
      case 'submit':
        return this.#shares.take(request, nowMs);
      case 'subscribe':
        this.#subscribe(request.id, request.agent, nowMs);
        break;
      case 'authorize':
        this.#authorize(request.id, request.user, request.password);
        break;
      case 'suggest':
        this.#difficulty.bySuggestion(request.level, nowMs);
        this.#peer.answer(successLine(request.id, 'true'));
        break;
      default: {
        const answer = plainAnswer(request, this.#host.softwareName);
        if (answer !== null) this.#peer.answer(answer);
      }
    }
    return 'continue';
  }

  /** Requests for another name or difficulty are limited; names of proxies are many, once each. */
  #spendChange(request: StratumRequest, nowMs: number): boolean {
    if (request.method === 'suggest') return this.#changes.spend(nowMs);
    if (request.method !== 'authorize') return true;
    const isKnown = this.#machines.knows(request.user);
    return (isKnown ? this.#changes : this.#names).spend(nowMs);
  }

  #subscribe(id: RequestId, agent: string | null, nowMs: number): void {
    let { nonce1 } = this.#machine.description;
    if (nonce1 === null) {
      const { nonces, addresses } = this.#host;
      const isKnown = addresses.isMining(this.#machine.description.address, nowMs);
      nonce1 = nonces.allocate(nowMs, isKnown);
      if (nonce1 === null) {
        const reason: LeaveReason = { kind: 'no-nonce-range' };
        this.#peer.answer(refusalLine(id, otherError(leaveText(reason))));
        this.#breakOff(reason);
        return;
      }
      this.#machines.subscribed(agent, nonce1);
      this.#rigs.open(nowMs);
      this.#note(
        'new',
        `new session; sessionNonce1 ${nonce1Hex(nonce1)}; agent ${agent ?? 'unknown'}`,
      );
    }
    this.#peer.answer(successLine(id, `[null,"${nonce1Hex(nonce1)}",${NONCE2_BYTES}]`));
    if (this.#mayHaveJobs()) this.jobs.open(nowMs);
  }

  #authorize(id: RequestId, user: string, password: string): void {
    const { address, agent } = this.#machine.description;
    const request = { user, rig: rigName(user), password, peer: { address, agent } };
    this.#authorizing.decide(request, (verdict) =>
      this.#peer.guard(() => this.#onVerdict(id, user, password, verdict)),
    );
  }

  #onVerdict(id: RequestId, user: string, password: string, verdict: AuthorizeVerdict): void {
    if (this.#peer.isClosing) return;
    const nowMs = performance.now();
    if (!verdict.accepted) {
      const { refusal } = verdict;
      const text = `not authorized as ${JSON.stringify(user)}: ${accessRefusalText(refusal)}`;
      this.#note('refused', text, 'warn');
      this.#machines.refused(user, refusal, nowMs);
      this.#peer.answer(refusalLine(id, accessError(refusal)));
      return;
    }
    this.#note('authorized', `authorized as ${JSON.stringify(user)}`);
    this.#machines.authorized(user, nowMs);
    this.#rigs.add(user, nowMs);
    this.#peer.answer(successLine(id, 'true'));
    this.#difficulty.byPassword(password);
    if (this.#mayHaveJobs()) this.jobs.openAgain(nowMs);
  }

  /** Jobs begin as soon as the machine may have them. */
  #mayHaveJobs(): boolean {
    const { nonce1, isAuthorized } = this.#machine.description;
    return nonce1 !== null && (isAuthorized || !this.#host.isAuthorizationRequired);
  }

  #breakOff(reason: LeaveReason, lastMessage?: string): void {
    const text = leaveText(reason);
    const cause = reason.kind === 'other-protocol' ? reason.protocol : reason.kind;
    this.#note(cause, `closing: ${text}`, 'warn', 1);
    this.#close(reason, lastMessage);
  }

  /** Ends the connection with `lastMessage`, by default the reason as an error. */
  #close(
    reason: LeaveReason,
    lastMessage = refusalLine('null', otherError(leaveText(reason))),
  ): void {
    this.#peer.close(reason, lastMessage);
  }

  /** A log line, unless this address, or one of its network, had `limit` of that cause in the last ten seconds. */
  #note(cause: string, text: string, level: 'info' | 'warn' | 'error' = 'info', limit = 5): void {
    const network = peerNetwork(this.#machine.description.address);
    const heldBack = this.#host.notices.report(`${cause} ${network}`, performance.now(), limit);
    if (heldBack !== null) this.#logger[level](text + heldBackText(heldBack));
  }

  #onClosed(reason: LeaveReason): void {
    const nowMs = performance.now();
    this.#authorizing.close();
    const { nonce1 } = this.#machine.description;
    if (nonce1 !== null) {
      this.#host.nonces.release(nonce1, nowMs);
      if (!isBrokenOff(reason)) this.#note('left', `session ended: ${leaveText(reason)}`);
    }
    for (const name of this.#rigs.names)
      this.#host.refusedRuns.left(name, this.#machine.description.address, nowMs);
    this.#rigs.close(nowMs);
    this.jobs.close(nowMs);
    this.#machines.left(reason, nowMs);
  }
}
