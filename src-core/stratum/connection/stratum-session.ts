/** One machine's conversation with the server: its requests, and how it ends. */
import type { Socket } from 'node:net';
import { detailOf } from '../../system/thrown-reason.ts';
import type { Logger } from '../../logging/logger.ts';
import { countedAs } from '../peer-address.ts';
import type { PeerAddress } from '../peer-address.ts';
import type { LeaveReason } from '../refusals.ts';
import type { MachineRecord } from '../shares/machine-record.ts';
import { SessionMachines } from '../shares/session-machines.ts';
import { SessionRigs } from '../shares/session-rigs.ts';
import { HTTP_ANSWER } from '../socket/http-answer.ts';
import { PeerConnection } from '../socket/peer-connection.ts';
import type { PeerHandlers } from '../socket/peer-connection.ts';
import { isBrokenOff, leaveText, otherError } from '../stratum-errors.ts';
import { mayBeShare } from '../share-params.ts';
import {
  LONG_LINE,
  parseRequest,
  refusalLine,
  shareRefusalLine,
  successLine,
} from '../stratum-messages.ts';
import type { StratumRequest } from '../stratum-messages.ts';
import { DifficultyRequests } from './difficulty-requests.ts';
import { JobFeed } from './job-feed.ts';
import { overdueReason } from './overdue-session.ts';
import { plainAnswer } from './plain-answers.ts';
import { SessionBudgets } from './session-budgets.ts';
import type { SessionHost } from './session-host.ts';
import { sessionNotes } from './session-notes.ts';
import type { SessionNote } from './session-notes.ts';
import { SessionOpening } from './session-opening.ts';
import { ShareDesk } from './share-desk.ts';

/** One for each connection, from the first line to the end of the socket. */
export class StratumSession {
  readonly jobs: JobFeed;
  readonly #host: SessionHost;
  /** The address that limits count. */
  readonly #countedAs: string;
  readonly #peer: PeerConnection;
  readonly #machines: SessionMachines;
  readonly #machine: MachineRecord;
  readonly #logger: Logger;
  readonly #note: SessionNote;
  readonly #budgets: SessionBudgets;
  readonly #rigs: SessionRigs;
  readonly #opening: SessionOpening;
  readonly #shares: ShareDesk;
  readonly #difficulty: DifficultyRequests;

  /**
   * @param session its number, unique in the life of the server
   * @param peer the machine's own address, where a proxy reported it
   */
  constructor(socket: Socket, session: number, peer: PeerAddress, host: SessionHost) {
    const nowMs = performance.now();
    const { address, port } = peer;
    this.#countedAs = countedAs(peer);
    this.#host = host;
    this.#budgets = new SessionBudgets(host, this.#countedAs, nowMs);
    this.#rigs = new SessionRigs(host.rigs, address);
    const logger = host.logger.withTag('Stratum Session').withTag(`${address}:${port}`);
    this.#logger = logger;
    this.#note = sessionNotes(logger, host.notices, this.#countedAs);
    const { maxLineBytes, maxNames } = host.limits;
    const machines = new SessionMachines({ ...host, address, port, maxNames }, session, nowMs);
    this.#machines = machines;
    this.#machine = machines.first;
    this.#peer = new PeerConnection(socket, maxLineBytes, this.#handlers(maxLineBytes), host.turns);
    const jobs = new JobFeed(host, this.#peer, machines, nowMs);
    this.jobs = jobs;
    const logged = host.difficultyNotices;
    this.#difficulty = new DifficultyRequests({ jobs, machine: this.#machine, logger, logged });
    const parts = { host, machines, rigs: this.#rigs, jobs, logger };
    this.#opening = new SessionOpening({
      ...parts,
      countedAs: this.#countedAs,
      peer: this.#peer,
      difficulty: this.#difficulty,
      note: this.#note,
      breakOff: (reason) => this.#breakOff(reason),
    });
    this.#shares = new ShareDesk({ ...parts, answer: (line) => this.#peer.answer(line) });
  }

