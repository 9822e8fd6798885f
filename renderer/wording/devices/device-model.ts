/** The model of a machine, or why it is not known. */
import type { DeviceSnapshot } from '../../../contract/screen-contract.ts';
import type { Translation } from '../../../messages/translation.ts';
import { UNKNOWN } from '../figures/si-number.ts';

type Identity = Pick<DeviceSnapshot, 'family' | 'model' | 'mac'>;

const MAKERS: Readonly<Record<DeviceSnapshot['family'], string | null>> = {
  goldshell: 'Goldshell',
  antminer: 'Antminer',
  ibelink: 'iBeLink',
  cgminer: null,
};

/** Its model, else its maker; null where neither is known. */
export function modelOrMaker({ model, family }: Identity): string | null {
  return model ?? MAKERS[family];
}

/** Its model, else its maker with the reason why there is no more; the sign for unknown without either. */
export function modelText({ t }: Pick<Translation, 't'>, device: Identity): string {
  if (device.model !== null || device.family !== 'goldshell')
    return modelOrMaker(device) ?? UNKNOWN;
  // Its MAC is known from its first login on.
  return t(device.mac === null ? 'devices.model.behindLogin' : 'devices.model.untold');
}
