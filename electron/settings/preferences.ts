/** What the app remembers beside the miner's configuration, and keeping it on disk. */
import { preferencesSchema } from '../../contract/preferences-schema.ts';
import { createTurns, ok } from '../../src-core/index.ts';
import type { Logger, Result } from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';
import type { Preferences } from '../../contract/screen-contract.ts';
import { failureLine } from '../logging/failure-line.ts';
import { openJsonFile } from './json-file.ts';

export interface PreferencesStore {
  current(): Preferences;
  /** Changes the given keys. They apply once they are in the file. */
  save(changes: Partial<Preferences>): Promise<Result<Preferences, Failure>>;
  /** The file could not be used at the start; null when all is well. */
  readonly fault: PreferencesFault | null;
}

export interface PreferencesFault {
  readonly failure: Failure;
  /** Where the file is now, or why it could not be renamed. */
  readonly kept: Result<string, Failure>;
}

/** Reads `path`. A broken file is set aside and reported, and the defaults apply. */
export async function openPreferences(path: string, logger: Logger): Promise<PreferencesStore> {
  const file = openJsonFile<Preferences>(path, preferencesSchema);
  const found = await file.read();
  let current = (found.ok ? found.value : null) ?? preferencesSchema.parse({});
  let fault: PreferencesFault | null = null;
  if (!found.ok) {
    fault = { failure: found.error, kept: await file.setAside() };
    logger.error(failureLine(fault.failure));
    if (fault.kept.ok) logger.warn(`the file was kept as ${fault.kept.value}`);
    else logger.error(failureLine(fault.kept.error));
  }

  // One after the other, each on top of the one before it.
  const inTurn = createTurns();

  return {
    current: () => current,
    fault,
    save: (changes) =>
      inTurn(async () => {
        const next = { ...current, ...changes };
        const written = await file.write(next);
        if (!written.ok) return written;
        current = next;
        return ok(next);
      }),
  };
}
