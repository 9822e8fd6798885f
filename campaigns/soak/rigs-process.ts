/** A farm of simulated machines in a process of its own: they really hash, and each connects again now and then. */
import { serveParent } from '../../bench/stratum/bench-process.ts';
import { KIND_TRAITS, SIMULATED_KINDS } from '../../src-core/devices/simulated/machine/kinds.ts';
import { createMachineMiner } from '../../src-core/devices/simulated/mining/machine-miner.ts';
import type { MachineMiner } from '../../src-core/devices/simulated/mining/machine-miner.ts';

export interface RigsOrder {
  readonly port: number;
  readonly count: number;
  /** Share of one processor that all of them hash with. */
  readonly dutyCycle: number;
  /** Mean time after which a machine connects again, ms; null: never of its own accord. */
  readonly reconnectMs: number | null;
}

/** Since the start. */
export interface RigsReport {
  readonly accepted: number;
  readonly rejected: number;
  readonly reconnects: number;
  readonly mining: number;
}

const RETRY_MS = 500;
/** One machine is chosen this often, ms, at least. */
const LEAST_TURN_MS = 10;

const rigs: MachineMiner[] = [];
const past = { accepted: 0, rejected: 0, reconnects: 0 };
let turning: NodeJS.Timeout | undefined;

serveParent({
  start({ port, count, dutyCycle, reconnectMs }: RigsOrder): void {
    for (let index = 0; index < count; index++) {
      const kind = SIMULATED_KINDS[index % SIMULATED_KINDS.length] ?? 'goldshell';
      const rig = createMachineMiner({
        localAddress: addressOf(index),
        habits: KIND_TRAITS[kind].habits,
        dutyCycle: () => dutyCycle / count,
        staysOnFailover: () => false,
        retryMs: RETRY_MS,
      });
      const user = `farm.rig${String(index).padStart(3, '0')}`;
      rig.start([{ url: `stratum+tcp://127.0.0.1:${port}`, user, password: 'x' }]);
      rigs.push(rig);
    }
    if (reconnectMs === null) return;
    const everyMs = Math.max(LEAST_TURN_MS, reconnectMs / count);
    turning = setInterval(() => startAgain(rigs[Math.floor(Math.random() * count)]!), everyMs);
  },
  report(): RigsReport {
    const now = rigs.flatMap(({ pools }) => pools);
    const sum = (of: 'accepted' | 'rejected'): number =>
      now.reduce((total, pool) => total + pool[of], past[of]);
    return {
      accepted: sum('accepted'),
      rejected: sum('rejected'),
      reconnects: past.reconnects,
      mining: rigs.filter(({ active }) => active !== null).length,
    };
  },
  stop(): void {
    clearInterval(turning);
    for (const rig of rigs) rig.stop();
  },
});

function startAgain(rig: MachineMiner): void {
  for (const { accepted, rejected } of rig.pools) {
    past.accepted += accepted;
    past.rejected += rejected;
  }
  past.reconnects += 1;
  rig.start(rig.pools);
}

/** Machines have addresses of their own, where the system has more than one on loopback. */
function addressOf(index: number): string {
  return process.platform === 'darwin' ? '127.0.0.1' : `127.0.1.${index + 1}`;
}
