/** Machines that answer as a test says, watched by a clock that is moved by hand. */
import { onTestFinished } from 'vitest';
import { err, ok } from '../../../result.ts';
import type { Result } from '../../../result.ts';
import { collectedLog } from '../../../tests/collected-log.ts';
import { HandClock } from '../../../tests/hand-clock.ts';
import type { DeviceReading } from '../../device.ts';
import type { DeviceError } from '../../device-error.ts';
import type { DeviceDescription, DeviceEvent } from '../../device-events.ts';
import { createDeviceWatch } from '../device-watch.ts';
import type { WatchedDevice } from '../device-watch.ts';
import { DESCRIPTION, ownPool, READING } from './made-up-reading.ts';

export const PACE_MS = 30_000;
export const TIMEOUT = err<DeviceError>({ kind: 'timeout', limitMs: 5_000 });

/** A machine that answers as the test says; `asked` has when it was read. */
interface Machine {
  readonly watched: WatchedDevice;
  readonly asked: number[];
  answer: () => Promise<Result<DeviceReading, DeviceError>>;
}

/** Watches so many machines until the test ends. */
export function scene(count: number) {
  const clock = new HandClock();
  const log = collectedLog();
  const events: DeviceEvent[] = [];
  let devices: WatchedDevice[] = [];
  let paceMs: number | null = PACE_MS;
  const machines = Array.from({ length: count }, (_, i): Machine => {
    const machine: Machine = {
      asked: [],
      answer: () => Promise.resolve(ok({ ...READING, atMs: clock.nowMs() })),
      watched: {
        description: description(i),
        driver: {
          read() {
            machine.asked.push(clock.nowMs());
            return machine.answer();
          },
          control: null,
        },
        ownPools: ownPool(null),
        boardsSeen: null,
        isBusy: false,
      },
    };
    return machine;
  });
  devices = machines.map(({ watched }) => watched);
  const opened = createDeviceWatch({
    list: () => devices,
    everyMs: () => paceMs,
    onEvent: (event) => events.push(event),
    logger: log.logger,
    nowMs: () => clock.nowMs(),
    after: (delayMs, action) => clock.after(delayMs, action),
  });
  onTestFinished(() => opened.close());
  return {
    watch: opened,
    clock,
    log,
    events,
    machines,
    /** Lets time pass second by second, with what readings lead to. */
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 1_000) {
        clock.pass(1_000);
        await settled();
      }
    },
    change(i: number, changes: Partial<WatchedDevice>) {
      devices = devices.map((device, at) => (at === i ? { ...device, ...changes } : device));
    },
    keep(indexes: readonly number[]) {
      devices = machines.filter((_, i) => indexes.includes(i)).map(({ watched }) => watched);
    },
    pace(ms: number | null) {
      paceMs = ms;
      opened.configChanged();
    },
  };
}

function description(i: number): DeviceDescription {
  return { ...DESCRIPTION, id: `machine-${i}`, host: `127.0.0.${10 + i}` };
}

/** Everything that waits for settled promises has run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
