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
  /** Whether a share was accepted since this machine is watched; those from before do not count. */
  hasShare(): boolean;
  /** Reads this machine again and again, as gently as its driver does, until `signal` aborts. */
  watch(machine: WitnessedMachine, signal: AbortSignal, everyMs?: number): Promise<void>;
}

/** @param listening where a Stratum server was found; null where none was */
export function createDeviceWitness(listening: Listening | null): DeviceWitness {
  let seen: StratumMachine | null = null;
  const accepted = createRise();
  const rejected = createRise();
  const waits = createEventWaits();
  return {
    take: () => undefined,
    listening: () => listening,
    machines: () => (seen === null ? [] : [seen]),
    until: waits.until,
    hasShare: () => accepted.sum() > 0,
    async watch(machine, signal, everyMs = LOOK_EVERY_MS) {
      while (!signal.aborted) {
        const reading = await machine.driver.read(signal);
        const mines = reading.ok && isMiningFor(reading.value, machine);
        accepted.take(mines ? reading.value.accepted : null, mines);
        rejected.take(mines ? reading.value.rejected : null, mines);
        seen = mines ? seenMachine(machine, accepted.sum(), rejected.sum()) : null;
        waits.lookAgain();
        await pause(everyMs, signal);
      }
    },
  };
}

interface Rise {
  /** Takes a count, null where it is not reported; what it rises by while `isOurs` is false is not ours. */
  take(count: number | null, isOurs: boolean): void;
  sum(): number;
}

/** How far a machine's count has risen since it was first seen here. It begins again when the machine restarts. */
function createRise(): Rise {
  let last: number | null = null;
  let sum = 0;
  return {
    take(count, isOurs) {
      if (!isOurs) last = null;
      if (count === null) return;
      if (last !== null && count > last) sum += count - last;
      last = count;
    },
    sum: () => sum,
  };
}

/** Whether it hashes for that pool now. */
function isMiningFor({ pools }: DeviceReading, { url, worker }: WitnessedMachine): boolean {
  return pools.some(
    (pool) => pool.isActive && pool.isAlive && isSameUrl(pool.url, url) && pool.user === worker,
  );
}

/** The machine as a Stratum server would see it. */
function seenMachine(
  { host, worker }: WitnessedMachine,
  accepted: number,
  refused: number,
): StratumMachine {
  return {
    session: 1,
    address: host,
    rig: worker,
    isAdmitted: true,
    refusal: null,
    accepted,
    refused,
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
