/** One machine's conversation with the server. */
import type { Socket } from 'node:net';
import type { Logger } from '../../logging/logger.ts';
import type { AuthorizeVerdict } from '../access/authorization.ts';
import { AuthorizeRequests } from '../access/authorize-requests.ts';
import type { IssuedJob } from '../jobs/job-board.ts';
import { thrownDetail } from '../../logging/thrown.ts';
import { JobFeed } from './job-feed.ts';
import { MachineRecord } from '../shares/machine-record.ts';
import { NONCE2_BYTES, nonce1Hex, parseNonce2 } from '../jobs/nonce-range.ts';
import { PeerConnection } from './peer-connection.ts';
import type { SessionHost } from './session-host.ts';
import { cleanName, rigName } from '../peer-text.ts';
import { SessionRigs } from '../shares/session-rigs.ts';
import { passwordLevel } from '../difficulty/share-target.ts';
import { NOT_AUTHORIZED, NOT_SUBSCRIBED, refuseOther, refuseUser } from '../stratum-errors.ts';
import type { StratumError, ShareFault } from '../stratum-errors.ts';
import { Budget, allowedSilenceMs, andMore } from '../stratum-limits.ts';
import {
  LONG_LINE,
  asciiJson,
  parseRequest,
  refusalLine,
  successLine,
} from '../stratum-messages.ts';
import type { RequestId, StratumRequest, SubmitRequest } from '../stratum-messages.ts';

const OTHER_PROTOCOL = {
  http: 'it speaks HTTP',
  tls: 'it speaks TLS: its address must begin with stratum+tcp://',
} as const;
const HTTP_TEXT =
  'This is a Stratum port: point a mining machine at stratum+tcp://<this address>\n';
const HTTP_ANSWER = `HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: ${HTTP_TEXT.length}\r\nConnection: close\r\n\r\n${HTTP_TEXT}`;

export class StratumSession {
  readonly #host: SessionHost;
  readonly #peer: PeerConnection;
  readonly #machine: MachineRecord;
  readonly #logger: Logger;
  readonly #badLines: Budget;
  readonly #wishes: Budget;
  readonly #authorizing: AuthorizeRequests;
  readonly #rigs: SessionRigs;
  readonly #connectedAtMs: number;
  readonly #jobs: JobFeed;
  #nonce1: number | null = null;
  /** The server ended it, and has said why. */
  #isBrokenOff = false;

