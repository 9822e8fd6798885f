/** A farm of simulated machines in a process of its own: they really hash, and each connects again now and then. */
import { serveParent } from '../../bench/stratum/bench-process.ts';
import { KIND_TRAITS, SIMULATED_KINDS } from '../../src-core/devices/simulated/machine/kinds.ts';
import { createMachineMiner } from '../../src-core/devices/simulated/mining/machine-miner.ts';
import type { MachineMiner } from '../../src-core/devices/simulated/mining/machine-miner.ts';

export interface RigsOrder {
  readonly port: number;
  readonly count: number;
  /** Share of one processor that each of them hashes with, until another is asked for. */
  readonly dutyCycle: number;
  /** Mean time after which a machine connects again, ms; null: never of its own accord. */
  readonly reconnectMs: number | null;
  /** Further ones, which come back under another name each time. */
  readonly guests?: { readonly count: number; readonly stayMs: number };
}

/** Since the start. */
export interface RigsReport {
  readonly accepted: number;
  readonly rejected: number;
  readonly reconnects: number;
  /** Names that were used. */
  readonly names: number;
}

interface Rig {
  readonly miner: MachineMiner;
  readonly isGuest: boolean;
}

const RETRY_MS = 500;

const rigs: Rig[] = [];
let dutyCycle = 0;
const past = { accepted: 0, rejected: 0, reconnects: 0, names: 0 };
const turning: NodeJS.Timeout[] = [];

serveParent({
  start(order: RigsOrder): void {
    const { count, guests } = order;
    dutyCycle = order.dutyCycle;
    for (let index = 0; index < count; index++) add(order, false);
    reconnect(rigs.slice(), order.reconnectMs);
    if (guests === undefined) return;
    for (let index = 0; index < guests.count; index++) add(order, true);
    reconnect(rigs.slice(count), guests.stayMs);
  },
  /** From now on each of them hashes with this share of one processor. */
  hash(share: number): void {
    dutyCycle = share;
  },
  report(): RigsReport {
    const now = rigs.flatMap(({ miner }) => miner.pools);
    const sum = (of: 'accepted' | 'rejected'): number =>
      now.reduce((total, pool) => total + pool[of], past[of]);
    return { ...past, accepted: sum('accepted'), rejected: sum('rejected') };
  },
  stop(): void {
    for (const timer of turning) clearInterval(timer);
    for (const { miner } of rigs) miner.stop();
  },
});

function add({ port }: RigsOrder, isGuest: boolean): void {
  const kind = SIMULATED_KINDS[rigs.length % SIMULATED_KINDS.length] ?? 'goldshell';
  const miner = createMachineMiner({
    localAddress: addressOf(rigs.length),
    habits: KIND_TRAITS[kind].habits,
    dutyCycle: () => dutyCycle,
    staysOnFailover: () => false,
    retryMs: RETRY_MS,
  });
  miner.start([{ url: `stratum+tcp://127.0.0.1:${port}`, user: newName(), password: 'x' }]);
  rigs.push({ miner, isGuest });
}

/** Lets each connect again after that time on average, ms. */
function reconnect(some: readonly Rig[], meanMs: number | null): void {
  if (meanMs === null) return;
  const again = (): void => startAgain(some[Math.floor(Math.random() * some.length)]!);
  turning.push(setInterval(again, meanMs / some.length));
}

function startAgain({ miner, isGuest }: Rig): void {
  for (const { accepted, rejected } of miner.pools) {
    past.accepted += accepted;
    past.rejected += rejected;
  }
  past.reconnects += 1;
  miner.start(miner.pools.map((pool) => ({ ...pool, user: isGuest ? newName() : pool.user })));
}

function newName(): string {
  past.names += 1;
  return `farm.rig${String(past.names).padStart(3, '0')}`;
}

/** Machines have addresses of their own, where the system has more than one on loopback. */
function addressOf(index: number): string {
  return process.platform === 'darwin' ? '127.0.0.1' : `127.0.1.${index + 1}`;
}
