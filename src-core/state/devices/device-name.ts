/** What a machine is called among all: several may be of one model. Pure. */
import type { DeviceSnapshot, StratumSnapshot } from '../snapshot-types.ts';

type Place = Pick<DeviceSnapshot, 'host'>;

/** The rig that mines here from the address of a machine; null where there is none, or several. */
export function rigAt(
  stratum: {
    readonly machines: readonly Pick<
      StratumSnapshot['machines'][number],
      'address' | 'isOnline' | 'rig'
    >[];
  } | null,
  { host }: Place,
): string | null {
  const rigs = new Set(
    (stratum?.machines ?? []).flatMap(({ address, isOnline, rig }) =>
      isOnline && address === host && rig !== null && rig !== '' ? [rig] : [],
    ),
  );
  const [rig = null] = rigs;
  return rigs.size === 1 ? rig : null;
}

/** The name it mines under; else `Antminer KA3 (192.168.1.30)`, or its address where its model is not known. */
export function uniqueName(
  device: Place & Pick<DeviceSnapshot, 'model'>,
  stratum: Parameters<typeof rigAt>[0],
): string {
  const { model, host } = device;
  return rigAt(stratum, device) ?? (model === null ? host : `${model} (${host})`);
}
