/** The power supply: from Electron, but from the system's files on Linux, where Electron has no events for it. */
import { powerMonitor } from 'electron';
import { watchPowerSupply } from '../../src-core/index.ts';
import type { PowerSupply } from '../../src-core/index.ts';

/** The computer's power supply, already being watched. */
export async function openPowerSupply(): Promise<PowerSupply> {
  if (process.platform === 'linux') return watchPowerSupply();
  return {
    isOnBattery: () => powerMonitor.isOnBatteryPower(),
    listen(listener) {
      powerMonitor.on('on-battery', listener);
      powerMonitor.on('on-ac', listener);
    },
    close: () => undefined,
  };
}
