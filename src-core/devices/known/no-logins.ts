/** Keeps no login: where the operating system does not encrypt for this program, as in a terminal. */
import type { LoginStore } from '../devices.ts';

export const NO_LOGINS: LoginStore = {
  canKeep: () => false,
  get: () => null,
  keep: () => undefined,
  forget: () => undefined,
};