  constructor(socket: Socket, session: number, address: string, host: SessionHost) {
    const nowMs = performance.now();
    const port = socket.remotePort ?? 0;
    this.#host = host;
    this.#connectedAtMs = nowMs;
    this.#badLines = new Budget(host.limits.maxBadLines, 1, nowMs);
    this.#wishes = new Budget(host.limits.maxWishes, 1, nowMs);
    this.#rigs = new SessionRigs(host.rigs, address);
    this.#authorizing = new AuthorizeRequests(host.authorize, (error) =>
      this.#logger.error(`authorization failed: ${thrownDetail(error)}`),
    );
    this.#logger = host.logger.withTag('Stratum Session').withTag(`${address}:${port}`);
    this.#machine = new MachineRecord({ session, address, port }, (e) => host.emit(e), nowMs);
    this.#peer = new PeerConnection(socket, host.limits.maxLineBytes, {
      onLine: (line, atMs) => this.#onLine(line, atMs),
      onLateLine: (line, atMs) => this.#onLateLine(line, atMs),
      onWritable: () => this.#jobs.sendCurrent(),
      onLineTooLong: () => this.#breakOff(`line longer than ${host.limits.maxLineBytes} bytes`),
      onOtherProtocol: (protocol) => this.#onOtherProtocol(protocol),
      onFault: (error) => this.#onFault(error),
      onClosed: (reason) => this.#onClosed(reason),
    });
    this.#jobs = new JobFeed(host, this.#peer, this.#machine, nowMs);
  }

  /** Whether the job of this number, or a later one, was sent already. */
  hasJob(sequence: number): boolean {
    return this.#jobs.hasJob(sequence);
  }

  /** Sends a job, or the newest one as soon as the machine reads again. */
  announce(issued: IssuedJob, nowMs: number): void {
    this.#peer.guard(() => this.#jobs.announce(issued, nowMs));
  }

  /** What has to be looked at now and then: limits, silence, figures. */
  visit(nowMs: number): void {
    this.#peer.guard(() => this.#visit(nowMs));
  }

  /** Ends the session, telling the machine why. */
  close(reason: string): void {
    const lastWords = refusalLine('null', refuseOther(reason));
    this.#peer.guard(() => this.#peer.close(reason, lastWords));
  }

  #visit(nowMs: number): void {
    if (this.#peer.isClosing) return;
    const { limits } = this.#host;
    const { blockedSinceMs, lastHeardMs } = this.#peer;
    if (this.#nonce1 === null && nowMs - this.#connectedAtMs > limits.handshakeTimeoutMs) {
      this.#breakOff('no mining.subscribe came');
    } else if (blockedSinceMs !== null && nowMs - blockedSinceMs > limits.slowReaderTimeoutMs) {
      this.#breakOff('it does not read what is sent to it');
    } else if (nowMs - lastHeardMs > allowedSilenceMs(limits, this.#jobs.difficulty)) {
      this.#breakOff('it was silent for too long');
    } else {
      this.#jobs.visit(nowMs);
      this.#machine.report(nowMs);
    }
  }

  #onLine(line: string, nowMs: number): 'continue' | 'yield' {
    if (line.length > LONG_LINE && !this.#badLines.spend(nowMs)) {
      this.#breakOff(`too many lines of over ${LONG_LINE} characters`);
      return 'continue';
    }
    const request = parseRequest(line);
    if (request.ok) return this.#serve(request.value, nowMs);
    const { id, reason, isGarbage } = request.error;
    this.#logger.debug(`bad request: ${reason}`);
    this.#peer.answer(refusalLine(id, refuseOther(reason)));
    if (isGarbage && !this.#badLines.spend(nowMs)) {
      this.#breakOff('too many lines that are no Stratum');
    }
    return 'continue';
  }

  /** Shares that came before the end still count; there is nobody to be answered. */
  #onLateLine(line: string, nowMs: number): void {
    const request = parseRequest(line);
    if (request.ok && request.value.method === 'submit') this.#serve(request.value, nowMs);
  }

  #serve(request: StratumRequest, nowMs: number): 'continue' | 'yield' {
    const isWish = request.method === 'authorize' || request.method === 'suggest';
    if (isWish && !this.#wishes.spend(nowMs)) {
      this.#breakOff('too many requests for another name or difficulty');
      return 'continue';
    }
    switch (request.method) {
      case 'submit':
        return this.#submit(request, nowMs);
      case 'subscribe':
        this.#subscribe(request.id, request.agent, nowMs);
        break;
      case 'authorize':
        this.#authorize(request.id, request.user, request.password);
        break;
      case 'suggest':
        this.#jobs.suggest(request.level, nowMs);
        this.#peer.answer(successLine(request.id, 'true'));
        break;
      case 'configure': {
        // None of Bitcoin's extensions exist here.
        const granted = Object.fromEntries(request.extensions.map((name) => [name, false]));
        this.#peer.answer(successLine(request.id, asciiJson(granted)));
        break;
      }
      case 'extranonce':
        this.#peer.answer(successLine(request.id, 'true'));
        break;
      case 'ping':
        this.#peer.answer(successLine(request.id, '"pong"'));
        break;
      case 'version':
        this.#peer.answer(successLine(request.id, asciiJson(this.#host.softwareName)));
        break;
      case 'nothing':
        break;
    }
    return 'continue';
  }

  #subscribe(id: RequestId, agent: string | null, nowMs: number): void {
    if (this.#nonce1 === null) {
      const nonce1 = this.#host.nonces.allocate(nowMs);
      if (nonce1 === null) {
        const reason = 'no nonce range is free, try again later';
        this.#peer.answer(refusalLine(id, refuseOther(reason)));
        this.#breakOff(reason);
        return;
      }
      this.#nonce1 = nonce1;
      this.#machine.subscribed(agent, nonce1);
      const { isAuthorized, user } = this.#machine.description;
      if (isAuthorized) this.#machine.authorized(user ?? '');
      this.#rigs.open(nowMs);
      this.#note(
        'come',
        `new session; sessionNonce1 ${nonce1Hex(nonce1)}; agent ${agent ?? 'unknown'}`,
      );
    }
    const nonce1 = nonce1Hex(this.#nonce1);
    this.#peer.answer(successLine(id, `[null,"${nonce1}",${NONCE2_BYTES}]`));
    this.#startJobs(nowMs);
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
      this.#note('refused', `not authorized as ${JSON.stringify(user)}: ${verdict.reason}`, 'warn');
      this.#machine.refused(user, verdict.reason);
      this.#peer.answer(refusalLine(id, refuseUser(verdict.reason)));
      return;
    }
    this.#note('authorized', `authorized as ${JSON.stringify(user)}`);
    this.#machine.authorized(user);
    this.#rigs.add(user, nowMs);
    this.#peer.answer(successLine(id, 'true'));
    const level = passwordLevel(password);
    if (level !== null) this.#jobs.ask(level);
    this.#startJobs(nowMs);
  }

  #submit(share: SubmitRequest, nowMs: number): 'continue' | 'yield' {
    const { id, user, jobId } = share;
    const nonce1 = this.#nonce1;
    if (nonce1 === null) return this.#refuseShare(id, 'invalid', NOT_SUBSCRIBED, nowMs);
    if (this.#machine.description.user === null) this.#nameBy(user, nowMs);
    const nonce2 = parseNonce2(share.nonce2);
    if (!nonce2.ok) {
      return this.#refuseShare(id, 'invalid', refuseOther(nonce2.error.reason), nowMs);
    }
    const barred = this.#jobs.isOpen ? null : NOT_AUTHORIZED;
    const finder = this.#rigs.of(user);
    const verdict = this.#jobs.sent.judge(jobId, nonce1, nonce2.value, barred, nowMs, finder);
    if (verdict.kind === 'refused') {
      return this.#refuseShare(id, verdict.fault, verdict.refusal, nowMs);
    }

    const { job, difficulty, isBlock, isLate } = verdict;
    this.#machine.accepted(difficulty, isBlock, nowMs);
    this.#host.rigs.countShare(finder, difficulty, nowMs);
    this.#peer.answer(successLine(id, 'true'));
    this.#logger.debug(`share accepted: job ${job.id}, nonce2 ${share.nonce2}`);
    if (isBlock) {
      const { chain, header } = job.offer.work;
      const { session } = this.#machine.description;
      const rig = this.#machine.description.rig === null ? null : finder;
      this.#logger.info(`solved the block at height ${header.height} of chain ${chain}`);
      const { height } = header;
      this.#host.emit({ type: 'machine-found-block', session, rig, chain, height, isLate });
    }
    this.#jobs.countShare(difficulty, nowMs);
    // A solution is on its way to the node: that comes before the next lines.
    return isBlock ? 'yield' : 'continue';
  }

  #refuseShare(id: RequestId, fault: ShareFault, refusal: StratumError, nowMs: number): 'continue' {
    this.#machine.refusedShare(fault, refusal.text, nowMs);
    this.#peer.answer(refusalLine(id, refusal));
    this.#logger.debug(`share refused: ${refusal.text}`);
    return 'continue';
  }

  /** Jobs begin as soon as the machine may have them. */
  #startJobs(nowMs: number): void {
    const { isAuthorizationRequired } = this.#host;
    if (this.#nonce1 === null) return;
    if (isAuthorizationRequired && !this.#machine.description.isAuthorized) return;
    this.#jobs.open(nowMs);
  }

  #nameBy(user: string, nowMs: number): void {
    const name = cleanName(user);
    if (name === '') return;
    this.#machine.named(name);
    this.#rigs.add(name, nowMs);
  }

  #onOtherProtocol(protocol: 'http' | 'tls'): void {
    const reason = OTHER_PROTOCOL[protocol];
    this.#note(reason, `closing: ${reason}`, 'warn', 1);
    this.#peer.close(reason, protocol === 'http' ? HTTP_ANSWER : '');
  }

  #breakOff(reason: string): void {
    this.#isBrokenOff = true;
    this.#note(reason, `closing: ${reason}`, 'warn', 1);
    this.close(reason);
  }

  #onFault(error: unknown): void {
    this.#isBrokenOff = true;
    const text = `closing after a fault in this program: ${thrownDetail(error)}`;
    this.#note('fault', text, 'error', 1);
  }

  /** A log line, unless this address gave cause for enough of them lately. */
  #note(cause: string, text: string, level: 'info' | 'warn' | 'error' = 'info', lines = 5): void {
    const { address } = this.#machine.description;
    const untold = this.#host.notices.tell(`${cause} ${address}`, performance.now(), lines);
    if (untold !== null) this.#logger[level](text + andMore(untold));
  }

  #onClosed(reason: string): void {
    const nowMs = performance.now();
    this.#authorizing.close();
    const host = this.#host;
    if (this.#nonce1 !== null) {
      host.nonces.release(this.#nonce1, nowMs);
      if (!this.#isBrokenOff) this.#note('left', `session ended: ${reason}`);
    }
    this.#rigs.close(nowMs);
    this.#jobs.close(nowMs);
    this.#machine.left(reason, nowMs);
  }
}
