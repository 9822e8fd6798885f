import { useMemo } from 'react';
import { useClockStore } from '../../stores/clock-store.ts';
import type { MachineSnapshot } from '../../../contract/screen-contract.ts';
import { useMachineListStore } from '../../stores/machine-list-store.ts';
import { listedMachines, sortedMachines } from './machine-order.ts';
import type { MachineSorting } from '../../stores/machine-list-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';

/** Rows that change places under the hand are hard to hit. */
const REORDER_MS = 5_000;
const NO_MACHINES: readonly MachineSnapshot[] = [];

/** The machines to be listed, in the order chosen; figures that change reorder them calmly. */
export function useListedMachines(): readonly MachineSnapshot[] {
  const machines = useMinerStore((miner) => miner.calm?.stratum?.machines ?? NO_MACHINES);
  const sorting = useMachineListStore((list) => list.sorting);
  const nowMs = useClockStore((clock) => clock.nowMs);
  const listed = useMemo(() => listedMachines(machines, nowMs), [machines, nowMs]);

  const turn = Math.floor(nowMs / REORDER_MS);
  const members = listed.map(({ key }) => key).join('\n');
  const places = useMemo(
    () => placesAt(turn * REORDER_MS, members, sorting),
    [turn, members, sorting],
  );
  return useMemo(
    () => [...listed].sort((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0)),
    [listed, places],
  );
}

/** The place of each of the machines with these keys, one a line, by their figures now. */
function placesAt(
  nowMs: number,
  keys: string,
  sorting: MachineSorting,
): ReadonlyMap<string, number> {
  const stratum = useMinerStore.getState().calm?.stratum;
  const wanted = new Set(keys.split('\n'));
  const machines = (stratum?.machines ?? NO_MACHINES).filter(({ key }) => wanted.has(key));
  const sorted = sortedMachines(machines, sorting, stratum?.asking ?? [], nowMs);
  return new Map(sorted.map(({ key }, place) => [key, place]));
}
