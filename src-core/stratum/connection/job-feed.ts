/** The jobs of one session: which it gets, when, and with what target. */
import { ExtraJobs } from './extra-jobs.ts';
import type { DifficultyNotice } from '../difficulty-notice.ts';
import type { IssuedJob } from '../jobs/job.ts';
import type { SessionMachines } from '../shares/session-machines.ts';
import { NonceWatch } from './nonce-watch.ts';
import type { PeerConnection } from '../socket/peer-connection.ts';
import { SentJobs } from '../shares/sent-jobs.ts';
import type { SessionHost } from './session-host.ts';
import { SessionLevel } from '../difficulty/session-level.ts';
import { shareTarget } from '../difficulty/share-target.ts';
import { setTargetLine } from '../stratum-messages.ts';

/** Machines give up a server that sends no job for about a minute. */
const LONGEST_PAUSE_MS = 30_000;
/** A job sent a second time may have its nonces tried a second time: only a young one is. */
const SAME_JOB_MS = 1_000;

/** Sends `mining.set_target` and `mining.notify` to one peer. */
export class JobFeed {
  readonly #host: SessionHost;
  readonly #peer: PeerConnection;
  readonly #machines: SessionMachines;
  readonly #level: SessionLevel;
  /** The jobs it got, which judge its shares. */
  readonly sent: SentJobs;
  readonly #nonceWatch: NonceWatch;
  readonly #extraJobs: ExtraJobs;
  #isOpen = false;
  #sentAtMs = 0;

