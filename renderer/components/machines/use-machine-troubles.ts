import { useMemo } from 'react';
import { machineTroubles } from '../../wording/verdict/machine-troubles.ts';
import type { MachineTroubles } from '../../wording/verdict/machine-troubles.ts';
import { departureOf, useMachineListStore } from '../../stores/machine-list-store.ts';
import { useMinerStore } from '../../stores/miner-store.ts';
import { useIsWatching } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';

/** Which machines mine, which left and which need attention, at the time of the snapshot. */
export function useMachineTroubles(): MachineTroubles {
  const translation = useTranslation();
  const stratum = useMinerStore((miner) => miner.calm?.stratum ?? null);
  const devices = useMinerStore((miner) => miner.calm?.devices) ?? NO_DEVICES;
  const nowMs = useMinerStore((miner) => miner.calm?.atMs ?? 0);
  const isWatching = useIsWatching();
  const meantToGo = useMachineListStore((list) => list.meantToGo);
  return useMemo(
    () =>
      machineTroubles(translation, { stratum, devices }, nowMs, isWatching, (departure) =>
        meantToGo.has(departureOf(departure)),
      ),
    [translation, stratum, devices, nowMs, isWatching, meantToGo],
  );
}

const NO_DEVICES: readonly never[] = [];
