/** The devices of this program: what finds, knows, reads and configures them, put together. */
import { networkInterfaces } from 'node:os';
import type { MinerConfig } from '../../config/miner-config.ts';
import type { Logger } from '../../logging/logger.ts';
import { err, ok } from '../../result.ts';
import { createDeviceIo, shareTurns } from '../drivers/device-io.ts';
import type { DeviceIo } from '../drivers/device-io.ts';
import type { DeviceEvent } from '../device-events.ts';
import type { Devices, LoginStore } from '../devices.ts';
import { addressesOf, parseRanges } from '../finding/address-ranges.ts';
import { startSearch } from '../finding/search.ts';
import type { RunningSearch } from '../finding/search.ts';
import { openKnownDevices } from '../known/known-devices.ts';
import type { KnownDevice } from '../known/known-device.ts';
import type { DeviceIdentity, DeviceReading } from '../device.ts';
import { powerModesOf } from '../models.ts';
import { hashingBoards } from '../watch/device-faults.ts';
import { createDeviceWatch } from '../watch/device-watch.ts';
import type { WatchedDevice } from '../watch/device-watch.ts';
import type { Roster } from '../known/roster.ts';
import { createRoster } from '../known/roster.ts';
import { searchRanges } from '../own-networks.ts';
import type { Interfaces } from '../own-networks.ts';
import type { OwnPools } from '../setup/own-pools.ts';
import { reportUnfinished } from '../setup/setup-report.ts';
import { SETUP_TIMES } from '../setup/setup-times.ts';
import type { SetupTimes } from '../setup/setup-times.ts';
import { createSetups } from '../setup/setups.ts';
import { createStratumView } from '../setup/stratum-view.ts';
import type { StratumView } from '../setup/stratum-view.ts';
import type { StratumEvent } from '../../stratum/stratum-events.ts';
import { identifyTalkers } from './identify-talkers.ts';
import { movedMachine } from './moved-machines.ts';
import { createDeviceActions } from './device-actions.ts';

interface DevicesOptions {
  /** `devices.json` is there. */
  readonly folder: string;
  readonly logins: LoginStore;
  readonly config: () => Pick<
    MinerConfig,
    'stratumPort' | 'stratumInterface' | 'stratumPassword' | 'watchMachines' | 'identifyMachines'
  >;
  readonly logger: Logger;
  readonly onEvent: (event: DeviceEvent) => void;
  /** Whether a device that was found is read at once, also while `watchMachines` is 0; by default it is. */
  readonly readsFound?: boolean;
  /** Time between two looks at what other programs have written into the folder; by default 2 s. */
  readonly followMs?: number;
  readonly interfaces?: () => Interfaces;
  readonly io?: DeviceIo;
  readonly times?: SetupTimes;
  /** Where it is seen that a machine mines; by default what `take` is given. */
  readonly view?: StratumView;
}

export interface OwnedDevices extends Devices {
  /** Takes what the Stratum server reports. */
  take(event: StratumEvent): void;
}