  constructor(host: SessionHost, peer: PeerConnection, machines: SessionMachines, nowMs: number) {
    this.#host = host;
    this.#peer = peer;
    this.#machines = machines;
    this.#level = new SessionLevel(host.mode, host.minLevel);
    this.sent = new SentJobs(host.board, host.shareCheck, nowMs);
    const guard = (action: () => void): void => peer.guard(action);
    this.#extraJobs = new ExtraJobs((atMs) => guard(() => this.#sendNewLevel(atMs)));
    this.#nonceWatch = new NonceWatch({
      noncesPerHeader: host.noncesPerHeader,
      jobIntervalMs: host.jobIntervalMs,
      hashRate: (atMs) => machines.hashRate(atMs),
      renew: (atMs) => this.#sendExtraJob(atMs),
      guard,
    });
  }

  /** Whether jobs are sent. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether the job of this number, or a later one, was sent already. */
  hasJob(sequence: number): boolean {
    return this.sent.lastSequence >= sequence;
  }

  /** The machine may have jobs: it gets target and job at once. */
  open(nowMs: number): void {
    this.#isOpen = true;
    const { levels, board } = this.#host;
    this.#level.start(levels, this.#levelKey(), board.easiestBlock, nowMs);
    if (this.#machines.first.target === null) this.sendCurrent();
    else if (this.sent.lastLevel !== this.#level.level) this.#extraJobs.want(nowMs);
  }

  /**
   * {@link open} after an authorize: target and job are sent in any case. A miner that takes the
   * first line after its request for the answer has lost those that came before it.
   */
  openAgain(nowMs: number): void {
    const { lastSequence } = this.sent;
    this.open(nowMs);
    // A new level brings a job of its own within a moment.
    const isSame = this.sent.lastSequence === lastSequence;
    if (isSame && this.sent.lastLevel === this.#level.level) this.#repeat(nowMs);
  }

  /** Sends a job, or the newest one as soon as the machine reads again. */
  announce(issued: IssuedJob, nowMs: number): void {
    this.#peer.guard(() => {
      if (!this.#isOpen || !this.#peer.canTakeJob()) return;
      this.#level.passTime(this.#host.board.easiestBlock, nowMs);
      this.#send(issued, nowMs);
    });
  }

  /** Sends the newest job. */
  sendCurrent(): void {
    const nowMs = performance.now();
    const issued = this.#host.currentJob(nowMs);
    if (issued === null) return;
    // A header that was sent already is of no use a second time.
    if (this.hasJob(issued.job.sequence)) this.#sendExtraJob(nowMs);
    else this.announce(issued, nowMs);
  }

  /** An accepted share of `difficulty` expected hashes may move the level. */
  countShare(difficulty: number, nowMs: number): void {
    if (this.#level.countShare(difficulty, this.#host.board.easiestBlock, nowMs)) {
      this.#extraJobs.want(nowMs);
    }
    this.#nonceWatch.look(nowMs);
  }

  /** The machine asks for shares of one level; returns what of it is not followed. */
  ask(level: number): DifficultyNotice | null {
    return this.#level.ask(level, this.#host.board.easiestBlock);
  }

  /** The machine wants no easier shares than of that level; returns what of it is not followed. */
  askMinimum(level: number, nowMs: number): DifficultyNotice | null {
    return this.#level.askMinimum(level, this.#host.board.easiestBlock, nowMs);
  }

  /** The machine says with which level to begin; returns what of it is not followed. */
  suggest(level: number, nowMs: number): DifficultyNotice | null {
    const notice = this.#level.suggest(level, this.#host.board.easiestBlock, nowMs);
    if (this.#machines.first.target !== null) this.#extraJobs.want(nowMs);
    return notice;
  }

  /** To be called every few seconds: silence eases the level, and no machine waits long for a job. */
  visit(nowMs: number): void {
    if (this.#level.passTime(this.#host.board.easiestBlock, nowMs)) this.#extraJobs.want(nowMs);
    else if (nowMs - this.#sentAtMs > LONGEST_PAUSE_MS) this.#sendExtraJob(nowMs);
    this.#nonceWatch.look(nowMs);
  }

  /** The session is over; what was learnt of the machine's level is kept. */
  close(nowMs: number): void {
    this.#isOpen = false;
    this.#nonceWatch.stop();
    this.#extraJobs.stop();
    this.#level.park(this.#host.levels, this.#levelKey(), nowMs);
  }

  /** A job with the level as it is now, unless the last one had it. */
  #sendNewLevel(nowMs: number): void {
    if (this.sent.lastLevel !== this.#level.level) this.#sendExtraJob(nowMs);
    this.#machines.reportLevel();
  }

  /** Target and job, for a machine that has both: the same job while it is young, else another one. */
  #repeat(nowMs: number): void {
    const issued = this.#host.currentJob(nowMs);
    if (issued === null || !this.#peer.canTakeJob()) return;
    const { sequence, issuedAtMs, offer } = issued.job;
    if (!this.hasJob(sequence)) this.#send(issued, nowMs, 'with-target');
    else if (nowMs - issuedAtMs > SAME_JOB_MS) this.#sendExtraJob(nowMs, 'with-target');
    else
      this.#peer.send(setTargetLine(shareTarget(this.#level.level, offer.block).hex) + issued.line);
  }

  #sendExtraJob(nowMs: number, form?: 'with-target'): void {
    if (!this.#isOpen || !this.#peer.canTakeJob()) return;
    const issued = this.#host.extraJob(nowMs);
    if (issued !== null) this.#send(issued, nowMs, form);
  }

  /** @param form `with-target` to send the target even if it is that of the job before */
  #send({ job, line }: IssuedJob, nowMs: number, form?: 'with-target'): void {
    const { level } = this.#level;
    const target = shareTarget(level, job.offer.block);
    const isNew = target.hex !== this.#machines.first.target?.hex;
    this.#peer.send(isNew || form === 'with-target' ? setTargetLine(target.hex) + line : line);
    if (isNew) this.#machines.targetSent(target, nowMs);
    this.sent.add(job, level);
    this.#sentAtMs = nowMs;
    this.#nonceWatch.headerSent(target.difficulty, nowMs);
  }

  #levelKey(): string {
    const { address, agent } = this.#machines.first.description;
    return `${address} ${agent ?? ''}`;
  }
}
