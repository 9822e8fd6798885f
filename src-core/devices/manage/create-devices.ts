/** The devices of this program: what finds, knows, reads and configures them, put together. */
import { networkInterfaces } from 'node:os';
import type { MinerConfig } from '../../config/miner-config.ts';
import type { Logger } from '../../logging/logger.ts';
import { err, ok } from '../../result.ts';
import type { DeviceAccess } from '../device-access.ts';
import type { DeviceEvent } from '../device-events.ts';
import type { Devices, LoginStore } from '../devices.ts';
import { addressesOf, parseRanges } from '../finding/address-ranges.ts';
import { startSearch } from '../finding/search.ts';
import type { RunningSearch } from '../finding/search.ts';
import { openKnownDevices } from '../known/known-devices.ts';
import { createRoster } from '../known/roster.ts';
import { searchRanges } from '../own-networks.ts';
import type { Interfaces } from '../own-networks.ts';
import { reportUnfinished } from '../setup/setup-report.ts';
import { SETUP_TIMES } from '../setup/setup-times.ts';
import type { SetupTimes } from '../setup/setup-times.ts';
import { createSetups } from '../setup/setups.ts';
import { createStratumView } from '../setup/stratum-view.ts';
import type { StratumNews } from '../setup/stratum-view.ts';
import { createDeviceActions } from './device-actions.ts';
import { openDeviceAccess } from './open-device-access.ts';

interface DevicesOptions {
  /** `devices.json` is there. */
  readonly folder: string;
  readonly logins: LoginStore;
  readonly config: () => Pick<MinerConfig, 'stratumPort' | 'stratumInterface' | 'stratumPassword'>;
  readonly logger: Logger;
  readonly onEvent: (event: DeviceEvent) => void;
  readonly interfaces?: () => Interfaces;
  readonly access?: DeviceAccess;
  readonly times?: SetupTimes;
}

export interface OwnedDevices extends Devices {
  /** Takes what the Stratum server reports. */
  take(event: StratumNews): void;
}

/** Says at once of each device in the file that it is known. */
export function createDevices(options: DevicesOptions): OwnedDevices {
  const { folder, logins, config, onEvent } = options;
  const { interfaces = networkInterfaces, times = SETUP_TIMES } = options;
  const logger = options.logger.withTag('Machines');
  const access = options.access ?? openDeviceAccess();
  const closing = new AbortController();
  const { signal } = closing;
  const known = openKnownDevices(folder, logger);
  const roster = createRoster({ known, access, logins, onEvent });
  const view = createStratumView();
  const setups = createSetups({
    ...{ roster, view, config, interfaces, times, logger, onEvent, signal },
  });
  const actions = createDeviceActions({ roster, isBusy: setups.isBusy, signal });
  reportUnfinished(roster, onEvent);
  let search: RunningSearch | null = null;

  function find(texts: readonly string[]): ReturnType<Devices['find']> {
    if (search !== null) return err({ kind: 'searching' });
    const ranges = parseRanges(texts);
    if (!ranges.ok) return ranges;
    search = startSearch({
      addresses: addressesOf(ranges.value, interfaces()),
      identify: access.identify,
      onFound: roster.identified,
      onProgress: (progress) => onEvent({ type: 'device-search', search: progress }),
    });
    const ended = search.ended.finally(() => (search = null));
    return ok({ ended });
  }

  return {
    find,
    searchRanges: () => searchRanges(interfaces()),
    cancelFinding: () => search?.cancel(),
    plan: setups.plan,
    configure: setups.configure,
    putBack: setups.putBack,
    ...actions,
    setWatts: (id, watts) => void roster.change(id, { watts }),
    forgetLogin: roster.forgetLogin,
    forget(id) {
      if (!setups.isBusy(id)) roster.forget(id);
    },
    configChanged: () => undefined,
    take: view.take,
    async close() {
      closing.abort();
      const searched = search?.ended;
      search?.cancel();
      await searched;
      await setups.settled();
      access.close();
      await known.settled();
    },
  };
}
