/** Names of machines that another machine must not get: their shares would be counted as one's. */
import { rigName } from '../../stratum/rig-name.ts';
import type { KnownDevice } from '../known/known-device.ts';
import type { StratumView } from './stratum-view.ts';

interface TakenNames {
  /**
   * Takes a name for the machine at `host` while its pools are changed. False where another machine
   * mines here under it, was configured with it before, or is being given it.
   */
  take(id: string, host: string, worker: string): boolean;
  /** The work on a machine has ended: what it mines under is now known in other ways. */
  release(id: string): void;
}

/** @param list the devices that are known, also those that are switched off */
export function createTakenNames(
  view: Pick<StratumView, 'machines'>,
  list: () => readonly Pick<KnownDevice, 'id' | 'configured'>[],
): TakenNames {
  /** By device id. */
  const given = new Map<string, string>();
  const nameOf = (worker: string): string => rigName(worker).toLowerCase();
  return {
    take(id, host, worker) {
      const name = nameOf(worker);
      const isGiven = [...given].some(([other, its]) => other !== id && its === name);
      const mines = view
        .machines()
        .some(({ address, rig }) => address !== host && rig?.toLowerCase() === name);
      const isConfigured = list().some(
        ({ id: other, configured }) =>
          other !== id && configured !== null && nameOf(configured.worker) === name,
      );
      if (isGiven || mines || isConfigured) return false;
      given.set(id, name);
      return true;
    },
    release: (id) => void given.delete(id),
  };
}
