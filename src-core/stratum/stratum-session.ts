/** One machine's conversation with the server. */
import type { Socket } from 'node:net';
import type { Logger } from '../logging/logger.ts';
import { rigName } from './authorize.ts';
import type { Authorize, AuthorizeVerdict } from './authorize.ts';
import type { IssuedJob, JobBoard } from './job-board.ts';
import { MachineRecord } from './machine-record.ts';
import { NONCE2_BYTES, nonce1Hex, parseNonce2 } from './nonce-range.ts';
import type { NonceAllocator } from './nonce-range.ts';
import { NonceWatch } from './nonce-watch.ts';
import { PeerConnection } from './peer-connection.ts';
import type { RigBook } from './rig-book.ts';
import { SentJobs } from './sent-jobs.ts';
import { SessionLevel } from './session-level.ts';
import { passwordLevel, shareTarget } from './share-target.ts';
import type { PreparedTarget, ShareMode } from './share-target.ts';
import { NOT_AUTHORISED, NOT_SUBSCRIBED, refuseOther, refuseUser } from './stratum-errors.ts';
import type { Refusal, ShareFault } from './stratum-errors.ts';
import type { StratumEvent } from './stratum-events.ts';
import { Budget, allowedSilenceMs } from './stratum-limits.ts';
import type { StratumLimits } from './stratum-limits.ts';
import {
  cleanName,
  parseRequest,
  refusalLine,
  setTargetLine,
  successLine,
} from './stratum-messages.ts';
import type { RequestId, StratumRequest } from './stratum-messages.ts';

/** What a session needs of the server it belongs to. */
export interface SessionHost {
  readonly mode: ShareMode;
  readonly minLevel: number;
  readonly limits: StratumLimits;
  readonly authorize: Authorize;
  /** Whether shares and jobs wait for an accepted authorize. */
  readonly isAuthorizationRequired: boolean;
  /** `client.get_version`. */
  readonly softwareName: string;
  /** Nonces a session has per header, and how often it gets a new header anyway. */
  readonly noncesPerHeader: number;
  readonly jobIntervalMs: number;
  readonly board: JobBoard;
  readonly nonces: NonceAllocator;
  readonly rigs: RigBook;
  readonly logger: Logger;
  emit(event: StratumEvent): void;
  /** The job new sessions begin with; null while there is no work. */
  currentJob(nowMs: number): IssuedJob | null;
  /** A job of the newest work for one session alone; null while there is no work. */
  extraJob(nowMs: number): IssuedJob | null;
  sessionEnded(session: StratumSession, address: string): void;
}

/** Machines give up a server that sends no job for about a minute. */
const LONGEST_PAUSE_MS = 30_000;

export class StratumSession {
  readonly #host: SessionHost;
  readonly #peer: PeerConnection;
  readonly #machine: MachineRecord;
  readonly #logger: Logger;
  readonly #badLines: Budget;
  readonly #connectedAtMs: number;
  readonly #level: SessionLevel;
  readonly #jobs: SentJobs;
  readonly #nonceWatch: NonceWatch;
  #nonce1: number | null = null;
  #sentTarget: PreparedTarget | null = null;
  #sentAtMs = 0;
  #rigKey: string | null = null;
  #isAsking = false;

