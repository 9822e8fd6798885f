/** From what the mining session announces, and looks at the snapshot, to marks. Pure: time is an argument. */
import type { RestEvent } from '../../rests/rest-events.ts';
import type { MinerEvent } from '../../state/miner-events.ts';
import type { MinerSnapshot } from '../../state/snapshot-types.ts';
import type { EventMark, PauseReason } from './history-mark.ts';
import { markDevice } from './device-marks.ts';
import type { MarkedDeviceEvent, MarkedDevices } from './device-marks.ts';
import { lookAtMachines, noMachinesMarked } from './machine-marks.ts';
import type { MarkedMachines } from './machine-marks.ts';
import { lookAtNode, NODE_THERE } from './node-marks.ts';
import type { MarkedNode } from './node-marks.ts';
import { lookAtWorkers, NO_WORKERS_MARKED } from './worker-marks.ts';
import type { MarkedWorkers } from './worker-marks.ts';

/** What the session announces; types that are not looked for mean nothing here. */
type MarkedEvent =
  | RestEvent
  | MarkedDeviceEvent
  | { readonly type: Exclude<MinerEvent['type'], (RestEvent | MarkedDeviceEvent)['type']> }
  | { readonly type: 'broke-down' | 'resume-failed' | 'not-started' | 'sampled' }
  | { readonly type: 'practice-reset' | 'notice' | 'noticed' | 'notice-sent' | 'notice-failed' };

interface MarkWatch {
  /** Why mining rests, or is about to resume; null otherwise. */
  readonly rest: PauseReason | null;
  readonly node: MarkedNode;
  readonly machines: MarkedMachines;
  readonly workers: MarkedWorkers;
  readonly devices: MarkedDevices;
}

export interface Marked {
  readonly watch: MarkWatch;
  readonly marks: readonly EventMark[];
}

export const NOTHING_MARKED: MarkWatch = {
  rest: null,
  node: NODE_THERE,
  machines: noMachinesMarked(0),
  workers: NO_WORKERS_MARKED,
  devices: new Map(),
};

/** After an event at `atMs` (since the Unix epoch). A pause is no stop, and its end is no start. */
export function markEvent(watch: MarkWatch, event: MarkedEvent, atMs: number): Marked {
  switch (event.type) {
    case 'mining-started': {
      const { rest } = watch;
      const mark: EventMark =
        rest === null ? { kind: 'started', atMs } : { kind: 'resumed', reason: rest, atMs };
      const machines = noMachinesMarked(atMs);
      const fresh = { rest: null, node: NODE_THERE, machines, workers: NO_WORKERS_MARKED };
      return { watch: { ...watch, ...fresh }, marks: [mark] };
    }
    case 'mining-stopped':
      return { watch, marks: watch.rest === null ? [{ kind: 'stopped', atMs }] : [] };
    case 'broke-down':
      return { watch, marks: [{ kind: 'broke-down', atMs }] };
    case 'paused': {
      const { reason } = event;
      return { watch: { ...watch, rest: reason }, marks: [{ kind: 'paused', reason, atMs }] };
    }
    case 'rests-changed':
      // Stopped during the pause, unless it resumes.
      return { watch: event.rests.length === 0 ? { ...watch, rest: null } : watch, marks: [] };
    case 'resumed':
      return { watch: { ...watch, rest: event.reason }, marks: [] };
    case 'device-known':
    case 'device-read':
    case 'device-forgotten': {
      const { devices, marks } = markDevice(watch.devices, event, atMs);
      return { watch: { ...watch, devices }, marks };
    }
    default:
      return { watch, marks: [] };
  }
}

/** After a look, to be taken every second while mining. */
export function markLook(watch: MarkWatch, snapshot: MinerSnapshot): Marked {
  if (snapshot.phase === 'stopped' || snapshot.phase === 'stopping') return { watch, marks: [] };
  const node = lookAtNode(watch.node, snapshot);
  const machines = lookAtMachines(watch.machines, snapshot);
  const workers = lookAtWorkers(watch.workers, snapshot);
  return {
    watch: { ...watch, node: node.node, machines: machines.machines, workers: workers.workers },
    marks: [...node.marks, ...machines.marks, ...workers.marks],
  };
}
