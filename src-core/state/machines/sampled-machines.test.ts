import { expect, it } from 'vitest';
import { initialMinerState, reduceMiner } from '../miner/miner-state.ts';
import { snapshotOf } from '../miner/snapshot.ts';
import type { StratumSnapshot } from '../snapshot-types.ts';
import { sampledMachines } from './sampled-machines.ts';

/** That many machines, of which the last one left long ago. */
function machines(count: number): StratumSnapshot {
  let state = initialMinerState();
  state = reduceMiner(state, {
    type: 'stratum-listening',
    host: '0.0.0.0',
    port: 1917,
    atMs: 0,
  });
  for (let session = 1; session <= count; session++) {
    state = reduceMiner(state, {
      type: 'machine-changed',
      atMs: 0,
      machine: {
        session,
        address: '10.0.0.1',
        port: session,
        stage: 'mining',
        agent: null,
        user: `rig ${session}`,
        rig: `rig ${session}`,
        isAuthorized: true,
        refusal: null,
        difficultyNotice: null,
        nonce1: 1,
      },
    });
  }
  const { stratum } = snapshotOf(state, 1_000);
  if (stratum === null) throw new Error('no Stratum server');
  const last = stratum.machines.map((each, i) =>
    i === count - 1 ? { ...each, isOnline: false } : each,
  );
  return { ...stratum, machines: last };
}

it.each([
  [2, 5],
  [101, 5],
  [1_001, 50],
])('of %i machines each that is there has one point every %i s', (count, period) => {
  const stratum = machines(count);
  const keys = new Map<string, number>();
  let most = 0;
  for (let second = 7; second < 7 + 2 * period; second++) {
    const points = sampledMachines(stratum, second, second * 1_000);
    most = Math.max(most, points.length);
    for (const [key, { atMs }] of points) {
      expect(atMs).toBe(second * 1_000);
      keys.set(key, (keys.get(key) ?? 0) + 1);
    }
  }
  expect([...keys.values()]).toEqual(Array.from({ length: count - 1 }, () => 2));
  // Evenly, as each second is one write.
  expect(most).toBe(Math.ceil((count - 1) / period));
});
