import { useMemo } from 'react';
import type { DeviceSnapshot, MachineSnapshot } from '../../../contract/screen-contract.ts';
import { useClockStore } from '../../stores/clock-store.ts';
import { joinMachines } from '../../stores/joined-machines.ts';
import type { JoinedMachine } from '../../stores/joined-machines.ts';
import { useMachineListStore } from '../../stores/machine-list-store.ts';
import type { MachineSorting } from '../../stores/machine-list-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { listedMachines, sortedMachines } from './machine-order.ts';

/** Rows that keep moving are hard to click. */
const REORDER_MS = 5_000;
const NO_MACHINES: readonly MachineSnapshot[] = [];
const NO_DEVICES: readonly DeviceSnapshot[] = [];

/** All machines, in no particular order. */
export function useJoinedMachines(): readonly JoinedMachine[] {
  const machines = useMinerStore((miner) => miner.calm?.stratum?.machines ?? NO_MACHINES);
  const devices = useMinerStore((miner) => miner.calm?.devices ?? NO_DEVICES);
  return useMemo(() => joinMachines(machines, devices), [machines, devices]);
}

/** The machines to be listed, in the order chosen; figures that change reorder them calmly. */
export function useListedMachines(): readonly JoinedMachine[] {
  const machines = useMinerStore((miner) => miner.calm?.stratum?.machines ?? NO_MACHINES);
  const devices = useMinerStore((miner) => miner.calm?.devices ?? NO_DEVICES);
  const sorting = useMachineListStore((list) => list.sorting);
  const nowMs = useClockStore((clock) => clock.nowMs);
  const listed = useMemo(
    () => joinMachines(listedMachines(machines, nowMs), devices),
    [machines, devices, nowMs],
  );

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
  const miner = useMinerStore.getState().calm;
  const wanted = new Set(keys.split('\n'));
  const sessions = listedMachines(miner?.stratum?.machines ?? NO_MACHINES, nowMs);
  const machines = joinMachines(sessions, miner?.devices ?? NO_DEVICES);
  const sorted = sortedMachines(
    machines.filter(({ key }) => wanted.has(key)),
    sorting,
    miner?.stratum?.asking ?? [],
    nowMs,
  );
  return new Map(sorted.map(({ key }, place) => [key, place]));
}