/** Says at once of each device in the file that it is known. */
export function createDevices(options: DevicesOptions): OwnedDevices {
  const { folder, logins, config, onEvent } = options;
  const { readsFound = true, interfaces = networkInterfaces, times = SETUP_TIMES } = options;
  const logger = options.logger.withTag('Machines');
  const io = options.io ?? createDeviceIo({ shared: shareTurns(folder, logger) });
  const closing = new AbortController();
  const { signal } = closing;
  const known = openKnownDevices(folder, logger, options.followMs);
  const roster = createRoster({ known, io, logins, onEvent });
  const view = options.view ?? createStratumView();
  /** Devices that do not answer. */
  const silent = new Set<string>();
  const setups = createSetups({
    ...{ roster, view, config, interfaces, times, logger, onEvent, signal },
    onEnded: (id) => void watch.readNow(id),
  });
  const actions = createDeviceActions({ roster, isBusy: setups.isBusy, signal });
  const watch = createDeviceWatch({
    list: () => watchedDevices(roster, setups.ownPoolsOf, setups.isBusy),
    everyMs() {
      const { watchMachines } = config();
      return watchMachines === 0 ? null : watchMachines * 1000;
    },
    onEvent(event) {
      if (event.type === 'device-read') {
        silent.delete(event.id);
        learnFrom(roster, event.id, event.reading);
      }
      if (event.type === 'device-silent') silent.add(event.id);
      onEvent(event);
      mergeMoved();
    },
    logger,
  });
  const talkers = identifyTalkers({
    ...{ io, interfaces, signal },
    isAllowed: () => config().identifyMachines,
    isKnown: (host) => roster.list().some((device) => device.host === host),
    onFound,
    talking: () => view.machines().flatMap((one) => (one.isAdmitted ? [one.address] : [])),
  });
  reportUnfinished(roster, onEvent);
  let search: RunningSearch | null = null;

  function mergeMoved(): void {
    const isSilent = (id: string): boolean => silent.has(id);
    const moved = movedMachine({ roster, view, isSilent, isBusy: setups.isBusy });
    if (moved === null) return;
    silent.delete(moved.before.id);
    logger.info(`the machine of ${moved.before.host} is at ${moved.now.host} now`);
    roster.merge(moved.before, moved.now);
    void watch.readNow(moved.before.id);
  }

  function onFound(identity: DeviceIdentity): string {
    const id = roster.identified(identity);
    mergeMoved();
    // It may be new: its first reading does not wait until the others had their turn.
    if (readsFound && !setups.isBusy(id)) void watch.readNow(id);
    return id;
  }

  function find(texts: readonly string[]): ReturnType<Devices['find']> {
    if (search !== null) return err({ kind: 'searching' });
    const ranges = parseRanges(texts);
    if (!ranges.ok) return ranges;
    const started = startSearch({
      addresses: addressesOf(ranges.value, interfaces()),
      io,
      isGentle: (host) =>
        roster.list().some((known) => known.host === host && known.family === 'goldshell'),
      onFound,
      onProgress: (progress) => onEvent({ type: 'device-search', search: progress }),
    });
    search = started;
    const ended = started.ended.finally(() => (search = null));
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
    read: (id) => watch.readNow(roster.get(id)?.id ?? id),
    setWatts: (id, watts) => void roster.change(id, { watts }),
    forgetLogin: roster.forgetLogin,
    forget(id) {
      if (!setups.isBusy(id)) roster.forget(id);
    },
    configChanged() {
      watch.configChanged();
      talkers.allowanceChanged();
    },
    take(event) {
      view.take(event);
      if (event.type === 'machine-changed' && event.machine.stage !== 'connected') {
        talkers.heard(event.machine.address);
        mergeMoved();
      }
    },
    wake: () => watch.wake(),
    async close() {
      closing.abort();
      watch.close();
      search?.cancel();
      io.close();
      await Promise.all([search?.ended, talkers.settled(), setups.settled()]);
      await known.close();
    },
  };
}

/**
 * Models whose boards are not certain are compared with what they had before. One that sleeps can be woken,
 * whatever is known of its model.
 */
function learnFrom(roster: Roster, id: string, { boards, isAsleep }: DeviceReading): void {
  const device = roster.get(id);
  if (device === undefined) return;
  const count = hashingBoards(boards);
  if (count > (device.boardsSeen ?? 0)) void roster.change(id, { boardsSeen: count });
  const power = device.power ?? powerModesOf(device.model);
  if (isAsleep && !power.canSleep) void roster.change(id, { power: { ...power, canSleep: true } });
}

/** Those that are at their addresses still. */
function watchedDevices(
  roster: Roster,
  poolsOf: (device: KnownDevice) => OwnPools,
  isBusy: (id: string) => boolean,
): WatchedDevice[] {
  return roster
    .list()
    .filter((device) => !roster.isDisplaced(device))
    .map((device) => ({
      description: roster.describe(device),
      driver: roster.driver(device),
      ownPools: poolsOf(device),
      boardsSeen: device.boardsSeen,
      isBusy: isBusy(device.id),
    }));
}
