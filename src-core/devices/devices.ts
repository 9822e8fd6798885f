/** The door of this room: finding, reading and configuring machines at their own interfaces. */
import type { Result } from '../result.ts';
import type { DeviceAction, DeviceLogin, PowerPlans } from './device.ts';
import type { DeviceError } from './device-error.ts';
import type { SetupOrder, SetupPlan } from './device-setup.ts';

/** A login to use once, and whether to keep it for later. */
export interface GivenLogin extends DeviceLogin {
  readonly keep: boolean;
}

/** Logins by device id. Where one is missing, the one that is kept is used. */
export type GivenLogins = Readonly<Record<string, GivenLogin>>;

/** Where logins are kept, encrypted; the app has the operating system's, a terminal has none. */
export interface LoginStore {
  /** False where the system cannot encrypt: then nothing is kept. */
  canKeep(): boolean;
  get(id: string): DeviceLogin | null;
  keep(id: string, login: DeviceLogin): void;
  forget(id: string): void;
}

export type FindError =
  /** A search runs already. */
  | { readonly kind: 'searching' }
  /** Text that is no range, one too large or not private, or one with which all are too many addresses. */
  | {
      readonly kind: 'range';
      readonly text: string;
      readonly reason: 'unreadable' | 'too-large' | 'too-many' | 'not-private';
    };

/** A network of this computer that can be searched. */
export interface SearchRange {
  readonly interfaceName: string;
  /** `192.168.1.0/24` */
  readonly range: string;
  /** How many addresses are asked. */
  readonly addresses: number;
  /** A VPN, a bridge, a container: machines are rarely there. */
  readonly isVirtual: boolean;
}

/** Progress and results come as events; no call throws. */
export interface Devices {
  /**
   * Begins to ask every address of these ranges what it is (`192.168.1.0/24`, `192.168.1.10-20`,
   * `192.168.1.10`, each with `:port` for a web interface that is not on port 80).
   * Refused while a search runs.
   * @returns `ended` resolves when all were asked or the search was cancelled
   */
  find(ranges: readonly string[]): Result<{ readonly ended: Promise<void> }, FindError>;
  /** The private networks of this computer, each at most a /24, real interfaces first. */
  searchRanges(): readonly SearchRange[];
  cancelFinding(): void;
  /** What would be written to these devices. Writes nothing. */
  plan(ids: readonly string[], logins: GivenLogins): Promise<readonly SetupPlan[]>;
  /** Carries out plans, several machines at once. Resolves when each is done or failed. */
  configure(orders: readonly SetupOrder[], logins: GivenLogins): Promise<void>;
  /** Restores the pools from before. Resolves when each is done or failed. */
  putBack(ids: readonly string[], logins: GivenLogins): Promise<void>;
  act(
    id: string,
    action: DeviceAction,
    login: GivenLogin | null,
  ): Promise<Result<null, DeviceError>>;
  powerPlans(id: string, login: GivenLogin | null): Promise<Result<PowerPlans, DeviceError>>;
  setPowerPlan(
    id: string,
    plan: number,
    login: GivenLogin | null,
  ): Promise<Result<null, DeviceError>>;
  /** Reads a device now. Resolves when that was reported; at once for one that is not known. */
  read(id: string): Promise<void>;
  /** Watts that the user measured, 1 … 100 000; null to forget them. */
  setWatts(id: string, watts: number | null): void;
  forgetLogin(id: string): void;
  /**
   * Removes a device from the list, with its kept login and its pools from before. Nothing while its
   * pools are being changed.
   */
  forget(id: string): void;
  /** Settings have changed: the pace of readings, or whether machines are asked what they are. */
  configChanged(): void;
  /** The computer woke up, or its network has changed: all are read again soon. */
  wake(): void;
  /** Ends searches, readings and setups. */
  close(): Promise<void>;
}
