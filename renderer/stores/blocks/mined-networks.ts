/** The networks of own blocks. Figures are of one network alone: practice says nothing about a real one. */
import { create } from 'zustand';
import type { MinerSnapshot } from '../../../contract/screen-contract.ts';
import { useMinerStore } from '../miner-store.ts';

const NO_COUNTS: MinerSnapshot['blockCounts'] = {
  pending: 0,
  accepted: 0,
  uncertain: 0,
  confirmed: 0,
  orphaned: 0,
  superseded: 0,
  refused: 0,
};

type Networks = Pick<MinerSnapshot, 'network' | 'blocks' | 'blockNetworks'>;

/** The network that is mined on or was last, or that of the newest own block; null before any. */
export function currentNetwork({ network, blocks }: Networks): string | null {
  return network?.versionName ?? blocks[0]?.versionName ?? null;
}

/** The current network first, then those of other own blocks. */
export function ownNetworks(snapshot: Networks): readonly string[] {
  const current = currentNetwork(snapshot);
  const others = snapshot.blockNetworks.map(({ versionName }) => versionName);
  return [...(current === null ? [] : [current]), ...others.filter((name) => name !== current)];
}

/** How many own blocks of a network are in each state. */
export function countsOn(
  { blockNetworks }: Pick<MinerSnapshot, 'blockNetworks'>,
  versionName: string | null,
): MinerSnapshot['blockCounts'] {
  return blockNetworks.find((each) => each.versionName === versionName)?.counts ?? NO_COUNTS;
}

/** The network that is mined on or was last. */
export function useCurrentNetwork(): string | null {
  return useMinerStore(({ calm }) => (calm === null ? null : currentNetwork(calm)));
}

/** The network whose blocks the user looks at; null follows the one that is mined on. */
export const useChosenNetwork = create<{ readonly versionName: string | null }>(() => ({
  versionName: null,
}));
