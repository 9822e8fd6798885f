/** How far the work on one machine has come: kept with the device, and said in events. */
import type { DeviceEvent } from '../device-events.ts';
import type { DeviceSetup, SetupFault, SetupStep } from '../device-setup.ts';
import { canPutBack } from '../known/roster.ts';
import type { Roster } from '../known/roster.ts';

export interface SetupReport {
  /** The next step begins. */
  step(step: SetupStep): void;
  done(): void;
  failed(fault: SetupFault): void;
}

interface ReportParts {
  readonly id: string;
  readonly kind: DeviceSetup['kind'];
  readonly worker: string | null;
  readonly roster: Roster;
  readonly onEvent: (event: DeviceEvent) => void;
}

/** Begins with reading its pools. */
export function beginReport({ id, kind, worker, roster, onEvent }: ReportParts): SetupReport {
  const startedAtMs = Date.now();
  let step: SetupStep = 'reading-pools';

  function say(state: DeviceSetup['state'], fault: SetupFault | null): void {
    const device = roster.get(id);
    const setup: DeviceSetup = {
      ...{ kind, worker, startedAtMs, step, state, fault },
      canPutBack: device !== undefined && canPutBack(device),
    };
    onEvent({ type: 'device-setup', id: device?.id ?? id, setup });
  }

  function ended(): void {
    if (roster.get(id)?.unfinished !== null) void roster.change(id, { unfinished: null });
  }

  say('running', null);
  return {
    step(next) {
      step = next;
      void roster.change(id, { unfinished: { kind, worker, startedAtMs, step } });
      say('running', null);
    },
    done() {
      ended();
      say('done', null);
    },
    failed(fault) {
      // When the program ends before the work is done, the next start reports it as cancelled.
      if (!isCancelled(fault)) ended();
      say('failed', fault);
    },
  };
}

function isCancelled(fault: SetupFault): boolean {
  return fault.kind === 'device' && fault.error.kind === 'cancelled';
}

/** Says of work that the end of the program had cut off, that it was. */
export function reportUnfinished(roster: Roster, onEvent: (event: DeviceEvent) => void): void {
  for (const device of roster.list()) {
    if (device.unfinished === null) continue;
    const fault: SetupFault = { kind: 'device', error: { kind: 'cancelled' } };
    const setup: DeviceSetup = {
      ...device.unfinished,
      ...{ state: 'failed', fault, canPutBack: canPutBack(device) },
    };
    onEvent({ type: 'device-setup', id: device.id, setup });
  }
}
