/**
 * Reads machines at their own interfaces, each at its pace and one after the other: their web servers
 * are weak, and twenty readings at one moment would hold up what else runs here.
 */
import type { Logger } from '../../logging/logger.ts';
import { detailOf } from '../../system/thrown-reason.ts';
import type { DeviceDriver } from '../device.ts';
import type { DeviceDescription, DeviceEvent } from '../device-events.ts';
import type { OwnPools } from '../setup/own-pools.ts';
import { afterRead, isSilent, NEVER_READ } from './reading-outcome.ts';
import type { ReadMemory } from './reading-outcome.ts';
import { logOutcome } from './watch-log.ts';

export interface WatchedDevice {
  readonly description: DeviceDescription;
  readonly driver: DeviceDriver;
  /** Which of its pools are this program. */
  readonly ownPools: OwnPools;
  /** The most boards that hashed in it at one time; null before its first reading. */
  readonly boardsSeen: number | null;
  /** It is being configured: it is left alone. */
  readonly isBusy: boolean;
}

interface WatchOptions {
  /** The devices there are, asked again and again. */
  readonly list: () => readonly WatchedDevice[];
  /** Time between two readings of a device, at least 10 s is used; null while none is to be read. */
  readonly everyMs: () => number | null;
  readonly onEvent: (event: DeviceEvent) => void;
  readonly logger: Logger;
  /** A clock that never jumps, ms. */
  readonly nowMs?: () => number;
  /** Runs an action after a time, unless what it returns is called before. */
  readonly after?: (delayMs: number, action: () => void) => () => void;
}

export interface DeviceWatch {
  /** The pace has changed, or the list of devices. */
  configChanged(): void;
  /**
   * Reads a device now, also one that is busy, and while readings are off. Resolves when it was
   * reported; at once for an id that is not listed.
   */
  readNow(id: string): Promise<void>;
  /** Every device is due, also one that was silent for long. */
  wake(): void;
  /** Ends readings; nothing is reported any more. */
  close(): void;
}

/** A machine's place in the order. */
interface Turn {
  dueMs: number;
  memory: ReadMemory;
  /** The reading that is under way. */
  running: Promise<void> | null;
}

const SHORTEST_PAUSE_MS = 10_000;
/** A machine that stays silent is asked this often at least. */
const LONGEST_PAUSE_MS = 300_000;
/** The list is looked at again after this time at most. */
const LOOK_MS = 5_000;

/** Begins at once. */
export function createDeviceWatch(options: WatchOptions): DeviceWatch {
  const { list, onEvent, logger, nowMs = steadyMs, after = afterTimeout } = options;
  const turns = new Map<string, Turn>();
  const closing = new AbortController();
  let lastStartMs = -Infinity;
  let cancel = (): void => undefined;
  schedule(0);

  function schedule(delayMs: number): void {
    cancel();
    if (!closing.signal.aborted) cancel = after(delayMs, look);
  }

  function everyMs(): number | null {
    const pauseMs = options.everyMs();
    return pauseMs === null ? null : Math.max(SHORTEST_PAUSE_MS, pauseMs);
  }

  /** Reads the machine whose turn it is, and sets the time of the next. */
  function look(): void {
    const paceMs = everyMs();
    if (paceMs === null) return;
    const devices = list();
    forgetOthers(devices);
    const next = firstOf(devices);
    if (next === null) return schedule(LOOK_MS);
    const startMs = Math.max(next.turn.dueMs, lastStartMs + paceMs / devices.length);
    const waitMs = startMs - nowMs();
    if (waitMs > 0) return schedule(Math.min(waitMs, LOOK_MS));
    void read(next.device);
    schedule(0);
  }

  /** The one that is due first of those that may be read. */
  function firstOf(
    devices: readonly WatchedDevice[],
  ): { readonly device: WatchedDevice; readonly turn: Turn } | null {
    const free = devices
      .map((device) => ({ device, turn: turnOf(device.description.id) }))
      .filter(({ device, turn }) => !device.isBusy && turn.running === null);
    return free.sort((a, b) => a.turn.dueMs - b.turn.dueMs)[0] ?? null;
  }

  function turnOf(id: string): Turn {
    const known = turns.get(id);
    if (known !== undefined) return known;
    const turn = { dueMs: nowMs(), memory: NEVER_READ, running: null };
    turns.set(id, turn);
    return turn;
  }

  function forgetOthers(devices: readonly WatchedDevice[]): void {
    const ids = new Set(devices.map(({ description }) => description.id));
    for (const id of turns.keys()) if (!ids.has(id)) turns.delete(id);
  }

  /** Never rejects. Whoever asks meanwhile waits for the same reading. */
  function read(device: WatchedDevice): Promise<void> {
    const turn = turnOf(device.description.id);
    turn.running ??= readOnce(device, turn)
      .catch((error: unknown) => {
        logger.error(`reading ${device.description.host} failed: ${detailOf(error)}`);
      })
      .finally(() => {
        turn.running = null;
      });
    return turn.running;
  }

  async function readOnce({ description, driver }: WatchedDevice, turn: Turn): Promise<void> {
    const startMs = nowMs();
    lastStartMs = startMs;
    const result = await driver.read(closing.signal);
    turn.dueMs = startMs + (everyMs() ?? SHORTEST_PAUSE_MS);
    // It may have been configured or forgotten meanwhile.
    const now = list().find((each) => each.description.id === description.id);
    if (closing.signal.aborted || now === undefined) return;
    // A machine that is being configured restarts, and says nothing for a while.
    if (!result.ok && now.isBusy) return;
    const { memory, event } = afterRead(
      turn.memory,
      result,
      now.description,
      now.ownPools,
      now.boardsSeen,
    );
    logOutcome(logger, now.description, turn.memory, event);
    turn.memory = memory;
    if (isSilent(memory)) turn.dueMs = startMs + silentPauseMs(memory.failures);
    if (event !== null) onEvent(event);
  }

  /** Twice as long after each failure, up to some minutes. */
  function silentPauseMs(failures: number): number {
    const paceMs = everyMs() ?? SHORTEST_PAUSE_MS;
    return Math.max(paceMs, Math.min(paceMs * 2 ** (failures - 1), LONGEST_PAUSE_MS));
  }

  return {
    configChanged: () => schedule(0),
    wake() {
      for (const turn of turns.values()) turn.dueMs = Math.min(turn.dueMs, nowMs());
      schedule(0);
    },
    async readNow(id) {
      const find = (): WatchedDevice | undefined =>
        list().find(({ description }) => description.id === id);
      const device = find();
      if (device === undefined || closing.signal.aborted) return;
      await read(device);
      const isUnclear = turnOf(id).memory.failures === 1;
      const again = find();
      // A single failure is not reported, and no other reading may follow to make it clear.
      if (everyMs() === null && isUnclear && again !== undefined) await read(again);
    },
    close() {
      closing.abort();
      cancel();
    },
  };
}

function steadyMs(): number {
  return performance.now();
}

function afterTimeout(delayMs: number, action: () => void): () => void {
  const timer = setTimeout(action, delayMs);
  // Watching alone keeps no program running.
  timer.unref();
  return () => clearTimeout(timer);
}
