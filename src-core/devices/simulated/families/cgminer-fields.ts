/** Parts of answers that every kind of machine has at its TCP interface. */
import type { Machine } from '../machine/machine.ts';

interface ShareSums {
  readonly Accepted: number;
  readonly Rejected: number;
}

/** Shares of all pools since the start. */
export function shareSums({ miner }: Machine): ShareSums {
  const sum = (key: 'accepted' | 'rejected'): number =>
    miner.pools.reduce((total, pool) => total + pool[key], 0);
  return { Accepted: sum('accepted'), Rejected: sum('rejected') };
}

/** The answer to `pools`. */
export function poolFields({ miner }: Machine): unknown[] {
  return miner.pools.map((pool, index) => ({
    POOL: index,
    URL: pool.url,
    Status: pool.isAlive ? 'Alive' : 'Dead',
    Priority: index,
    Quota: 1,
    'Long Poll': 'N',
    Accepted: pool.accepted,
    Rejected: pool.rejected,
    Stale: 0,
    'Last Share Time': Math.floor((pool.lastShareAtMs ?? 0) / 1000),
    User: pool.user,
    'Stratum Active': pool === miner.active,
    'Stratum URL': pool === miner.active ? pool.url.replace(/^.*\/\/|:\d+$/g, '') : '',
  }));
}
