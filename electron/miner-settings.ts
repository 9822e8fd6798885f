/** The miner's configuration as the app holds it: read once, changed by the screen, kept on disk. */
import { copyFile } from 'node:fs/promises';
import { DEFAULT_CONFIG, err, loadConfigFile, ok, saveConfigFile } from '../src-core/index.ts';
import type { Logger, MinerConfig, Result } from '../src-core/index.ts';
import { keptName } from './json-file.ts';
import { reasonOf } from './thrown-reason.ts';
import { createTurns } from './turns.ts';

export interface MinerSettings {
  current(): MinerConfig;
  /** Why the file cannot be used, a sentence; null when all is well. Mining waits for that. */
  fault(): string | null;
  /**
   * Takes the given keys; they apply when the file holds them. An unusable file is copied beside
   * itself first, and the fault is gone after that: the person has chosen to go on without it.
   */
  save(changes: Partial<MinerConfig>): Promise<Result<MinerConfig, string>>;
}

/** Reads the file at `path`. A broken one is left as it is, and the defaults hold. */
export async function openMinerSettings(path: string, logger: Logger): Promise<MinerSettings> {
  const loaded = await loadConfigFile(path);
  let current = (loaded.ok ? loaded.value : null) ?? DEFAULT_CONFIG;
  let fault = loaded.ok ? null : loaded.error.message;
  if (fault !== null) logger.error(fault);

  async function write(changes: Partial<MinerConfig>): Promise<Result<MinerConfig, string>> {
    if (fault !== null) {
      const kept = keptName(path, new Date());
      try {
        await copyFile(path, kept);
      } catch (error) {
        return err(`${path} cannot be kept as ${kept}: ${reasonOf(error)}`);
      }
      logger.warn(`the settings file that could not be read was kept as ${kept}`);
    }
    const next = { ...current, ...changes };
    const saved = await saveConfigFile(path, next);
    if (!saved.ok) return err(saved.error.message);
    current = next;
    fault = null;
    return ok(next);
  }

  const inTurn = createTurns();
  return {
    current: () => current,
    fault: () => fault,
    save: (changes) => inTurn(() => write(changes)),
  };
}