  constructor(socket: Socket, session: number, address: string, host: SessionHost) {
    const nowMs = performance.now();
    const port = socket.remotePort ?? 0;
    this.#host = host;
    this.#connectedAtMs = nowMs;
    this.#level = new SessionLevel(host.mode, host.minLevel);
    this.#jobs = new SentJobs(host.board, nowMs);
    this.#nonceWatch = new NonceWatch({
      noncesPerHeader: host.noncesPerHeader,
      jobIntervalMs: host.jobIntervalMs,
      hashrate: (atMs) => this.#machine.hashrate(atMs),
      renew: (atMs) => this.#sendExtraJob(atMs),
    });
    this.#badLines = new Budget(host.limits.maxBadLines, 1, nowMs);
    this.#logger = host.logger.withTag('Stratum Session').withTag(`${address}:${port}`);
    this.#machine = new MachineRecord({ session, address, port }, (e) => host.emit(e), nowMs);
    this.#peer = new PeerConnection(socket, host.limits.maxLineBytes, {
      onLine: (line) => this.#onLine(line),
      onWritable: () => this.#sendCurrentJob(),
      onLineTooLong: () => this.#breakOff(`line longer than ${host.limits.maxLineBytes} bytes`),
      onOtherProtocol: (protocol) => this.#onOtherProtocol(protocol),
      onClosed: (reason) => this.#onClosed(reason),
    });
  }

  /** Whether the job of this number, or a later one, was sent already. */
  hasJob(sequence: number): boolean {
    return this.#jobs.lastSequence >= sequence;
  }

  /** Whether jobs are to be sent to it. */
  get wantsJobs(): boolean {
    if (this.#nonce1 === null) return false;
    return !this.#host.isAuthorizationRequired || this.#machine.description.isAuthorised;
  }

  /** Sends a job, or the newest one as soon as the machine reads again. */
  announce(issued: IssuedJob, nowMs: number): void {
    if (!this.wantsJobs || !this.#peer.canTakeJob()) return;
    this.#level.passTime(this.#host.board.easiestBlock, nowMs);
    this.#send(issued, nowMs);
  }

  /** What has to be looked at now and then: limits, silence, figures. */
  visit(nowMs: number): void {
    if (this.#peer.isClosing) return;
    const { limits, board } = this.#host;
    const { blockedSinceMs, lastHeardMs } = this.#peer;
    if (this.#nonce1 === null && nowMs - this.#connectedAtMs > limits.handshakeTimeoutMs) {
      this.#breakOff('no mining.subscribe came');
    } else if (blockedSinceMs !== null && nowMs - blockedSinceMs > limits.slowReaderTimeoutMs) {
      this.#breakOff('it does not read what is sent to it');
    } else if (nowMs - lastHeardMs > allowedSilenceMs(limits, this.#sentTarget?.difficulty ?? 0)) {
      this.#breakOff('it was silent for too long');
    } else {
      const hasNewLevel = this.#level.passTime(board.easiestBlock, nowMs);
      if (hasNewLevel || nowMs - this.#sentAtMs > LONGEST_PAUSE_MS) this.#sendExtraJob(nowMs);
      this.#nonceWatch.look(nowMs);
      this.#machine.report(nowMs);
    }
  }

  /** Ends the session, telling the machine why. */
  close(reason: string): void {
    this.#peer.close(reason, refusalLine('null', refuseOther(reason)));
  }

  #onLine(line: string): 'continue' | 'yield' {
    const request = parseRequest(line);
    if (request.ok) return this.#serve(request.value);
    const { id, reason, isGarbage } = request.error;
    this.#logger.debug(`bad request: ${reason}`);
    this.#peer.answer(refusalLine(id, refuseOther(reason)));
    if (isGarbage && !this.#badLines.spend(performance.now())) {
      this.#breakOff('too many lines that are no Stratum');
    }
    return 'continue';
  }

  #serve(request: StratumRequest): 'continue' | 'yield' {
    switch (request.method) {
      case 'submit':
        return this.#submit(request.id, request.user, request.jobId, request.nonce2);
      case 'subscribe':
        this.#subscribe(request.id, request.agent);
        break;
      case 'authorize':
        this.#authorize(request.id, request.user, request.password);
        break;
      case 'suggest':
        this.#suggest(request.level);
        this.#peer.answer(successLine(request.id, 'true'));
        break;
      case 'configure': {
        // None of Bitcoin's extensions exist here.
        const granted = Object.fromEntries(request.extensions.map((name) => [name, false]));
        this.#peer.answer(successLine(request.id, JSON.stringify(granted)));
        break;
      }
      case 'extranonce':
        this.#peer.answer(successLine(request.id, 'true'));
        break;
      case 'ping':
        this.#peer.answer(successLine(request.id, '"pong"'));
        break;
      case 'version':
        this.#peer.answer(successLine(request.id, JSON.stringify(this.#host.softwareName)));
        break;
      case 'answer':
        break;
    }
    return 'continue';
  }

  #subscribe(id: RequestId, agent: string | null): void {
    const nowMs = performance.now();
    if (this.#nonce1 === null) {
      const nonce1 = this.#host.nonces.allocate(nowMs);
      if (nonce1 === null) {
        this.#peer.answer(refusalLine(id, refuseOther('no nonce range is free, try again later')));
        return;
      }
      this.#nonce1 = nonce1;
      this.#machine.subscribed(agent, nonce1);
      if (this.#machine.description.isAuthorised) {
        this.#machine.authorised(this.#machine.description.user ?? '');
      }
      this.#joinRig(nowMs);
      this.#logger.info(
        `new session; sessionNonce1 ${nonce1Hex(nonce1)}; agent ${agent ?? 'unknown'}`,
      );
    }
    const nonce1 = nonce1Hex(this.#nonce1);
    this.#peer.answer(successLine(id, `[null,"${nonce1}",${NONCE2_BYTES}]`));
    this.#startJobs(nowMs);
  }

  #authorize(id: RequestId, user: string, password: string): void {
    const { address, agent } = this.#machine.description;
    if (this.#isAsking) {
      this.#peer.answer(refusalLine(id, refuseUser('an earlier request is still being decided')));
      return;
    }
    const request = { user, rig: rigName(user), password, peer: { address, agent } };
    const verdict = this.#host.authorize(request);
    if (!(verdict instanceof Promise)) {
      this.#onVerdict(id, user, password, verdict);
      return;
    }
    this.#isAsking = true;
    void verdict
      .catch((error: unknown): AuthorizeVerdict => {
        this.#logger.error(`authorisation failed: ${String(error)}`);
        return { accepted: false, reason: 'the server could not decide' };
      })
      .then((settled) => {
        this.#isAsking = false;
        if (!this.#peer.isClosing) this.#onVerdict(id, user, password, settled);
      });
  }

  #onVerdict(id: RequestId, user: string, password: string, verdict: AuthorizeVerdict): void {
    const nowMs = performance.now();
    if (!verdict.accepted) {
      this.#logger.warn(`not authorised as ${JSON.stringify(user)}: ${verdict.reason}`);
      this.#machine.refused(user, verdict.reason);
      this.#peer.answer(refusalLine(id, refuseUser(verdict.reason)));
      return;
    }
    this.#logger.info(`authorised as ${JSON.stringify(user)}`);
    this.#machine.authorised(user);
    this.#joinRig(nowMs);
    this.#peer.answer(successLine(id, 'true'));
    const level = passwordLevel(password);
    if (level !== null) this.#level.ask(level);
    this.#startJobs(nowMs);
  }

  #submit(id: RequestId, user: string, jobId: string, nonce2Text: string): 'continue' | 'yield' {
    const nowMs = performance.now();
    const nonce1 = this.#nonce1;
    if (nonce1 === null) return this.#refuseShare(id, 'invalid', NOT_SUBSCRIBED, nowMs);
    if (this.#machine.description.user === null) this.#nameBy(user, nowMs);
    const nonce2 = parseNonce2(nonce2Text);
    if (!nonce2.ok) {
      return this.#refuseShare(id, 'invalid', refuseOther(nonce2.error.reason), nowMs);
    }
    const barred = this.wantsJobs ? null : NOT_AUTHORISED;
    const verdict = this.#jobs.judge(jobId, nonce1, nonce2.value, barred, nowMs);
    if (verdict.kind === 'refused') {
      return this.#refuseShare(id, verdict.fault, verdict.refusal, nowMs);
    }

    const { job, difficulty, isBlock, isLate } = verdict;
    this.#machine.accepted(difficulty, isBlock, nowMs);
    if (this.#rigKey !== null) this.#host.rigs.countShare(this.#rigKey, difficulty, nowMs);
    this.#peer.answer(successLine(id, 'true'));
    this.#logger.debug(`share accepted: job ${job.id}, nonce2 ${nonce2Text}`);
    if (isBlock) {
      const { chain, header } = job.offer.work;
      const { session, rig } = this.#machine.description;
      this.#logger.info(`solved the block at height ${header.height} of chain ${chain}`);
      const { height } = header;
      this.#host.emit({ type: 'machine-found-block', session, rig, chain, height, isLate });
    }
    if (this.#level.countShare(difficulty, this.#host.board.easiestBlock, nowMs))
      this.#sendExtraJob(nowMs);
    this.#nonceWatch.look(nowMs);
    // A solution is on its way to the node: that comes before the next lines.
    return isBlock ? 'yield' : 'continue';
  }

  #refuseShare(id: RequestId, fault: ShareFault, refusal: Refusal, nowMs: number): 'continue' {
    this.#machine.refusedShare(fault, refusal.text, nowMs);
    this.#peer.answer(refusalLine(id, refusal));
    this.#logger.debug(`share refused: ${refusal.text}`);
    return 'continue';
  }

  #suggest(level: number): void {
    const nowMs = performance.now();
    const before = this.#level.level;
    this.#level.suggest(level, this.#host.board.easiestBlock, nowMs);
    if (this.#sentTarget !== null && this.#level.level !== before) this.#sendExtraJob(nowMs);
  }

  /** Target and job at once, as soon as the machine may have them. */
  #startJobs(nowMs: number): void {
    if (!this.wantsJobs) return;
    const { rigs, board } = this.#host;
    this.#level.start(rigs.recallLevel(this.#levelKey(), nowMs), board.easiestBlock, nowMs);
    if (this.#sentTarget === null) this.#sendCurrentJob();
    else if (this.#jobs.lastLevel !== this.#level.level) this.#sendExtraJob(nowMs);
  }

  #sendCurrentJob(): void {
    const nowMs = performance.now();
    const issued = this.#host.currentJob(nowMs);
    if (issued === null) return;
    // A header that was sent already is of no use a second time.
    if (this.hasJob(issued.job.sequence)) this.#sendExtraJob(nowMs);
    else this.announce(issued, nowMs);
  }

  #sendExtraJob(nowMs: number): void {
    if (!this.wantsJobs || !this.#peer.canTakeJob()) return;
    const issued = this.#host.extraJob(nowMs);
    if (issued !== null) this.#send(issued, nowMs);
  }

  #send({ job, line }: IssuedJob, nowMs: number): void {
    const { level } = this.#level;
    const target = shareTarget(level, job.offer.block);
    if (target.hex === this.#sentTarget?.hex) {
      this.#peer.send(line);
    } else {
      this.#peer.send(setTargetLine(target.hex) + line);
      this.#sentTarget = target;
      this.#machine.jobSent(target, nowMs);
    }
    this.#jobs.sent(job, level);
    this.#sentAtMs = nowMs;
    this.#nonceWatch.headerSent(nowMs);
  }

  #nameBy(user: string, nowMs: number): void {
    this.#machine.named(cleanName(user));
    this.#joinRig(nowMs);
  }

  #joinRig(nowMs: number): void {
    const key = this.#machine.rigKey;
    if (key === this.#rigKey || this.#nonce1 === null) return;
    if (this.#rigKey !== null) this.#host.rigs.leave(this.#rigKey, nowMs);
    this.#host.rigs.join(key, nowMs);
    this.#rigKey = key;
  }

  #levelKey(): string {
    const { address, agent } = this.#machine.description;
    return `${address} ${agent ?? ''}`;
  }

  #onOtherProtocol(protocol: 'http' | 'tls'): void {
    if (protocol === 'tls') {
      this.#peer.close('it speaks TLS: its address must begin with stratum+tcp://');
      return;
    }
    const text = 'This is a Stratum port: point a mining machine at stratum+tcp://<this address>\n';
    this.#peer.close(
      'it speaks HTTP',
      `HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
    );
  }

  #breakOff(reason: string): void {
    this.#logger.warn(`closing: ${reason}`);
    this.close(reason);
  }

  #onClosed(reason: string): void {
    const nowMs = performance.now();
    this.#nonceWatch.stop();
    const host = this.#host;
    if (this.#nonce1 !== null) {
      host.nonces.release(this.#nonce1, nowMs);
      this.#logger.info(`session ended: ${reason}`);
    }
    if (this.#rigKey !== null) host.rigs.leave(this.#rigKey, nowMs);
    const { learnt } = this.#level;
    if (learnt !== null) host.rigs.rememberLevel(this.#levelKey(), learnt, nowMs);
    this.#machine.left(reason, nowMs);
    host.sessionEnded(this, this.#machine.description.address);
  }
}
