/** Where a notice leads: the page on which the user sees more of it. */
import type { Notice, NoticeKind } from '../../../contract/screen-contract.ts';
import { joinMachines } from '../joined-machines.ts';
import type { JoinedMachine } from '../joined-machines.ts';
import { openMachine } from '../machine-list-store.ts';
import { useMinerStore } from '../miner-store.ts';
import { openPage } from '../view-store.ts';

export type NoticePlace = 'blocks' | 'machines' | 'settings' | 'logs' | null;

const PLACES: Readonly<Record<NoticeKind, NoticePlace>> = {
  'block-found': 'blocks',
  'block-orphaned': 'blocks',
  'machine-offline': 'machines',
  'machine-back': 'machines',
  'rate-low': 'machines',
  'rejects-high': 'machines',
  'machine-hot': 'machines',
  'node-lost': 'settings',
  'node-back': 'settings',
  'fallback-used': 'settings',
  'network-stalled': null,
  'mining-stopped': 'logs',
  'workers-failed': 'logs',
  'workers-back': 'logs',
  'messages-lost': 'logs',
  'disk-low': 'logs',
};

/** The page that a notice leads to; null where there is no more to see than the notice. */
export function placeOf(notice: Notice): NoticePlace {
  // This computer's own workers are no machine.
  return notice.kind === 'rate-low' && notice.machine === null ? null : PLACES[notice.kind];
}

/** Goes where a notice leads; to the list of notices for several of them (null). */
export function openNotice(notice: Notice | null): void {
  const place = notice === null ? null : placeOf(notice);
  openPage(place ?? 'notices', place === 'settings' ? 'node' : null);
  if (place !== 'machines' || notice === null || !('machine' in notice)) return;
  const { calm } = useMinerStore.getState();
  const machines = joinMachines(calm?.stratum?.machines ?? [], calm?.devices ?? []);
  openMachine(notice.machine === null ? null : keyOfMachine(machines, notice.machine));
}

/**
 * The machine that a notice names: a rig, an address, or a model with its address. Of several, one that
 * is online. Null when it is not listed any more.
 */
function keyOfMachine(machines: readonly JoinedMachine[], name: string): string | null {
  const named = machines.filter(
    ({ session, device }) =>
      [session?.rig, session?.address, device?.host].includes(name) ||
      (device !== null && name.endsWith(`(${device.host})`)),
  );
  const online = named.find(({ session }) => session?.isOnline === true);
  return (online ?? named[0])?.key ?? null;
}
