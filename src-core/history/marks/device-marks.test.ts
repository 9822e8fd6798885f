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

/** After the machine is known at 0: minutes in which the fan is marked as stopped when it stops in these for a moment. */
function minutesMarked(...minutes: readonly number[]): number[] {
  let { devices } = markDevice(new Map(), known('a'), 0);
  return minutes.filter((minute) => {
    const stopped = markDevice(devices, read('a', FAN), minute * MINUTE_MS);
    const runs = markDevice(stopped.devices, read('a'), minute * MINUTE_MS + 1);
    devices = runs.devices;
    expect(runs.marks).toHaveLength(stopped.marks.length);
    return stopped.marks.length > 0;
  });
}

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
});

it('makes six marks in each hour, however long the machine flaps', () => {
  const minutes = Array.from({ length: 90 }, (_, at) => 2 * at);
  const first = [0, 2, 4, 6, 8, 10];
  expect(minutesMarked(...minutes)).toEqual(
    [0, 60, 120].flatMap((hour) => first.map((minute) => hour + minute)),
  );
});

it.each([
  ['with the first mark after a quiet time', [100, 101, 102, 103, 104, 105, 159, 160], [159]],
  ['when the clock is set back by one', [1, 2, 3, 4, 5, 6, 7, -59, -60], [7, -59]],
])('begins an hour %s', (_, minutes, suppressed) => {
  expect(minutesMarked(...minutes)).toEqual(minutes.filter((each) => !suppressed.includes(each)));
});

it('does not begin an hour with a reading that has no mark', () => {
  const all = [known('a'), ...Array.from({ length: 90 }, () => read('a'))];
  const flapping = Array.from({ length: 80 }, (_, at) =>
    at % 2 === 0 ? read('a', FAN) : read('a'),
  );
  const marks = marked(...all, ...flapping);
  // From minute 91 on, six until minute 101; the next hour begins in minute 151.
  const faults = [...marks.keys()].filter((minute) => marks[minute] === 'a:fan-stopped');
  expect(faults).toEqual([91, 93, 95, 97, 99, 101, 151, 153, 155, 157, 159, 161]);
});
