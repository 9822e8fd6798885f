/** The devices that were found, kept from one run of the program to the next. */
import type { Logger } from '../../logging/logger.ts';
import { err } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { DeviceIdentity } from '../device.ts';
import { identifiedAgain, isDisplaced, matchOf, newDevice, newId } from './known-device.ts';
import type { KnownDevice } from './known-device.ts';
import { openKnownDevicesFile } from './known-devices-file.ts';

export interface KnownDevices {
  /** In the order they were found. */
  list(): readonly KnownDevice[];
  get(id: string): KnownDevice | undefined;
  /** Whether another device is at its address now. */
  isDisplaced(device: KnownDevice): boolean;
  /** Takes a device that said what it is, as a new one or as one that is known. */
  identified(identity: DeviceIdentity): KnownDevice;
  /**
   * Changes what is kept of a device. Resolves when that is in the file, or with why it is not: it is
   * then known in this run alone.
   */
  change(id: string, changes: Partial<KnownDevice>): Promise<Result<null, string>>;
  forget(id: string): void;
  /**
   * Calls `heard` when another program has changed the file, with the devices before and after, soon after
   * it has and at the latest before the next change here.
   */
  onOthersChange(heard: (before: DevicesById, after: DevicesById) => void): void;
  /** Resolves when everything is in the file. It is followed no more. */
  close(): Promise<void>;
}

type DevicesById = ReadonlyMap<string, KnownDevice>;

/** Time between two looks at the file, ms. */
const FOLLOW_MS = 2_000;

/** Those in the file of this folder. */
export function openKnownDevices(
  folder: string,
  logger: Logger,
  followMs = FOLLOW_MS,
): KnownDevices {
  const file = openKnownDevicesFile(folder, logger);
  let devices = byId(file.devices);
  const list = (): readonly KnownDevice[] => [...devices.values()];

  let heard: (before: DevicesById, after: DevicesById) => void = () => undefined;
  const stopWatching = file.watch(follow, followMs);

  /** To be called before a change too: what another program wrote is not to be written over. */
  function follow(): void {
    const now = file.changed();
    if (now === null) return;
    const before = devices;
    devices = byId(now);
    heard(before, devices);
  }

  async function save(): Promise<Result<null, string>> {
    const saved = await file.write(list());
    if (!saved.ok) logger.error(`the list of machines could not be written: ${saved.error}`);
    return saved;
  }

  return {
    list,
    get: (id) => devices.get(id),
    isDisplaced: (device) => isDisplaced(list(), device),
    identified(identity) {
      follow();
      const before = matchOf(list(), identity);
      const device =
        before === undefined
          ? newDevice(newId(list(), identity), identity, Date.now())
          : identifiedAgain(before, identity, Date.now());
      devices.set(device.id, device);
      void save();
      return device;
    },
    async change(id, changes) {
      follow();
      const device = devices.get(id);
      if (device === undefined) return err('it was forgotten');
      devices.set(id, { ...device, ...changes });
      return save();
    },
    forget(id) {
      follow();
      if (devices.delete(id)) void save();
    },
    onOthersChange: (listener) => void (heard = listener),
    async close() {
      stopWatching();
      await file.settled();
    },
  };
}

function byId(devices: readonly KnownDevice[]): Map<string, KnownDevice> {
  return new Map(devices.map((device) => [device.id, device]));
}
