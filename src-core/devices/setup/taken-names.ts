/** Names of machines that another machine must not get: their shares would be counted as one's. */
import { rigName } from '../../stratum/rig-name.ts';
import type { StratumView } from './stratum-view.ts';

export interface TakenNames {
  /**
   * Takes a name for the machine at `host` while its pools are changed. False where another machine
   * mines here under it, or is being given it.
   */
  take(id: string, host: string, worker: string): boolean;
  release(id: string): void;
}

export function createTakenNames(view: Pick<StratumView, 'machines'>): TakenNames {
  /** By device id. */
  const given = new Map<string, string>();
  return {
    take(id, host, worker) {
      const name = rigName(worker).toLowerCase();
      const isGiven = [...given].some(([other, its]) => other !== id && its === name);
      const mines = view
        .machines()
        .some(({ address, rig }) => address !== host && rig?.toLowerCase() === name);
      if (isGiven || mines) return false;
      given.set(id, name);
      return true;
    },
    release: (id) => void given.delete(id),
  };
}
