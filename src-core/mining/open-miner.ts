/** Opens mining with what goes with it: samples of each second, and the watch over open files. */
import type { MinerConfig } from '../config/miner-config.ts';
import type { OwnedDevices } from '../devices/manage/create-devices.ts';
import type { History } from '../history/history.ts';
import type { Logger } from '../logging/logger.ts';
import type { Result } from '../result.ts';
import type { MinerEvent } from '../state/miner-events.ts';
import type { MayRunPrograms } from '../workers/fleet.ts';
import type { StartGpuProcess } from '../workers/gpu/process/gpu-process.ts';
import type { Holds } from './groups/holds.ts';
import { watchOpenFiles } from './open-files-watch.ts';
import { openParts } from './open-parts.ts';
import type { StartError } from './start-error.ts';
import { startMining } from './start-mining.ts';
import type { RunningMiner } from './start-mining.ts';

interface MinerParts {
  readonly config: MinerConfig;
  /** The same with what has come into force since. */
  readonly minedWith: () => MinerConfig;
  readonly dataDirectory: string;
  readonly history: History;
  readonly devices: Pick<OwnedDevices, 'take'>;
  readonly logger: Logger;
  /** What keeps kinds of workers from mining at first. */
  readonly holds: Holds;
  readonly startGpu: StartGpuProcess | undefined;
  readonly mayRun: MayRunPrograms | undefined;
  readonly onEvent: (event: MinerEvent) => void;
  /** Called every second. */
  readonly onSecond: () => void;
}

const SAMPLE_EVERY_MS = 1_000;

/** Opens everything, or nothing. */
export async function openMiner(options: MinerParts): Promise<Result<RunningMiner, StartError>> {
  const { config, dataDirectory, history, devices, logger, holds } = options;
  const parts = openParts(logger);
  const sampling = setInterval(options.onSecond, SAMPLE_EVERY_MS);
  parts.add('samples', () => clearInterval(sampling));
  const onEvent = (event: MinerEvent): void => {
    options.onEvent(event);
    tellDevices(devices, event);
  };
  const unwatch = watchOpenFiles({
    logger,
    onEvent: (event) => onEvent({ ...event, atMs: Date.now() }),
  });
  parts.add('samples', unwatch);
  const { startGpu, mayRun, minedWith } = options;
  const given = { config, minedWith, dataDirectory, history, logger, holds, startGpu, mayRun };
  return startMining({ ...given, onEvent }, parts);
}

/** Machines that are configured are waited for at the Stratum server. */
function tellDevices(devices: MinerParts['devices'], event: MinerEvent): void {
  switch (event.type) {
    case 'stratum-listening':
    case 'stratum-closed':
    case 'machine-changed':
    case 'machine-measured':
    case 'machine-level-changed':
    case 'machine-left':
      devices.take(event);
  }
}
