/**
 * Machines that have got another address without having said their MAC there: one that was set up from here
 * does not answer, and an equal one mines here under its name.
 */
import { rigName } from '../../stratum/rig-name.ts';
import type { KnownDevice } from '../known/known-device.ts';
import type { Roster } from '../known/roster.ts';
import { isSameModel } from '../models.ts';
import type { StratumView } from '../setup/stratum-view.ts';

interface MovedParts {
  readonly roster: Pick<Roster, 'list' | 'isDisplaced'>;
  readonly view: Pick<StratumView, 'machines'>;
  readonly isSilent: (id: string) => boolean;
  readonly isBusy: (id: string) => boolean;
}

interface Moved {
  readonly before: KnownDevice;
  /** The same machine at its new address. */
  readonly now: KnownDevice;
}

/** The first machine that has moved; null where it is of none certain. */
export function movedMachine({ roster, view, isSilent, isBusy }: MovedParts): Moved | null {
  const all = roster.list();
  const isGone = (device: KnownDevice): boolean =>
    isSilent(device.id) || roster.isDisplaced(device);
  for (const before of all) {
    if (before.configured === null || !isGone(before) || isBusy(before.id)) continue;
    const name = rigName(before.configured.worker).toLowerCase();
    const hosts = view
      .machines()
      .flatMap(({ rig, address, isAdmitted }) =>
        isAdmitted && rig?.toLowerCase() === name ? [address] : [],
      );
    const there = all.filter(
      (each) => each !== before && hosts.includes(each.host) && !roster.isDisplaced(each),
    );
    const [now] = there;
    if (now === undefined || there.length > 1 || isBusy(now.id)) continue;
    if (now.configured === null && mayBeOne(before, now)) return { before, now };
  }
  return null;
}

function mayBeOne(a: KnownDevice, b: KnownDevice): boolean {
  const isOtherMac = a.mac !== null && b.mac !== null && a.mac !== b.mac;
  const isOneModel = a.model !== null && b.model !== null && isSameModel(a.model, b.model);
  return a.family === b.family && isOneModel && !isOtherMac;
}
