/** The practice network that runs inside this program, on a loopback port of its own. */
import type { MinerConfig } from '../config/miner-config.ts';
import type { HistoryEvent } from '../storage/storage-events.ts';
import { reasonOf } from '../system/thrown-reason.ts';
import type { Logger } from '../logging/logger.ts';
import type { PracticeError } from './chain/practice-errors.ts';
import { practiceDataFile, removePracticeData } from './practice-files.ts';
import { startPracticeNode } from './practice-node.ts';
import type { PracticeNode } from './practice-node.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';

interface PracticeSettings {
  readonly config: MinerConfig;
  /** Where it keeps its chains. */
  readonly dataDirectory: string;
  readonly logger: Logger;
}

/** Deletes the practice chains; not while mining on them. The error is the system's message. */
export async function resetPracticeChain(
  dataDirectory: string,
): Promise<Result<null, { readonly reason: string }>> {
  try {
    await removePracticeData(dataDirectory);
    return ok(null);
  } catch (error) {
    return err({ reason: reasonOf(error) });
  }
}

/** Starts the practice network that the configuration describes. */
export function openPractice(
  { config, dataDirectory, logger }: PracticeSettings,
  onFault: (event: HistoryEvent) => void,
): Promise<Result<PracticeNode, PracticeError>> {
  return startPracticeNode(
    {
      port: 0,
      graph: config.practiceGraph,
      blockDelayMicros: Math.round(config.practiceBlockDelay * 1e6),
      checkPow: !config.practiceDisablePow,
      dataFile: practiceDataFile(dataDirectory),
      onDataFile: onFault,
    },
    logger.withTag('Practice node'),
  );
}
