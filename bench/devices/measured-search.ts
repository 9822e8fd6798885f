import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DeviceSearch } from '../../src-core/devices/device-events.ts';
import { createDeviceIo, shareTurns } from '../../src-core/devices/drivers/device-io.ts';
import { startSearch } from '../../src-core/devices/finding/search.ts';
import { createLog } from '../../src-core/logging/logger.ts';

export interface MeasuredSearch {
  readonly seconds: number;
  /** Delay of the event loop, 99th percentile; 1 ms of it is the measuring timer. */
  readonly eventLoopP99Ms: number;
}

const SAMPLING_MS = 1;

/**
 * Searches these addresses as the program does.
 * @throws when anything answers
 */
export async function measureSearch(
  hosts: readonly string[],
  webPort: number,
): Promise<MeasuredSearch> {
  const log = createLog({ level: 'warn', sink: (batch) => console.error(batch) });
  const folder = await mkdtemp(join(tmpdir(), 'heddle-bench-'));
  const io = createDeviceIo({ shared: shareTurns(folder, log.logger) });
  const delay = monitorEventLoopDelay({ resolution: SAMPLING_MS });
  let last: DeviceSearch | null = null;
  delay.enable();
  const startMs = performance.now();
  const search = startSearch({
    addresses: hosts.map((host) => ({ host, webPort })),
    io,
    isGentle: () => false,
    onFound: ({ host }) => host,
    onProgress: (progress) => (last = progress),
  });
  await search.ended;
  const seconds = (performance.now() - startMs) / 1000;
  delay.disable();
  io.close();
  await rm(folder, { recursive: true });
  check(last, hosts.length);
  return { seconds, eventLoopP99Ms: delay.percentile(99) / 1e6 };
}

function check(search: DeviceSearch | null, addresses: number): void {
  const { asked = 0, found = [], others = [] } = search ?? {};
  if (asked === addresses && found.length === 0 && others.length === 0) return;
  const answers = [...found, ...others.map(({ host, answered }) => `${host}: ${answered}`)];
  throw new Error(`${asked} of ${addresses} asked; ${answers.slice(0, 3).join(', ')} answered`);
}
