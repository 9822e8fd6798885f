/** Which pools of a machine are this program, by whatever address or name they lead here. */
import { hostname } from 'node:os';
import type { KnownDevice } from '../known/known-device.ts';
import type { Interfaces } from '../own-networks.ts';
import { isOwnUrl, isSamePlace, namedHost } from './own-pool.ts';
import type { StratumView } from './stratum-view.ts';

/** The pools of one machine. */
export interface OwnPools {
  /** What was written to it from here; null where nothing was. */
  readonly written: string | null;
  /** What was written does not lead to the Stratum server, which listens at another address or port now. */
  readonly isStale: boolean;
  /** Whether a pool is this program. */
  isOwn(url: string): boolean;
}

interface OwnPoolsParts {
  readonly view: Pick<StratumView, 'listening' | 'machines'>;
  readonly interfaces: () => Interfaces;
  /** Of this computer; by default the system's. */
  readonly ownName?: string;
}

/**
 * Names are not looked up: one is ours where it is this computer's own, or where the machine mines here while
 * it says that it uses a pool of that name and of our port.
 */
export function ownPoolsOf({
  view,
  interfaces,
  ownName = hostname(),
}: OwnPoolsParts): (device: Pick<KnownDevice, 'host' | 'configured'>) => OwnPools {
  const own = ownName.toLowerCase();
  const ownNames = ['localhost', own, `${own}.local`];
  return ({ host, configured }) => {
    const written = configured?.url ?? null;
    const port = view.listening()?.port ?? null;
    const leadsHere = (url: string): boolean => {
      if (port === null) return false;
      if (isOwnUrl(url, interfaces(), port)) return true;
      const name = namedHost(url, port);
      if (name === null) return false;
      const mines = view.machines().some((each) => each.address === host && each.isAdmitted);
      return mines || ownNames.includes(name);
    };
    return {
      written,
      isStale: written !== null && port !== null && !leadsHere(written),
      isOwn: (url) => (written !== null && isSamePlace(url, written)) || leadsHere(url),
    };
  };
}
