/** Asks every address of a range what it is: a few at a time, with progress, until it is cancelled. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeviceAddress, DeviceIdentity } from '../device.ts';
import type { DeviceSearch } from '../device-events.ts';
import { identifyDevice } from '../drivers/identify.ts';
import type { DeviceIo } from '../drivers/device-io.ts';
import { inParallel } from '../in-parallel.ts';

/** With 1.5 s each, the 254 addresses of a /24 in which nothing answers take 12 s. */
const AT_ONCE = 32;
const ADDRESS_LIMIT_MS = 1_500;
/** Time between the first questions to two addresses: all at once would hold up what else runs here. */
const START_EVERY_MS = 10;
const PROGRESS_EVERY_MS = 100;
/** What answered but is no machine is kept so often. */
const MOST_OTHERS = 50;

interface SearchOptions {
  readonly addresses: readonly DeviceAddress[];
  readonly io: DeviceIo;
  /** Whether a Goldshell is known there, which wants time between two rounds. */
  readonly isGentle: (host: string) => boolean;
  /** Takes a device that was found; its id. */
  readonly onFound: (identity: DeviceIdentity) => string;
  /** Ten times a second at most, at the beginning and at the end. */
  readonly onProgress: (search: DeviceSearch) => void;
}

export interface RunningSearch {
  /** When all were asked, or it was cancelled. */
  readonly ended: Promise<void>;
  /** At once: what an address still answers is not looked at. */
  cancel(): void;
}

/** Begins at once. Each address is asked once, and what answers is reported as it comes. */
export function startSearch(options: SearchOptions): RunningSearch {
  const { addresses, io, isGentle, onFound, onProgress } = options;
  const cancelling = new AbortController();
  const { signal } = cancelling;
  const found: string[] = [];
  const others: { host: string; answered: string }[] = [];
  let asked = 0;
  let nextStartMs = 0;
  let reporting: NodeJS.Timeout | null = null;

  function report(isRunning: boolean): void {
    onProgress({
      isRunning,
      isCancelled: signal.aborted,
      asked,
      addresses: addresses.length,
      found: [...found],
      others: [...others],
    });
  }

  function moved(): void {
    reporting ??= setTimeout(() => {
      reporting = null;
      report(true);
    }, PROGRESS_EVERY_MS);
  }

  async function ask(address: DeviceAddress): Promise<void> {
    if (signal.aborted) return;
    const startMs = Math.max(performance.now(), nextStartMs);
    nextStartMs = startMs + START_EVERY_MS;
    await sleep(startMs - performance.now());
    const pace = isGentle(address.host) ? 'gentle' : 'quick';
    const answer = await identifyDevice(address, io, ADDRESS_LIMIT_MS, signal, pace);
    if (signal.aborted) return;
    asked += 1;
    if (answer.kind === 'device') {
      const id = onFound(answer.identity);
      if (!found.includes(id)) found.push(id);
    }
    if (answer.kind === 'other' && others.length < MOST_OTHERS) {
      others.push({ host: address.host, answered: answer.answered });
    }
    moved();
  }

  async function run(): Promise<void> {
    const cancelled = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
    });
    await Promise.race([inParallel(addresses, AT_ONCE, ask), cancelled]);
    if (reporting !== null) clearTimeout(reporting);
    reporting = null;
    report(false);
  }

  report(true);
  return { ended: run(), cancel: () => cancelling.abort() };
}
