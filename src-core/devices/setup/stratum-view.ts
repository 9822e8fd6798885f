/** What the Stratum server reports, as far as machines are waited for. */
import { rigName } from '../../stratum/rig-name.ts';
import { MACHINE_STAGES } from '../../stratum/stratum-events.ts';
import { createEventWaits } from './event-waits.ts';
import type {
  AccessRefusal,
  MachineDescription,
  StratumEvent,
} from '../../stratum/stratum-events.ts';

/** A connection of a machine. */
export interface StratumMachine {
  readonly session: number;
  readonly address: string;
  readonly rig: string | null;
  /** It has a job or may have one: it is past the door. */
  readonly isAdmitted: boolean;
  readonly refusal: AccessRefusal | null;
  readonly accepted: number;
  readonly refused: number;
  /** Expected hashes of a share; null before its first job, `unknown` to who sees the machine from outside. */
  readonly difficulty: number | 'unknown' | null;
}

export interface Listening {
  readonly host: string;
  readonly port: number;
}

export interface StratumView {
  take(event: StratumEvent): void;
  /** Where the server listens; null while it does not. */
  listening(): Listening | null;
  machines(): readonly StratumMachine[];
  /** The first value that `look` gives, asked now and after each event; null when `signal` aborts. */
  until<T>(look: () => T | null, signal: AbortSignal): Promise<T | null>;
}

/** Knows no machine before the first event. */
export function createStratumView(): StratumView {
  const machines = new Map<number, StratumMachine>();
  const waits = createEventWaits();
  let listening: Listening | null = null;

  function change(session: number, changes: Partial<StratumMachine>): void {
    const machine = machines.get(session);
    if (machine !== undefined) machines.set(session, { ...machine, ...changes });
  }

  function reduce(event: StratumEvent): void {
    switch (event.type) {
      case 'stratum-listening':
        listening = { host: event.host, port: event.port };
        return machines.clear();
      case 'stratum-closed':
        listening = null;
        return machines.clear();
      case 'machine-changed': {
        const { session } = event.machine;
        const before = machines.get(session) ?? { accepted: 0, refused: 0, difficulty: null };
        machines.set(session, { ...before, ...wordsOf(event.machine) });
        return;
      }
      case 'machine-measured': {
        const { session, shares, difficulty } = event.measurement;
        const { accepted, stale, duplicate, low, invalid } = shares;
        const refused = stale + duplicate + low + invalid;
        return change(session, { accepted, refused, difficulty });
      }
      case 'machine-level-changed':
        return change(event.session, { difficulty: event.difficulty });
      case 'machine-left':
        machines.delete(event.session);
    }
  }

  return {
    take(event) {
      reduce(event);
      waits.lookAgain();
    },
    listening: () => listening,
    machines: () => [...machines.values()],
    until: waits.until,
  };
}

/** The connections of that worker from that address. */
export function machinesOf(view: StratumView, host: string, worker: string): StratumMachine[] {
  const rig = rigName(worker).toLowerCase();
  return view
    .machines()
    .filter((machine) => machine.address === host && machine.rig?.toLowerCase() === rig);
}

const JOB_SENT = MACHINE_STAGES.indexOf('job-sent');

function wordsOf({ session, address, rig, isAuthorized, refusal, stage }: MachineDescription) {
  const isAdmitted =
    refusal === null && (isAuthorized || MACHINE_STAGES.indexOf(stage) >= JOB_SENT);
  return { session, address, rig, isAdmitted, refusal };
}
