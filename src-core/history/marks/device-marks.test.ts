import { expect, it } from 'vitest';
import type { DeviceProblem } from '../../state/snapshot-types.ts';
import { markDevice } from './device-marks.ts';
import type { MarkedDeviceEvent, MarkedDevices } from './device-marks.ts';
import { markOf, textOfMark } from './history-mark.ts';

const MINUTE_MS = 60_000;
const FAN: DeviceProblem['complaint'] = { kind: 'fan-stopped', fans: [2] };
const SLOW: DeviceProblem['complaint'] = {
  ...{ kind: 'slow', hashesPerSecond: 1, nameplate: 2, share: 0.8 },
};
const known = (id: string) =>
  ({
    type: 'device-known',
    device: { id, model: 'Antminer KA3', host: '192.168.1.30' },
  }) as unknown as MarkedDeviceEvent;
const read = (id: string, ...complaints: readonly DeviceProblem['complaint'][]) =>
  ({ type: 'device-read', id, complaints }) as unknown as MarkedDeviceEvent;

/** The marks after each event, a minute apart: `fan-stopped`, and `-fan-stopped` for its end. */
function marked(...events: readonly MarkedDeviceEvent[]): string[] {
  let devices: MarkedDevices = new Map();
  return events.map((event, at) => {
    const after = markDevice(devices, event, at * MINUTE_MS);
    devices = after.devices;
    return after.marks
      .map(({ kind, key, fault }) => `${kind === 'machine-well' ? '-' : ''}${key}:${fault}`)
      .join(' ');
  });
}

it('marks what becomes wrong with a machine and what is over, once each', () => {
  expect(
    marked(
      known('a'),
      read('a'),
      read('a', FAN),
      read('a', FAN, SLOW),
      known('a'),
      read('a', SLOW),
    ),
  ).toEqual(['', '', 'a:fan-stopped', 'a:slow', '', '-a:fan-stopped']);
});

it('names the machine, and is stored as it is read back', () => {
  const { devices } = markDevice(new Map(), known('a'), 0);
  const [mark] = markDevice(devices, read('a', FAN), 5).marks;
  if (mark === undefined) throw new Error('no mark');
  expect(mark).toMatchObject({ name: 'Antminer KA3 (192.168.1.30)', key: 'a', atMs: 5 });
  expect(markOf(5, textOfMark(mark))).toEqual(mark);
});

it('lets a machine that flaps make few marks an hour, and takes none from the others', () => {
  const flapping = Array.from({ length: 50 }, (_, at) =>
    at % 2 === 0 ? read('a', FAN) : read('a'),
  );
  const marks = marked(known('a'), known('b'), ...flapping, read('b', FAN));
  expect(marks.filter((each) => each.includes('a:')).length).toBe(12);
  expect(marks.at(-1)).toBe('b:fan-stopped');
  // An hour later.
  const later = Array.from({ length: 60 }, () => read('a'));
  expect(marked(known('a'), ...flapping, ...later, read('a', FAN)).at(-1)).toBe('a:fan-stopped');
});
