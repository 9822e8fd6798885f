/** The driver for a machine of each family. */
import type { DeviceDriver, DeviceIdentity } from '../device.ts';
import { antminerDriver } from './antminer/antminer-driver.ts';
import { CGMINER_PORT, IBELINK_PORT } from './cgminer/ask-fields.ts';
import { readCgminer } from './cgminer/read-cgminer.ts';
import { goldshellDriver } from './goldshell/goldshell-driver.ts';
import type { DeviceIo } from './reach/machine-line.ts';

/** Nothing is asked before the driver is used. */
export function openDriver(
  identity: DeviceIdentity,
  io: DeviceIo,
  nowMs: () => number = Date.now,
): DeviceDriver {
  switch (identity.family) {
    case 'goldshell':
      return goldshellDriver(identity, io, nowMs);
    case 'antminer':
      return antminerDriver(identity, io, nowMs);
    case 'ibelink':
      return readOnly(identity, io, IBELINK_PORT, nowMs);
    case 'cgminer':
      return readOnly(identity, io, CGMINER_PORT, nowMs);
  }
}

function readOnly(
  { host }: DeviceIdentity,
  io: DeviceIo,
  port: number,
  nowMs: () => number,
): DeviceDriver {
  return {
    read: (signal) =>
      io.round(host, 'quick', signal, (machine) => readCgminer(machine, port, nowMs)),
    control: null,
  };
}
