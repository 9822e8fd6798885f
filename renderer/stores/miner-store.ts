/** The miner as the main process last described it. Mirrors, never guesses ahead. */
import { create } from 'zustand';
import type { MinerSnapshot } from '../../contract/screen-contract.ts';

interface MinerStore {
  /** The newest snapshot, at most four a second; null until the first has come. */
  readonly snapshot: MinerSnapshot | null;
  /**
   * The same once a second, for numbers that are read as text; a change of phase or of the state of a kind of worker
   * shows at once.
   */
  readonly calm: MinerSnapshot | null;
}

export const useMinerStore = create<MinerStore>(() => ({ snapshot: null, calm: null }));

/** Takes a snapshot; an older one than the newest is dropped. */
export function receiveSnapshot(snapshot: MinerSnapshot): void {
  const { snapshot: newest, calm } = useMinerStore.getState();
  if (newest !== null && snapshot.atMs < newest.atMs) return;
  const atOnce =
    calm === null ||
    calm.phase !== snapshot.phase ||
    calm.rests.length !== snapshot.rests.length ||
    calm.problems.length !== snapshot.problems.length ||
    calm.groups.some((group, at) => group.state !== snapshot.groups[at]?.state) ||
    calm.stratum?.asking.length !== snapshot.stratum?.asking.length;
  useMinerStore.setState(atOnce ? { snapshot, calm: snapshot } : { snapshot });
}

/** Whether any machine is known, by Stratum or by its own interface. */
export function useHasMachines(): boolean {
  return useMinerStore(areThere);
}

/** The same, now. */
export function hasMachines(): boolean {
  return areThere(useMinerStore.getState());
}

function areThere({ calm }: MinerStore): boolean {
  return (calm?.stratum?.machines.length ?? 0) > 0 || (calm?.devices.length ?? 0) > 0;
}

/** Lets the calm view catch up. Called once a second. */
export function calmSnapshot(): void {
  const { snapshot, calm } = useMinerStore.getState();
  if (snapshot !== calm) useMinerStore.setState({ calm: snapshot });
}