  /** Checks what time alone changes: limits, silence, figures. To be called every few seconds. */
  visit(nowMs: number): void {
    this.#peer.guard(() => this.#visit(nowMs));
  }

  /** The user has let in a rig, in lower case, or all (null): where it was refused here, it has to connect again. */
  letIn(rig: string | null): void {
    if (this.#machines.isRefused(rig)) this.close({ kind: 'let-in' });
  }

  /** Ends the session for a reason of the server. */
  close(reason: LeaveReason): void {
    this.#peer.guard(() => this.#close(reason));
  }

  #handlers(limitBytes: number): PeerHandlers {
    return {
      onLine: (line, atMs) => this.#onLine(line, atMs),
      onLateLine: (line, atMs) => this.#onLateLine(line, atMs),
      onWritable: () => this.jobs.sendCurrent(),
      onLineTooLong: () => {
        this.#budgets.spendLongLine(performance.now());
        this.#breakOff({ kind: 'line-too-long', limitBytes });
      },
      onOtherProtocol: (protocol) =>
        this.#breakOff(
          { kind: 'other-protocol', protocol },
          protocol === 'http' ? HTTP_ANSWER : '',
        ),
      onFault: (error) => this.#note('fault', `closing: ${detailOf(error)}`, 'error', 1),
      onClosed: (reason) => this.#onClosed(reason),
    };
  }

  #visit(nowMs: number): void {
    if (this.#peer.isClosing) return;
    const overdue = overdueReason(this.#host.limits, this.#peer, this.#machine, nowMs);
    if (overdue !== null) {
      this.#breakOff(overdue);
      return;
    }
    this.jobs.visit(nowMs);
    this.#machines.report(nowMs);
    if (this.#machines.hasShares) this.#host.addresses.mines(this.#countedAs, nowMs);
  }

  #onLine(line: string, nowMs: number): 'continue' | 'yield' {
    if (line.length > LONG_LINE && !this.#budgets.spendLongLine(nowMs)) {
      this.#breakOff({ kind: 'too-many-long-lines', longChars: LONG_LINE });
      return 'continue';
    }
    const request = parseRequest(line);
    if (request.ok) return this.#serve(request.value, nowMs);
    const { id, reason, isGarbage, isShare } = request.error;
    this.#logger.debug(`bad request: ${reason}`);
    const refused = isShare ? shareRefusalLine : refusalLine;
    this.#peer.answer(refused(id, otherError(reason)));
    if (isGarbage && !this.#budgets.spendGarbage(line.length, nowMs)) {
      this.#breakOff({ kind: 'too-many-invalid-lines' });
    }
    return 'continue';
  }

  /** Shares that came before the end still count; their answers cannot be sent. */
  #onLateLine(line: string, nowMs: number): void {
    if (!mayBeShare(line)) return;
    const request = parseRequest(line);
    if (request.ok && request.value.method === 'submit') this.#serve(request.value, nowMs);
  }

  #serve(request: StratumRequest, nowMs: number): 'continue' | 'yield' {
    if (request.method === 'submit') return this.#shares.take(request, nowMs);
    const knows = (user: string): boolean => this.#machines.knows(user);
    if (!this.#budgets.spendChange(request, knows, nowMs)) {
      this.#breakOff({ kind: 'too-many-changes' });
      return 'continue';
    }
    switch (request.method) {
      case 'subscribe':
        this.#opening.subscribe(request.id, request.agent, nowMs);
        break;
      case 'authorize':
        this.#opening.authorize(request.id, request.user, request.password);
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

  #onClosed(reason: LeaveReason): void {
    const nowMs = performance.now();
    this.#opening.close();
    const { nonce1, address } = this.#machine.description;
    if (nonce1 !== null) {
      this.#host.nonces.release(nonce1, nowMs);
      if (!isBrokenOff(reason)) this.#note('left', `session ended: ${leaveText(reason)}`);
    }
    for (const name of this.#rigs.names) this.#host.refusedRuns.left(name, address, nowMs);
    this.#rigs.close(nowMs);
    this.jobs.close(nowMs);
    this.#machines.left(reason, nowMs);
  }
}
