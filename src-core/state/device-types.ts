/** What a screen sees of machines' own interfaces: plain data, as in snapshot-types.ts. */
import type { DeviceReading } from '../devices/device.ts';
import type { DeviceComplaint } from '../devices/device-complaint.ts';
import type { DeviceError } from '../devices/device-error.ts';
import type { DeviceDescription } from '../devices/device-events.ts';
import type { DeviceSetup } from '../devices/device-setup.ts';
import type { RateDifference } from '../devices/watch/rate-difference.ts';
import type { DevicePower } from '../devices/watch/running-cost.ts';

/** A machine's own management interface. */
export interface DeviceSnapshot extends DeviceDescription {
  /** Ids that it had in this run before it was clear which machine it is. */
  readonly formerIds: readonly string[];
  /** The last that was read; null before the first. */
  readonly reading: DeviceReading | null;
  /** Why it cannot be read now; null when it can, or was not tried. */
  readonly error: DeviceError | null;
  /** Since when it cannot be read. */
  readonly silentSinceMs: number | null;
  readonly complaints: readonly DeviceComplaint[];
  /** The work on its pools that runs, or how the last one ended; null when there was none. */
  readonly setup: DeviceSetup | null;
  /** What it draws; null where that is not known. */
  readonly power: DevicePower | null;
  /** How its own rate and ours differ, and why; null where they do not, or it is not known. */
  readonly difference: RateDifference | null;
}

/** A machine reports that something is wrong with it. */
export interface DeviceProblem {
  readonly kind: 'device';
  /** Id of the device. */
  readonly device: string;
  /** The name it mines under; else its model and address. */
  readonly name: string;
  readonly complaint: DeviceComplaint;
  readonly sinceMs: number;
}

/** A hash board in a point of the charts. */
export interface BoardSample {
  /** Of its chips, or of the board where they are not reported, °C. */
  readonly celsius: number | null;
  /** Of the board itself where its chips are reported too, °C. */
  readonly boardCelsius: number | null;
  readonly hashesPerSecond: number | null;
  /** Wrong results since the machine started; of several readings the last. */
  readonly hardwareErrors: number | null;
}

/** One point of the charts of a machine's own readings. */
export interface DeviceSample {
  readonly atMs: number;
  /** As the machine reports it. */
  readonly hashesPerSecond: number | null;
  /** Of the hottest chip, or board where chips are not reported, °C. */
  readonly celsius: number | null;
  /** Turns per minute, mean of all fans. */
  readonly fanSpeed: number | null;
  /** Each board and each fan (turns per minute) in the machine's order, as many as are kept. */
  readonly boards: readonly BoardSample[];
  readonly fans: readonly (number | null)[];
  /** Part of its results that were hardware errors, 0 … 1. */
  readonly hardwareErrorShare: number | null;
  /** What it drew by the user or by its label; null where that was not known, and while it was asleep. */
  readonly watts: number | null;
  /** Since it started, like the counts below; of several readings the last. */
  readonly hardwareErrors: number | null;
  readonly uptimeSeconds: number | null;
  /** Shares, as the machine counts them. */
  readonly accepted: number | null;
  readonly rejected: number | null;
  /** Address of the pool it hashed for: at most 256 characters, chosen by the machine. */
  readonly activePool: string | null;
}
