/** One machine's conversation with the server. */
import type { Socket } from 'node:net';
import type { Logger } from '../logging/logger.ts';
import { rigName } from './authorize.ts';
import type { AuthorizeVerdict } from './authorize.ts';
import { AuthorizeRequests } from './authorize-requests.ts';
import { ExtraJobs } from './extra-jobs.ts';
import type { IssuedJob } from './job-board.ts';
import { MachineRecord } from './machine-record.ts';
import { NONCE2_BYTES, nonce1Hex, parseNonce2 } from './nonce-range.ts';
import { NonceWatch } from './nonce-watch.ts';
import { PeerConnection } from './peer-connection.ts';
import type { SessionHost } from './session-host.ts';
import { SentJobs } from './sent-jobs.ts';
import { SessionLevel } from './session-level.ts';
import { SessionRigs } from './session-rigs.ts';
import { passwordLevel, shareTarget } from './share-target.ts';
import type { PreparedTarget } from './share-target.ts';
import { NOT_AUTHORISED, NOT_SUBSCRIBED, refuseOther, refuseUser } from './stratum-errors.ts';
import type { Refusal, ShareFault } from './stratum-errors.ts';
import { Budget, allowedSilenceMs, andMore } from './stratum-limits.ts';
import {
  asciiJson,
  cleanName,
  parseRequest,
  refusalLine,
  setTargetLine,
  successLine,
} from './stratum-messages.ts';
import type { RequestId, StratumRequest } from './stratum-messages.ts';

/** Machines give up a server that sends no job for about a minute. */
const LONGEST_PAUSE_MS = 30_000;

export class StratumSession {
  readonly #host: SessionHost;
  readonly #peer: PeerConnection;
  readonly #machine: MachineRecord;
  readonly #logger: Logger;
  readonly #badLines: Budget;
  readonly #wishes: Budget;
  readonly #authorizing: AuthorizeRequests;
  readonly #rigs: SessionRigs;
  readonly #extraJobs = new ExtraJobs((nowMs) => this.#sendNewLevel(nowMs));
  readonly #connectedAtMs: number;
  readonly #level: SessionLevel;
  readonly #jobs: SentJobs;
  readonly #nonceWatch: NonceWatch;
  #nonce1: number | null = null;
  #sentTarget: PreparedTarget | null = null;
  #sentAtMs = 0;

  /** @param onEnded called once, when the connection is over */
  constructor(
    socket: Socket,
    session: number,
    address: string,
    host: SessionHost,
    onEnded: () => void,
  ) {
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
    this.#wishes = new Budget(host.limits.maxWishes, 1, nowMs);
    this.#rigs = new SessionRigs(host.rigs, address);
    this.#authorizing = new AuthorizeRequests(host.authorize, (error) =>
      this.#logger.error(`authorisation failed: ${String(error)}`),
    );
    this.#logger = host.logger.withTag('Stratum Session').withTag(`${address}:${port}`);
    this.#machine = new MachineRecord({ session, address, port }, (e) => host.emit(e), nowMs);
    this.#peer = new PeerConnection(socket, host.limits.maxLineBytes, {
      onLine: (line) => this.#onLine(line),
      onLateLine: (line) => this.#onLateLine(line),
      onWritable: () => this.#sendCurrentJob(),
      onLineTooLong: () => this.#breakOff(`line longer than ${host.limits.maxLineBytes} bytes`),
      onOtherProtocol: (protocol) => this.#onOtherProtocol(protocol),
      onClosed: (reason) => {
        this.#onClosed(reason);
        onEnded();
      },
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
      if (this.#level.passTime(board.easiestBlock, nowMs)) this.#extraJobs.want(nowMs);
      else if (nowMs - this.#sentAtMs > LONGEST_PAUSE_MS) this.#sendExtraJob(nowMs);
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

  /** Shares that came before the end still count; there is nobody to be answered. */
  #onLateLine(line: string): void {
    const request = parseRequest(line);
    if (request.ok && request.value.method === 'submit') this.#serve(request.value);
  }

  #serve(request: StratumRequest): 'continue' | 'yield' {
    const isWish = request.method === 'authorize' || request.method === 'suggest';
    if (isWish && !this.#wishes.spend(performance.now())) {
      this.#breakOff('too many requests for another name or difficulty');
      return 'continue';
    }
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

  #subscribe(id: RequestId, agent: string | null): void {
    const nowMs = performance.now();
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
      const { isAuthorised, user } = this.#machine.description;
      if (isAuthorised) this.#machine.authorised(user ?? '');
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
    this.#authorizing.decide(request, (verdict) => this.#onVerdict(id, user, password, verdict));
  }

