/** Marks of what is wrong with machines by their own readings, and of its end. Pure. */
import type { MinerEvent } from '../../state/miner-events.ts';
import type { EventMark } from './history-mark.ts';
import type { ComplaintKind } from './mark-reasons.ts';

type DeviceMark = Extract<EventMark, { kind: 'machine-fault' | 'machine-well' }>;
type OfType<Type extends MinerEvent['type']> = Omit<Extract<MinerEvent, { type: Type }>, 'atMs'>;
/** The news of machines that marks are made of. */
export type MarkedDeviceEvent =
  OfType<'device-known'> | OfType<'device-read'> | OfType<'device-forgotten'>;

interface MarkedDevice {
  readonly name: string;
  /** What is marked as wrong. */
  readonly faults: readonly ComplaintKind[];
  /** Begin of the hour, and the marks that were made in it. */
  readonly hourMs: number;
  readonly made: number;
}

/** By the device's id. */
export type MarkedDevices = ReadonlyMap<string, MarkedDevice>;

/** One that flaps fills no time line; the end of what is marked is marked in any case. */
const FAULTS_AN_HOUR = 6;
const HOUR_MS = 3_600_000;

/** After news of a machine. While it does not answer, what was wrong with it is not over. */
export function markDevice(
  devices: MarkedDevices,
  event: MarkedDeviceEvent,
  atMs: number,
): { readonly devices: MarkedDevices; readonly marks: readonly DeviceMark[] } {
  switch (event.type) {
    case 'device-known': {
      const { id, model, host } = event.device;
      const name = model === null ? host : `${model} (${host})`;
      const before = devices.get(id) ?? { faults: [], hourMs: atMs, made: 0 };
      return { devices: new Map(devices).set(id, { ...before, name }), marks: [] };
    }
    case 'device-forgotten': {
      const left = new Map(devices);
      left.delete(event.id);
      return { devices: left, marks: [] };
    }
    case 'device-read': {
      const before = devices.get(event.id);
      if (before === undefined) return { devices, marks: [] };
      const kinds = event.complaints.map(({ kind }) => kind);
      const { device, marks } = changed(event.id, before, kinds, atMs);
      return marks.length === 0
        ? { devices, marks }
        : { devices: new Map(devices).set(event.id, device), marks };
    }
  }
}

function changed(
  key: string,
  before: MarkedDevice,
  now: readonly ComplaintKind[],
  atMs: number,
): { readonly device: MarkedDevice; readonly marks: readonly DeviceMark[] } {
  const isSameHour = Math.abs(atMs - before.hourMs) < HOUR_MS;
  const { name } = before;
  const made = isSameHour ? before.made : 0;
  const over = before.faults.filter((fault) => !now.includes(fault));
  const fresh = now
    .filter((fault) => !before.faults.includes(fault))
    .slice(0, Math.max(0, FAULTS_AN_HOUR - made));
  const faults = [...before.faults.filter((fault) => now.includes(fault)), ...fresh];
  const hourMs = isSameHour ? before.hourMs : atMs;
  return {
    device: { name, faults, hourMs, made: made + fresh.length },
    marks: [
      ...over.map((fault) => ({ kind: 'machine-well', key, name, fault, atMs }) as const),
      ...fresh.map((fault) => ({ kind: 'machine-fault', key, name, fault, atMs }) as const),
    ],
  };
}
