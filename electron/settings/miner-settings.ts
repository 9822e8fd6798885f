/** The miner's configuration as the app holds it: read once, changed by the screen, kept on disk. */
import {
  createTurns,
  DEFAULT_CONFIG,
  describeAdapted,
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
  /** With the threads that the processor has as long as nobody chose their number. */
  current(): MinerConfig;
  /** Keys of the file that this program does not have; they stay in it. */
  unknown(): ConfigKeys;
  /** Why the file cannot be used; null when all is well. Mining does not start with a fault. */
  fault(): Failure | null;
  /**
   * Takes the given keys, and keys of others to keep beside them; they apply when the file holds
   * them. An unusable file is copied beside itself first, and the fault is gone after that: the
   * person has chosen to go on without it.
   */
  save(changes: Partial<MinerConfig>, unknown?: ConfigKeys): Promise<Result<MinerConfig, Failure>>;
}

/** Reads the file at `path`. A broken one is left as it is, and the defaults hold. */
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

  async function write(
    changes: Partial<MinerConfig>,
    more: ConfigKeys,
  ): Promise<Result<MinerConfig, Failure>> {
    const next = { ...current, ...changes };
    const kept = { ...unknown, ...more };
    const isGiven = isThreadCountGiven || changes.threadCount !== undefined;
    const { threadCount, ...others } = next;
    // A default that nobody chose must not look chosen when the file is read again.
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
