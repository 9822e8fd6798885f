/** The machines that are known by their own management interface. Pure, a part of miner-state.ts. */
import type { DeviceEvent, DeviceSearch } from '../../devices/device-events.ts';
import type { DeviceProblem, DeviceSnapshot } from '../snapshot-types.ts';

/** A device as its own news make it. */
export type KnownDevice = Omit<DeviceSnapshot, 'power' | 'difference'>;

export interface DeviceList {
  /** By id, in the order they were found. */
  readonly devices: ReadonlyMap<string, KnownDevice>;
  readonly search: DeviceSearch | null;
  /** What is wrong with them, since when. */
  readonly problems: readonly DeviceProblem[];
}

export const NO_DEVICES: DeviceList = { devices: new Map(), search: null, problems: [] };

/** The list after an event. News of a device that is not listed changes nothing. */
export function reduceDevices(list: DeviceList, event: DeviceEvent, atMs: number): DeviceList {
  switch (event.type) {
    case 'device-known': {
      const { device } = event;
      const known = list.devices.get(device.id) ?? UNREAD;
      const { canPutBack } = device;
      // Another program may have put its pools back.
      const setup = known.setup === null ? null : { ...known.setup, canPutBack };
      return withDevice(list, { ...known, ...device, setup });
    }
    case 'device-forgotten': {
      const devices = new Map(list.devices);
      const { id, mergedInto } = event;
      const [gone, kept] = [devices.get(id), devices.get(mergedInto ?? '')];
      devices.delete(id);
      if (gone !== undefined && kept !== undefined) devices.set(kept.id, asOne(kept, gone));
      return { ...list, devices, problems: othersThan(list, id) };
    }
    case 'device-read': {
      const { id, reading, complaints } = event;
      const device = list.devices.get(id);
      if (device === undefined) return list;
      const read = { ...device, reading, complaints, error: null, silentSinceMs: null };
      const problems = [...othersThan(list, id), ...problemsOf(list, read, atMs)];
      return { ...withDevice(list, read), problems };
    }
    case 'device-silent': {
      const device = list.devices.get(event.id);
      if (device === undefined) return list;
      const silentSinceMs = device.silentSinceMs ?? atMs;
      // Whether that is still wrong is not known.
      const silent = { ...device, error: event.error, silentSinceMs, complaints: [] };
      return { ...withDevice(list, silent), problems: othersThan(list, event.id) };
    }
    case 'device-setup': {
      const device = list.devices.get(event.id);
      return device === undefined ? list : withDevice(list, { ...device, setup: event.setup });
    }
    case 'device-search':
      return { ...list, search: event.search };
  }
}

const UNREAD: Pick<
  KnownDevice,
  'formerIds' | 'reading' | 'error' | 'silentSinceMs' | 'complaints' | 'setup'
> = {
  formerIds: [],
  reading: null,
  error: null,
  silentSinceMs: null,
  complaints: [],
  setup: null,
};

/** A machine that was listed twice: what was read last of it is from its present address. */
function asOne(kept: KnownDevice, gone: KnownDevice): KnownDevice {
  const { reading, error, silentSinceMs, complaints } = gone;
  const formerIds = [...kept.formerIds, ...gone.formerIds, gone.id];
  const setup = gone.setup ?? kept.setup;
  return { ...kept, reading, error, silentSinceMs, complaints, setup, formerIds };
}

function withDevice(list: DeviceList, device: KnownDevice): DeviceList {
  return { ...list, devices: new Map(list.devices).set(device.id, device) };
}

/** A complaint that continues is as old as its first report. */
function problemsOf(list: DeviceList, device: KnownDevice, atMs: number): DeviceProblem[] {
  return device.complaints.map((complaint) => {
    const earlier = list.problems.find(
      (problem) => problem.device === device.id && problem.complaint.kind === complaint.kind,
    );
    return {
      kind: 'device',
      device: device.id,
      name: device.model ?? device.host,
      complaint,
      sinceMs: earlier?.sinceMs ?? atMs,
    };
  });
}

function othersThan({ problems }: DeviceList, id: string): readonly DeviceProblem[] {
  return problems.filter(({ device }) => device !== id);
}
