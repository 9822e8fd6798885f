/** The miner's configuration as the app holds it: read once, changed by the screen, kept on disk. */
import {
  createTurns,
  DEFAULT_CONFIG,
  describeAdapted,
  describeRepeated,
  describeUnknown,
  err,
  loadConfigFile,
  ok,
  saveConfigFile,
  textOfUnknown,
  withCpuThreads,
} from '../../src-core/index.ts';
import type { ConfigKeys, Logger, MinerConfig, Result } from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';
import { failureLine } from '../logging/failure-line.ts';

export interface MinerSettings {
  /** With a number of threads that fits the processor until the user chooses one. */
  current(): MinerConfig;
  /** Keys of the file that this program does not have; they stay in it. */
  unknown(): ConfigKeys;
  /** Why the file cannot be used; null when all is well. Mining does not start with a fault. */
  fault(): Failure | null;
  /**
   * Changes the given keys, and keeps keys of other programs beside them; they apply once they are in
   * the file. An unusable file is first copied beside itself; after that there is no fault any more,
   * since the user chose to continue without it.
   */
  save(changes: Partial<MinerConfig>, unknown?: ConfigKeys): Promise<Result<MinerConfig, Failure>>;
}

/** Reads the file at `path`. A broken one is left as it is, and the defaults apply. */
export async function openMinerSettings(path: string, logger: Logger): Promise<MinerSettings> {
  const loaded = await loadConfigFile(path);
  const found = loaded.ok ? loaded.value : null;
  let current = found?.config ?? DEFAULT_CONFIG;
  let isThreadCountGiven = found !== null && found.origins.threadCount.kind !== 'default';
  let unknown = textOfUnknown(found?.unknown ?? []);
  let fault: Failure | null = loaded.ok ? null : { kind: 'config', error: loaded.error };
  if (fault !== null) logger.error(failureLine(fault));
  for (const key of found?.unknown ?? []) logger.warn(describeUnknown(key));
  for (const key of found?.adapted ?? []) logger.warn(describeAdapted(key));
  for (const key of found?.repeated ?? []) logger.warn(describeRepeated(key));

  async function write(
    changes: Partial<MinerConfig>,
    more: ConfigKeys,
  ): Promise<Result<MinerConfig, Failure>> {
    const next = { ...current, ...changes };
    const kept = { ...unknown, ...more };
    const isGiven = isThreadCountGiven || changes.threadCount !== undefined;
    const { threadCount, ...others } = next;
    // A default must not look like a choice of the user when the file is read again.
    const written = isGiven ? { ...others, threadCount } : others;
    const saved = await saveConfigFile(path, written, kept);
    if (!saved.ok) return err({ kind: 'config', error: saved.error });
    if (saved.value.kept !== null) {
      logger.warn(`the settings file that could not be read was kept as ${saved.value.kept}`);
    }
    current = next;
    isThreadCountGiven = isGiven;
    unknown = kept;
    fault = null;
    return ok(effective());
  }

  const effective = (): MinerConfig => withCpuThreads(current, isThreadCountGiven);
  const inTurn = createTurns();
  return {
    current: effective,
    unknown: () => unknown,
    fault: () => fault,
    save: (changes, more = {}) => inTurn(() => write(changes, more)),
  };
}
