/** The way to real machines. */
import type { DeviceAccess } from '../device-access.ts';

export function openDeviceAccess(): DeviceAccess {
  return {
    identify: () => Promise.resolve({ kind: 'nothing' }),
    open: () => ({
      read: () => Promise.resolve({ ok: false, error: { kind: 'unsupported' } }),
      control: null,
    }),
    close: () => undefined,
  };
}
