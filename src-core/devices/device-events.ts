/** News of machines' management interfaces, for the miner's union of events. */
import type { DeviceAction, DeviceIdentity, DeviceReading } from './device.ts';
import type { DeviceComplaint } from './device-complaint.ts';
import type { DeviceError } from './device-error.ts';
import type { DeviceSetup } from './device-setup.ts';

/** What is known of a device beside its readings. */
export interface DeviceDescription extends DeviceIdentity {
  /** Its MAC where it is known, else its address: stays the same over restarts of this program. */
  readonly id: string;
  /** Rate and power on its label, from models.ts; null for a model that is not listed. */
  readonly nameplate: { readonly hashesPerSecond: number; readonly watts: number } | null;
  /** Watts that the user measured; null without. */
  readonly watts: number | null;
  /** Name of its power plan when that was last read or chosen here; null while it is not known. */
  readonly powerPlan: string | null;
  readonly canConfigure: boolean;
  /** What can be done to it beside its pools. */
  readonly actions: readonly DeviceAction[];
  /** There is a choice of power plans, as far as is known without its password. */
  readonly hasPowerPlans: boolean;
  /** It is kept which pools it had before it was configured. */
  readonly canPutBack: boolean;
  /** It had none then: putting that back removes ours. */
  readonly hadNoPool: boolean;
  /** A password for it is kept, encrypted by the operating system. */
  readonly hasPassword: boolean;
}

/** A search of the local network, or how the last one ended. */
export interface DeviceSearch {
  readonly isRunning: boolean;
  readonly isCancelled: boolean;
  /** Addresses that were asked, and all that are to be. */
  readonly asked: number;
  readonly addresses: number;
  /** Ids of the devices that answered, in the order they did. */
  readonly found: readonly string[];
  /** What answered but is no machine we know, at most 50: `http: 401 Basic realm "printer"`. */
  readonly others: readonly { readonly host: string; readonly answered: string }[];
}

export type DeviceEvent =
  /** A device is new, or something of its description is. */
  | { readonly type: 'device-known'; readonly device: DeviceDescription }
  /** `mergedInto` is the id of the same machine, which was known by another address too; null without one. */
  | {
      readonly type: 'device-forgotten';
      readonly id: string;
      readonly mergedInto: string | null;
    }
  /** It was read; `complaints` are all that are wrong with it now. */
  | {
      readonly type: 'device-read';
      readonly id: string;
      readonly reading: DeviceReading;
      /** What it draws by the user or by its label; null where neither says so, and while it is asleep. */
      readonly watts: number | null;
      readonly complaints: readonly DeviceComplaint[];
    }
  /** It could not be read. */
  | { readonly type: 'device-silent'; readonly id: string; readonly error: DeviceError }
  | { readonly type: 'device-search'; readonly search: DeviceSearch }
  | { readonly type: 'device-setup'; readonly id: string; readonly setup: DeviceSetup };
