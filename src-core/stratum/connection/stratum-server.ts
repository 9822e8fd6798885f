/**
 * The Stratum server: listens for machines, gives them jobs of the work that mining threads offer
 * and hands back what they solve. Work flows in through {@link StratumServer.offer}, solutions out
 * through its callback, events through `onEvent`.
 */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { MiningWork, Solution } from '../../chainweb/mining-work.ts';
import type { Logger } from '../../logging/logger.ts';
import { ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import { AddressLimits } from '../admission/address-limits.ts';
import { Admission } from '../admission/admission.ts';
import { ProxyEntrance } from '../proxies/proxy-entrance.ts';
import { countedAs, peerAddress } from '../peer-address.ts';
import type { PeerAddress } from '../peer-address.ts';
import { Door } from '../admission/door.ts';
import { PeerTurns } from './peer-turns.ts';
import { authorizeAll } from '../access/access-rules.ts';
import type { Authorize } from '../access/authorization.ts';
import { JobAnnouncer } from './job-announcer.ts';
import { JobBoard } from '../jobs/job-board.ts';
import { LevelMemory } from '../difficulty/level-memory.ts';
import { NONCE1_COUNT, NONCES_PER_HEADER, NonceAllocator } from '../jobs/nonce-range.ts';
import { guardFor } from './guard.ts';
import { JobLanes, jobInterval } from './job-lanes.ts';
import type { JobLane } from './job-lanes.ts';
import { RefusedRuns } from '../shares/refused-runs.ts';
import { RefusedWatch } from '../shares/refused-watch.ts';
import { RigRates } from '../shares/rig-rates.ts';
import type { SessionHost } from './session-host.ts';
import type { ShareMode } from '../difficulty/share-target.ts';
import { startListening } from '../../listening/start-listening.ts';
import type { ListenError } from '../../listening/listen-error.ts';
import type { StratumEvent } from '../stratum-events.ts';
import { NoticeLimiter } from '../notice-limiter.ts';
import { StandDown } from '../admission/stand-down.ts';
import { OnceEach } from '../once-each.ts';
import { ShareCheck } from '../shares/share-check.ts';
import { DEFAULT_LIMITS } from '../stratum-limits.ts';
import type { StratumLimits } from '../stratum-limits.ts';
import { StratumSession } from './stratum-session.ts';

export interface StratumOptions {
  /** Where to listen, see listen-address.ts; `*` by default. */
  readonly interface?: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly mode: ShareMode;
  /**
   * Level that vardiff begins with, and the easiest that machines may ask for; 42 by default. Slow
   * machines get easier shares by vardiff all the same.
   */
  readonly minLevel?: number;
  /**
   * How often each lane's work is sent again with a later creation time; 1000 ms by default. At most
   * 1200 ms where shares are as rare as blocks: see {@link jobInterval}.
   */
  readonly rateMs?: number;
  /** Who may mine; every machine by default. */
  readonly authorize?: Authorize;
  /** Whether jobs wait for an accepted authorize. By default where `authorize` is given. */
  readonly isAuthorizationRequired?: boolean;
  readonly limits?: Partial<StratumLimits>;
  /** What `client.get_version` answers. */
  readonly softwareName?: string;
  /** Nonces one session has per header, 2^48 by the protocol. */
  readonly noncesPerHeader?: number;
  /** How many sessions can have a nonce1 of their own, 65,536 by the protocol. */
  readonly nonce1Count?: number;
  /** Whether sessions of this computer itself count without limit; true by default. */
  readonly isLoopbackExempt?: boolean;
  /** IP addresses of proxies that send a PROXY header; none by default. */
  readonly proxies?: readonly string[];
}

export type { JobLane } from './job-lanes.ts';

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
  /** Resolves when the server was closed. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

const VISIT_INTERVAL_MS = 250;
/** Parts in which sessions are visited, one each interval: every session every 2 s. */
const VISIT_PARTS = 8;
const FIGURES_INTERVAL_MS = 1_000;
const FORGET_INTERVAL_MS = 5_000;
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
  readonly #emit: (event: StratumEvent) => void;
  readonly #admission: Admission;
  readonly #door: Door;
  readonly #entrance: ProxyEntrance;
  readonly #host: SessionHost;
  readonly #board = new JobBoard();
  readonly #rigs: RigRates;
  readonly #nonces: NonceAllocator;
  readonly #sessions = new Set<StratumSession>();
  readonly #standDown: StandDown;
  readonly #lanes: JobLanes;
  readonly #intervals: NodeJS.Timeout[];
  #visiting: Iterator<StratumSession> | null = null;
  #sessionNumber = 0;
  #isClosing = false;
  #resolveClosed: () => void = () => undefined;

  constructor(
    listener: Server,
    port: number,
    options: StratumOptions,
    emit: (event: StratumEvent) => void,
    logger: Logger,
  ) {
    const nowMs = performance.now();
    this.port = port;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
    this.#listener = listener;
    this.#logger = logger;
    this.#emit = emit;
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    const notices = new NoticeLimiter();
    const { isLoopbackExempt = true } = options;
    const addresses = new AddressLimits(limits, isLoopbackExempt);
    const rateMs = jobInterval(options);
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
    if (rateMs < (options.rateMs ?? 0)) {
      logger.info(
        `jobs are sent every ${rateMs} ms: shares are so rare that no machine shows how fast it is`,
      );
    }
    this.#rigs = new RigRates(nowMs);
    this.#nonces = new NonceAllocator(
      limits.nonceQuarantineMs,
      randomInt(NONCE1_COUNT),
      options.nonce1Count,
    );
    const refusedRuns = new RefusedRuns();
    const { authorize } = options;
    this.#host = {
      mode: options.mode,
      minLevel: options.minLevel ?? 42,
      limits,
      authorize: authorize ?? authorizeAll,
      isAuthorizationRequired: options.isAuthorizationRequired ?? authorize !== undefined,
      softwareName: options.softwareName ?? 'Heddle',
      noncesPerHeader: options.noncesPerHeader ?? NONCES_PER_HEADER,
      jobIntervalMs: rateMs,
      board: this.#board,
      shareCheck: new ShareCheck(this.#board),
      nonces: this.#nonces,
      rigs: this.#rigs,
      refusedRuns,
      levels: new LevelMemory(),
      addresses,
      turns: new PeerTurns(),
      notices,
      difficultyNotices: new OnceEach(),
      logger,
      nextSession: () => ++this.#sessionNumber,
      emit,
      currentJob: (atMs) => this.#lanes.currentJob(atMs),
      extraJob: (atMs) => this.#lanes.extraJob(atMs),
    };
    const refusedWatch = new RefusedWatch(refusedRuns, emit, logger);
    const guard = guardFor(logger, notices);
    this.#lanes = new JobLanes(this.#board, new JobAnnouncer(this.#sessions), rateMs, guard);
    const every = (ms: number, what: string, action: (nowMs: number) => void): NodeJS.Timeout =>
      setInterval(() => guard(what, () => action(performance.now())), ms);
    this.#intervals = [
      every(VISIT_INTERVAL_MS, 'looking after sessions', (atMs) => this.#visitSome(atMs)),
      every(FIGURES_INTERVAL_MS, 'reporting hash rates', (atMs) =>
        this.#rigs.report(emit, this.#nonces.inUse, atMs),
      ),
      every(FIGURES_INTERVAL_MS, 'looking for refused shares', (atMs) => refusedWatch.look(atMs)),
      every(FORGET_INTERVAL_MS, 'forgetting old jobs', (atMs) => this.#board.forgetOld(atMs)),
    ];
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

  async close(): Promise<void> {
    if (!this.#isClosing) {
      this.#isClosing = true;
      for (const interval of this.#intervals) clearInterval(interval);
      this.#lanes.close();
      this.#entrance.close();
      this.#door.close();
      for (const session of [...this.#sessions]) session.close({ kind: 'server-closing' });
      this.#listener.close(() => {
        this.#logger.info('closed');
        this.#emit({ type: 'stratum-closed' });
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
      const session = new StratumSession(socket, ++this.#sessionNumber, peer, this.#host);
      this.#sessions.add(session);
      socket.once('close', () => this.#sessions.delete(session));
    } catch (error) {
      this.#logger.error(`no session for ${peer.address}: ${detailOf(error)}`);
      socket.destroy();
    }
  }

  #visitSome(nowMs: number): void {
    this.#visiting ??= this.#sessions.values();
    for (let left = Math.ceil(this.#sessions.size / VISIT_PARTS); left > 0; left--) {
      const next = this.#visiting.next();
      if (next.done === true) {
        this.#visiting = null;
        break;
      }
      next.value.visit(nowMs);
    }
  }
}
