/**
 * The Stratum server: listens for machines, gives them jobs of the work that mining threads offer
 * and hands back what they solve. Work flows in through {@link StratumServer.offer}, solutions out
 * through its callback, events through `onEvent`.
 */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import type { ListenError } from '../../listening/listen-error.ts';
import { startListening } from '../../listening/start-listening.ts';
import type { Logger } from '../../logging/logger.ts';
import { ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import { AddressAllowances } from '../admission/address-allowances.ts';
import { Admission } from '../admission/admission.ts';
import { Door } from '../admission/door.ts';
import { StandDown } from '../admission/stand-down.ts';
import { NoticeLimiter } from '../notice-limiter.ts';
import { countedAs, peerAddress } from '../peer-address.ts';
import type { PeerAddress } from '../peer-address.ts';
import { ProxyEntrance } from '../proxies/proxy-entrance.ts';
import type { StratumEvent } from '../stratum-events.ts';
import { DEFAULT_LIMITS } from '../stratum-limits.ts';
import { guardFor } from './guard.ts';
import { JobAnnouncer } from './job-announcer.ts';
import { JobLanes } from './job-lanes.ts';
import type { JobLane } from './job-lanes.ts';
import { makeSessionHost } from './make-session-host.ts';
import { startRounds } from './server-rounds.ts';
import type { SessionHost } from './session-host.ts';
import type { StratumOptions } from './stratum-options.ts';
import { StratumSession } from './stratum-session.ts';

export type { JobLane } from './job-lanes.ts';
export type { StratumOptions } from './stratum-options.ts';

export interface StratumServer {
  /** The port in use. */
  readonly port: number;
  readonly sessionCount: number;
  /**
   * Gives machines work of a mining thread (`lane`, any number) in place of its former one, at
   * once. `onSolution` is called at the moment a solution comes, even long after the work was
   * replaced: whether it is still worth anything is for the node to say.
   */
  offer(work: MiningWork, lane: number, onSolution: (solution: Solution) => void): JobLane;
  /** Lets all machines go and takes none in, as there has been no node for `withoutNodeMs`. */
  standDown(withoutNodeMs: number): void;
  /** Takes machines in again. */
  resume(): void;
  /** A rig, in lower case, or all (null) that were refused may mine now: their connections end, so that they ask again. */
  letIn(rig: string | null): void;
  /** Resolves when the server was closed. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

const KEEP_ALIVE_DELAY_MS = 30_000;

/** Starts a server. Resolves once it listens, or with what hinders it. */
export async function startStratumServer(
  options: StratumOptions,
  onEvent: (event: StratumEvent) => void,
  logger: Logger,
): Promise<Result<StratumServer, ListenError>> {
  const listener = createServer({
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_DELAY_MS,
  });
  const address = await startListening(listener, options.interface ?? '*', options.port);
  if (!address.ok) return address;
  const { address: host, port } = address.value;
  logger.info(`listening on ${host} port ${port}`);
  onEvent({ type: 'stratum-listening', host, port });
  return ok(new RunningServer(listener, port, options, onEvent, logger));
}

class RunningServer implements StratumServer {
  readonly port: number;
  readonly closed: Promise<void>;
  readonly #listener: Server;
  readonly #logger: Logger;
  readonly #admission: Admission;
  readonly #door: Door;
  readonly #entrance: ProxyEntrance;
  readonly #host: SessionHost;
  readonly #sessions = new Set<StratumSession>();
  readonly #standDown: StandDown;
  readonly #lanes: JobLanes;
  readonly #endRounds: () => void;
  #isClosing = false;
  #resolveClosed: () => void = () => undefined;

  constructor(
    listener: Server,
    port: number,
    options: StratumOptions,
    emit: (event: StratumEvent) => void,
    logger: Logger,
  ) {
    this.port = port;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.#listener = listener;
    this.#logger = logger;
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    const notices = new NoticeLimiter();
    const { isLoopbackExempt = true } = options;
    const addresses = new AddressAllowances(limits, isLoopbackExempt);
    const standDown = new StandDown({ sessions: this.#sessions, logger, emit });
    this.#standDown = standDown;
    this.#admission = new Admission({ limits, addresses, notices, standDown, logger, emit });
    this.#door = new Door({
      isKnown: (peer) => addresses.isMining(countedAs(peer), performance.now()),
      letIn: (socket, peer) => this.#letIn(socket, peer),
    });
    this.#entrance = new ProxyEntrance({
      proxies: options.proxies ?? [],
      timeoutMs: limits.handshakeTimeoutMs,
      arrive: (socket, peer) => this.#door.arrive(socket, peer),
      refuse: (socket, proxy) => this.#admission.refuseProxy(socket, proxy.address),
    });
    const jobs: Pick<SessionHost, 'currentJob' | 'extraJob'> = {
      currentJob: (atMs) => this.#lanes.currentJob(atMs),
      extraJob: (atMs) => this.#lanes.extraJob(atMs),
    };
    const parts = { limits, addresses, notices, logger, emit, jobs };
    this.#host = makeSessionHost(options, parts, performance.now());
    const { board, jobIntervalMs } = this.#host;
    if (jobIntervalMs < (options.rateMs ?? 0)) {
      logger.info(
        `jobs are sent every ${jobIntervalMs} ms: shares are so rare that no machine shows how fast it is`,
      );
    }
    const guard = guardFor(logger, notices);
    this.#lanes = new JobLanes(board, new JobAnnouncer(this.#sessions), jobIntervalMs, guard);
    this.#endRounds = startRounds(this.#host, this.#sessions, guard);
    listener.on('connection', (socket) => this.#onConnection(socket));
    listener.on('error', (error) => this.#logger.error(`listening failed: ${error.message}`));
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  offer(work: MiningWork, lane: number, onSolution: (solution: Solution) => void): JobLane {
    return this.#lanes.offer(work, lane, onSolution);
  }

  standDown(withoutNodeMs: number): void {
    this.#standDown.begin(withoutNodeMs);
  }

  resume(): void {
    this.#standDown.end();
  }

  letIn(rig: string | null): void {
    for (const session of [...this.#sessions]) session.letIn(rig);
  }

  async close(): Promise<void> {
    if (!this.#isClosing) {
      this.#isClosing = true;
      this.#endRounds();
      this.#lanes.close();
      this.#entrance.close();
      this.#door.close();
      for (const session of [...this.#sessions]) session.close({ kind: 'server-closing' });
      this.#listener.close(() => {
        this.#logger.info('closed');
        this.#host.emit({ type: 'stratum-closed' });
        this.#resolveClosed();
      });
    }
    await this.closed;
  }

  #onConnection(socket: Socket): void {
    const { remoteAddress, remotePort } = socket;
    if (remoteAddress === undefined || this.#isClosing) socket.destroy();
    else this.#entrance.arrive(socket, peerAddress(remoteAddress, remotePort ?? 0));
  }

  #letIn(socket: Socket, peer: PeerAddress): void {
    if (this.#isClosing || !this.#admission.admit(socket, peer)) return;
    socket.once('close', () => this.#admission.left(peer));
    try {
      const session = new StratumSession(socket, this.#host.nextSession(), peer, this.#host);
      this.#sessions.add(session);
      socket.once('close', () => this.#sessions.delete(session));
    } catch (error) {
      this.#logger.error(`no session for ${peer.address}: ${detailOf(error)}`);
      socket.destroy();
    }
  }
}