  #onVerdict(id: RequestId, user: string, password: string, verdict: AuthorizeVerdict): void {
    if (this.#peer.isClosing) return;
    const nowMs = performance.now();
    if (!verdict.accepted) {
      this.#note('refused', `not authorised as ${JSON.stringify(user)}: ${verdict.reason}`, 'warn');
      this.#machine.refused(user, verdict.reason);
      this.#peer.answer(refusalLine(id, refuseUser(verdict.reason)));
      return;
    }
    this.#note('authorised', `authorised as ${JSON.stringify(user)}`);
    this.#machine.authorised(user);
    this.#rigs.add(user, nowMs);
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
    const finder = this.#rigs.of(user);
    const verdict = this.#jobs.judge(jobId, nonce1, nonce2.value, barred, nowMs, finder);
    if (verdict.kind === 'refused') {
      return this.#refuseShare(id, verdict.fault, verdict.refusal, nowMs);
    }

    const { job, difficulty, isBlock, isLate } = verdict;
    this.#machine.accepted(difficulty, isBlock, nowMs);
    this.#host.rigs.countShare(finder, difficulty, nowMs);
    this.#peer.answer(successLine(id, 'true'));
    this.#logger.debug(`share accepted: job ${job.id}, nonce2 ${nonce2Text}`);
    if (isBlock) {
      const { chain, header } = job.offer.work;
      const { session } = this.#machine.description;
      const rig = this.#machine.description.rig === null ? null : finder;
      this.#logger.info(`solved the block at height ${header.height} of chain ${chain}`);
      const { height } = header;
      this.#host.emit({ type: 'machine-found-block', session, rig, chain, height, isLate });
    }
    if (this.#level.countShare(difficulty, this.#host.board.easiestBlock, nowMs)) {
      this.#extraJobs.want(nowMs);
    }
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
    this.#level.suggest(level, this.#host.board.easiestBlock, nowMs);
    if (this.#sentTarget !== null) this.#extraJobs.want(nowMs);
  }

  /** Target and job at once, as soon as the machine may have them. */
  #startJobs(nowMs: number): void {
    if (!this.wantsJobs) return;
    const { levels, board } = this.#host;
    this.#level.start(levels, this.#levelKey(), board.easiestBlock, nowMs);
    if (this.#sentTarget === null) this.#sendCurrentJob();
    else if (this.#jobs.lastLevel !== this.#level.level) this.#extraJobs.want(nowMs);
  }

  /** A job with the level as it is now, unless the last one had it. */
  #sendNewLevel(nowMs: number): void {
    if (this.#jobs.lastLevel !== this.#level.level) this.#sendExtraJob(nowMs);
    this.#machine.tellLevel();
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
    const name = cleanName(user);
    if (name === '') return;
    this.#machine.named(name);
    this.#rigs.add(name, nowMs);
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
    this.#note(reason, `closing: ${reason}`, 'warn', 1);
    this.close(reason);
  }

  /** A log line, unless this address gave cause for enough of them lately. */
  #note(cause: string, text: string, level: 'info' | 'warn' = 'info', lines = 5): void {
    const { address } = this.#machine.description;
    const untold = this.#host.notices.tell(`${cause} ${address}`, performance.now(), lines);
    if (untold !== null) this.#logger[level](text + andMore(untold));
  }

  #onClosed(reason: string): void {
    const nowMs = performance.now();
    this.#nonceWatch.stop();
    this.#extraJobs.stop();
    this.#authorizing.close();
    const host = this.#host;
    if (this.#nonce1 !== null) {
      host.nonces.release(this.#nonce1, nowMs);
      this.#note('left', `session ended: ${reason}`);
    }
    this.#rigs.close(nowMs);
    this.#level.park(host.levels, this.#levelKey(), nowMs);
    this.#machine.left(reason, nowMs);
  }
}
