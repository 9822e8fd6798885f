/** Machines that are asked without a login: the oldest ask for none. */
import type { DeviceLogin } from '../device.ts';
import type { DeviceError } from '../device-error.ts';

/** Used where none was given and none is kept. */
export const NO_LOGIN: DeviceLogin = { user: null, password: '' };

/** A machine that refuses this login says that it wants one. */
export function loginError(login: DeviceLogin, error: DeviceError): DeviceError {
  const wantsOne = login === NO_LOGIN && error.kind === 'password-wrong';
  return wantsOne ? { kind: 'password-needed' } : error;
}
