/**
 * Sees from outside that a machine mines for a Heddle that is another program: its own readings stand
 * in for the events of the Stratum server.
 */
import { connect } from 'node:net';
import type { DeviceDriver, DeviceReading } from '../../devices/device.ts';
import type { Listening, StratumMachine, StratumView } from '../../devices/setup/stratum-view.ts';
import { createEventWaits } from '../../devices/setup/event-waits.ts';
import { isSameUrl } from '../../devices/setup/own-pool.ts';
import { pause } from '../../node/retry-policy.ts';

const LOOK_EVERY_MS = 2_000;
const PROBE_MS = 2_000;

interface WitnessedMachine {
  readonly host: string;
  readonly driver: Pick<DeviceDriver, 'read'>;
  /** The pool it is to mine for, and the name it does so under. */
  readonly url: string;
  readonly worker: string;
}

export interface DeviceWitness extends StratumView {
  /** Whether an accepted share was seen since this machine is watched. */
  hasShare(): boolean;
  /** Reads this machine again and again, as gently as its driver does, until `signal` aborts. */
  watch(machine: WitnessedMachine, signal: AbortSignal): Promise<void>;
}

/** @param listening where a Stratum server was found; null where none was */
export function createDeviceWitness(listening: Listening | null): DeviceWitness {
  let seen: StratumMachine | null = null;
  let hasShare = false;
  const waits = createEventWaits();
  return {
    take: () => undefined,
    listening: () => listening,
    machines: () => (seen === null ? [] : [seen]),
    until: waits.until,
    hasShare: () => hasShare,
    async watch(machine, signal) {
      while (!signal.aborted) {
        const reading = await machine.driver.read(signal);
        seen = reading.ok ? machineIn(reading.value, machine) : null;
        hasShare ||= seen !== null && seen.accepted > 0;
        waits.lookAgain();
        await pause(LOOK_EVERY_MS, signal);
      }
    },
  };
}

/** The machine as a Stratum server would see it; null while it hashes for another pool. */
function machineIn(
  { pools, accepted, rejected }: DeviceReading,
  { host, url, worker }: WitnessedMachine,
): StratumMachine | null {
  const mines = pools.some(
    (pool) => pool.isActive && pool.isAlive && isSameUrl(pool.url, url) && pool.user === worker,
  );
  if (!mines) return null;
  return {
    session: 1,
    address: host,
    rig: worker,
    isAdmitted: true,
    refusal: null,
    accepted: accepted ?? 0,
    refused: rejected ?? 0,
    // No machine reports it.
    difficulty: 'unknown',
  };
}

/** Whether something takes connections there. */
export function takesConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PROBE_MS });
    const end = (answer: boolean) => (): void => {
      resolve(answer);
      socket.destroy();
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
    socket.once('timeout', end(false));
  });
}
