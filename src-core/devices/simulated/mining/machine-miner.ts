/** The mining of a simulated machine: the first of its pools that answers gets what it really hashes. */
import { countHashes } from './hash-count.ts';
import type { HashCount } from './hash-count.ts';
import { createHasher } from './hasher.ts';
import { openPoolConnection } from './pool-connection.ts';
import type { PoolConnection, SimulatedPool, StratumHabits } from './pool-connection.ts';

export interface MinerOptions {
  readonly localAddress: string;
  readonly habits: StratumHabits;
  /** Share of the time in which it hashes, 0 … 1. */
  readonly dutyCycle: () => number;
  /** It stays on its second pool, at its start as well, though the first one answers. */
  readonly staysOnFailover: () => boolean;
  /** Time to the first job of a pool, and from one attempt to the next, ms. */
  readonly retryMs: number;
}

/** What happened with one pool since the last start. */
export interface PoolRecord extends SimulatedPool {
  isAlive: boolean;
  accepted: number;
  rejected: number;
  /** ms since the Unix epoch; null before the first. */
  lastShareAtMs: number | null;
}

export interface MachineMiner {
  /** Since the last start. */
  readonly hashes: HashCount;
  readonly pools: readonly PoolRecord[];
  /** The pool it hashes for; null while none answers. */
  readonly active: PoolRecord | null;
  /** Starts again with these pools, the preferred first. */
  start(pools: readonly SimulatedPool[]): void;
  stop(): void;
}

/** Attempts at the first pool are this much rarer while another one is in use. */
const FAILBACK_RETRIES = 3;

/** Does not connect before it is started. */
export function createMachineMiner(options: MinerOptions): MachineMiner {
  let hashes = countHashes();
  let records: PoolRecord[] = [];
  let current: { readonly pool: PoolRecord; readonly connection: PoolConnection } | null = null;
  /** An attempt at a pool that has sent no job yet. */
  let attempt: PoolConnection | null = null;
  let timer: NodeJS.Timeout | undefined;

  const hasher = createHasher({
    dutyCycle: options.dutyCycle,
    onHashes: (count) => hashes.add(count),
    onShare: (job, nonce2) => current?.connection.submit(job, nonce2),
  });

  function tryPool(index: number): void {
    clearTimeout(timer);
    const pool = records[index];
    if (pool === undefined) return;
    const connection: PoolConnection = openPoolConnection({
      pool,
      localAddress: options.localAddress,
      habits: options.habits,
      firstJobMs: options.retryMs,
      onJob(job) {
        if (attempt === connection) takeOver(pool, connection);
        hasher.take(job);
      },
      onAnswer(isAccepted) {
        pool[isAccepted ? 'accepted' : 'rejected'] += 1;
        if (isAccepted) pool.lastShareAtMs = Date.now();
      },
      onEnd() {
        pool.isAlive = false;
        if (current?.connection === connection) {
          current = null;
          hasher.take(null);
          tryLater(0);
        } else if (attempt === connection) {
          attempt = null;
          tryLater(current === null ? (index + 1) % records.length : 0);
        }
      },
    });
    attempt = connection;
  }

  function takeOver(pool: PoolRecord, connection: PoolConnection): void {
    current?.connection.close();
    attempt = null;
    pool.isAlive = true;
    current = { pool, connection };
    if (records.indexOf(pool) > 0) tryLater(0);
  }

  /** Tries a pool after a while; without haste and only if it may, while another one is in use. */
  function tryLater(index: number): void {
    clearTimeout(timer);
    const waitMs = current === null ? options.retryMs : FAILBACK_RETRIES * options.retryMs;
    timer = setTimeout(() => {
      if (current === null || !options.staysOnFailover()) tryPool(index);
      else tryLater(index);
    }, waitMs);
  }

  function stop(): void {
    clearTimeout(timer);
    hasher.take(null);
    current?.connection.close();
    attempt?.close();
    current = null;
    attempt = null;
    for (const pool of records) pool.isAlive = false;
  }

  return {
    get hashes() {
      return hashes;
    },
    get pools() {
      return records;
    },
    get active() {
      return current?.pool ?? null;
    },
    start(pools) {
      stop();
      hashes = countHashes();
      records = pools
        .filter(({ url }) => url !== '')
        .map((pool) => ({
          ...pool,
          isAlive: false,
          accepted: 0,
          rejected: 0,
          lastShareAtMs: null,
        }));
      tryPool(options.staysOnFailover() && records.length > 1 ? 1 : 0);
    },
    stop,
  };
}
