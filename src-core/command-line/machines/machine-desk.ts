/** The machines as a program in a terminal sees them, without a miner. */
import { mkdir } from 'node:fs/promises';
import type { MinerConfig } from '../../config/miner-config.ts';
import { createDevices } from '../../devices/manage/create-devices.ts';
import { createDeviceIo, shareTurns } from '../../devices/drivers/device-io.ts';
import type { DeviceIo } from '../../devices/drivers/device-io.ts';
import type { DeviceEvent } from '../../devices/device-events.ts';
import type { Devices } from '../../devices/devices.ts';
import { NO_LOGINS } from '../../devices/known/no-logins.ts';
import type { StratumView } from '../../devices/setup/stratum-view.ts';
import { formatLogLine } from '../../logging/log-line.ts';
import { createLog } from '../../logging/logger.ts';
import { sayOnStderr } from '../../logging/stderr-line.ts';
import { NO_DEVICES, reduceDevices } from '../../state/devices/device-list.ts';
import type { DeviceList } from '../../state/devices/device-list.ts';
import { PRIVATE_FOLDER } from '../../system/private-files.ts';
import { defaultDataDirectory } from '../headless/data-folder.ts';

export interface MachineDesk {
  readonly devices: Devices;
  /** What machines are reached by. */
  readonly io: DeviceIo;
  list(): DeviceList;
  /** Calls `listener` with every event from now on. */
  listen(listener: (event: DeviceEvent) => void): void;
  close(): Promise<void>;
}

interface DeskOptions {
  readonly config: MinerConfig;
  readonly dataDirectory: string | null;
  /** Where it is seen that a machine mines. */
  readonly view: StratumView;
}

/**
 * Opens the list of machines in the data folder. It is not locked: a miner that runs with this folder
 * has the same list.
 * @throws what the system throws when the folder cannot be made
 */
export async function openMachineDesk(options: DeskOptions): Promise<MachineDesk> {
  const { config, view } = options;
  const folder = options.dataDirectory ?? defaultDataDirectory();
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const log = createLog({
    level: 'warn',
    sink: (batch) => {
      for (const record of batch) sayOnStderr(formatLogLine(record, { colours: false }));
    },
  });
  const io = createDeviceIo({ shared: shareTurns(folder, log.logger) });
  const listeners = new Set<(event: DeviceEvent) => void>();
  let list = NO_DEVICES;
  const devices = createDevices({
    folder,
    logins: NO_LOGINS,
    // Nothing is read unless it is asked for.
    config: () => ({ ...config, watchMachines: 0, identifyMachines: false }),
    readsFound: false,
    logger: log.logger,
    io,
    view,
    onEvent(event) {
      list = reduceDevices(list, event, Date.now());
      for (const listener of listeners) listener(event);
    },
  });
  return {
    devices,
    io,
    list: () => list,
    listen: (listener) => void listeners.add(listener),
    async close() {
      await devices.close();
      await log.flush();
    },
  };
}
