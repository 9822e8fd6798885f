/** Machines and their shares in numbers, from the Stratum server's events. */
import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { MinerEvent } from '../state/miner-events.ts';
import type { MachineMeasurement, ShareCounts } from '../stratum/stratum-events.ts';

/** What a share can be counted as: every accepted one that is no block is `accepted`. */
const SHARE_KINDS = ['accepted', 'blocks', 'stale', 'duplicate', 'low', 'invalid'] as const;

/** Rig names come from outside: beyond these, rigs are counted together. */
const RIG_LIMIT = 1_000;
const OTHER_RIGS = '(others)';
const NAMELESS = '(unnamed)';

interface StratumMetrics {
  observe(event: MinerEvent): void;
}

/** Registers the metrics; they stay without values until machines are there. */
export function addStratumMetrics(registry: Registry): StratumMetrics {
  const registers = [registry];
  const shares = new Counter({
    name: 'heddle_stratum_shares_total',
    help: 'Shares of machines, by rig and result; accepted includes blocks.',
    labelNames: ['rig', 'kind'],
    registers,
  });
  const sessions = new Gauge({
    name: 'heddle_stratum_sessions',
    help: 'Machines that have subscribed.',
    registers,
  });
  const rate = new Gauge({
    name: 'heddle_stratum_hashes_per_second',
    help: 'Hash rate that the shares of all machines prove, over ten minutes.',
    registers,
  });
  const rigRate = new Gauge({
    name: 'heddle_rig_hashes_per_second',
    help: 'Hash rate that the shares of a rig prove, over ten minutes.',
    labelNames: ['rig'],
    registers,
  });
  const refused = new Counter({
    name: 'heddle_stratum_refused_connections_total',
    help: 'Peers that were not accepted.',
    registers,
  });

  /** Counts of a session that are in the counters already. */
  const counted = new Map<number, ShareCounts>();
  const rigs = new Set<string>();

  function rigLabel(rig: string | null): string {
    const name = rig ?? NAMELESS;
    if (rigs.has(name)) return name;
    if (rigs.size >= RIG_LIMIT) return OTHER_RIGS;
    rigs.add(name);
    return name;
  }

  function count({ session, rig, shares: now }: MachineMeasurement): void {
    const before = counted.get(session);
    for (const kind of SHARE_KINDS) {
      const fresh = now[kind] - (before?.[kind] ?? 0);
      if (fresh > 0) shares.inc({ rig: rigLabel(rig), kind }, fresh);
    }
    counted.set(session, now);
  }

  return {
    observe(event) {
      switch (event.type) {
        case 'machine-measured':
          count(event.measurement);
          break;
        case 'machine-left':
          count(event.measurement);
          counted.delete(event.measurement.session);
          break;
        case 'rig-measured':
          rigRate.set({ rig: rigLabel(event.rig) }, event.hashRate.tenMinutes.hashesPerSecond);
          break;
        case 'stratum-measured':
          sessions.set(event.sessions);
          rate.set(event.hashRate.tenMinutes.hashesPerSecond);
          break;
        case 'connection-refused':
          refused.inc(1 + event.alsoRefused);
          break;
        case 'stratum-closed':
          // The next server numbers its sessions from 1 again.
          counted.clear();
          sessions.set(0);
          rate.set(0);
          rigRate.reset();
          break;
      }
    },
  };
}
