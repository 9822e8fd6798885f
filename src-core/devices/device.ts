/**
 * What a mining machine reports about itself at its own management interface, and what can be done there.
 * The vocabulary of this room. Every text that came from a machine was cleaned by machine-text.ts, save
 * `DevicePool`, which is written back as it was read.
 */
import type { Result } from '../result.ts';
import type { DeviceError } from './device-error.ts';

/**
 * Makers that answer in their own way. `cgminer` is whatever else has cgminer's interface on TCP 4028:
 * it can be read, but not configured.
 */
export const DEVICE_FAMILIES = ['goldshell', 'antminer', 'ibelink', 'cgminer'] as const;
export type DeviceFamily = (typeof DEVICE_FAMILIES)[number];

/** Where a machine's interfaces are. */
export interface DeviceAddress {
  /** IPv4, dotted. */
  readonly host: string;
  /** Port of the web interface, usually 80. cgminer's interfaces are always on TCP 4028 and 4029. */
  readonly webPort: number;
}

/** What a machine is. */
export interface DeviceIdentity extends DeviceAddress {
  readonly family: DeviceFamily;
  /** Maker and model as people write them, e.g. `Goldshell KD-BOX II`; null where it is not reported. */
  readonly model: string | null;
  readonly firmware: string | null;
  /** `28:e2:97:00:00:01`, lower case; null where it is not reported without a password. */
  readonly mac: string | null;
}

/**
 * A pool exactly as it stands in a machine's settings, the preferred first. It may hold anything: what is
 * shown of it is cleaned first.
 */
export interface DevicePool {
  /** `stratum+tcp://192.168.1.20:1917` */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** A pool as a machine reports it while it mines; passwords are not reported. */
export interface PoolState {
  readonly url: string;
  readonly user: string;
  /** The one it hashes for now. */
  readonly isActive: boolean;
  /** The machine has a connection to it. */
  readonly isAlive: boolean;
}

export interface DeviceBoard {
  /** The machine's own number of it, from 1: it keeps it when another board dies. */
  readonly number: number;
  readonly hashesPerSecond: number | null;
  /** °C */
  readonly chipTemperature: number | null;
  /** °C */
  readonly boardTemperature: number | null;
  readonly hardwareErrors: number | null;
}

/** What a machine reports at one time. */
export interface DeviceReading {
  /** ms since the Unix epoch. */
  readonly atMs: number;
  /** What the machine says of itself, over its own shortest window (5 to 20 s). */
  readonly hashesPerSecond: number | null;
  /** Its mean since it started. */
  readonly averageHashesPerSecond: number | null;
  readonly boards: readonly DeviceBoard[];
  /** Turns per minute of each fan; 0 is a fan that stands still. */
  readonly fans: readonly number[];
  /** Nonces that did not fulfil what the chip claimed, since it started. */
  readonly hardwareErrors: number | null;
  /** Part of its results that were hardware errors, 0 … 1. */
  readonly hardwareErrorShare: number | null;
  readonly accepted: number | null;
  readonly rejected: number | null;
  /** Seconds since it or its mining program started. */
  readonly uptimeSeconds: number | null;
  /** Empty where it does not report. */
  readonly pools: readonly PoolState[];
  /** It does not hash because it was sent to sleep. */
  readonly isAsleep: boolean;
}

/** The name and password of a machine's web interface. */
export interface DeviceLogin {
  /** Null for the maker's usual name: `admin` at Goldshell, `root` at Antminer. */
  readonly user: string | null;
  readonly password: string;
}

/** What can be done to a machine beside its pools. Never a factory reset, never firmware. */
export const DEVICE_ACTIONS = ['restart', 'blink', 'stop-blinking', 'sleep', 'wake'] as const;
export type DeviceAction = (typeof DEVICE_ACTIONS)[number];

/** What the user can state as the measured power of a machine, W, both included. */
export const MEASURED_WATTS = { min: 1, max: 100_000 } as const;

/** Plans of this name hash less than the label says, and draw less. */
export const LOW_POWER = 'low-power';

/** What its settings offer beside pools. */
export interface PowerModes {
  readonly canSleep: boolean;
  /** There is a choice of power plans. */
  readonly hasPlans: boolean;
}

/** Its model where it says so only behind a login. */
export interface ReportedModel {
  readonly model: string;
  readonly firmware: string | null;
}

/** What its settings say of its power. */
export interface PowerReport {
  readonly modes: PowerModes;
  /** Name of the plan in force; null while it sleeps, and for one that was made by hand. */
  readonly plan: string | null;
}

/** A power plan that a model has, by the number its firmware gives it. */
export interface PowerPlan {
  readonly id: number;
  /** `normal`, `low-power`, `high-power`: as the firmware means it. */
  readonly name: string;
}

/** A machine to be read and, where its family allows it, written. One for each address. */
export interface DeviceDriver {
  /** Reads what it reports without a password. */
  read(signal: AbortSignal): Promise<Result<DeviceReading, DeviceError>>;
  /** Null where this family is read only. */
  readonly control: DeviceControl | null;
}

/** Writing to a machine. Each call logs in as it has to. */
export interface DeviceControl {
  readonly actions: readonly DeviceAction[];
  /** Whether new pools only take effect after `restart`. */
  readonly needsRestart: boolean;
  readonly maxPools: number;
  /** The MAC that the machine there reported behind a login, which may be another one; null before. */
  reportedMac(): string | null;
  /** What the machine there called itself behind a login; null before, and where it has said nothing there. */
  reportedModel(): ReportedModel | null;
  /** What its settings said in the last round behind a login; null where they were not read in it. */
  reportedPower(): PowerReport | null;
  /** The pools in its settings. */
  pools(
    login: DeviceLogin,
    signal: AbortSignal,
  ): Promise<Result<readonly DevicePool[], DeviceError>>;
  /** Replaces the pools, and nothing else of its settings. */
  setPools(
    login: DeviceLogin,
    pools: readonly DevicePool[],
    signal: AbortSignal,
  ): Promise<Result<null, DeviceError>>;
  act(
    login: DeviceLogin,
    action: DeviceAction,
    signal: AbortSignal,
  ): Promise<Result<null, DeviceError>>;
  /** The plans it offers and the one in force; empty where the model has none. */
  powerPlans(login: DeviceLogin, signal: AbortSignal): Promise<Result<PowerPlans, DeviceError>>;
  setPowerPlan(
    login: DeviceLogin,
    id: number,
    signal: AbortSignal,
  ): Promise<Result<null, DeviceError>>;
}

export interface PowerPlans {
  readonly plans: readonly PowerPlan[];
  /** Null where it is not reported. */
  readonly current: number | null;
}
