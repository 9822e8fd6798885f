/** What the app remembers beside the miner's configuration, and keeping it on disk. */
import { preferencesSchema } from '../../contract/preferences-schema.ts';
import type { Logger, Result } from '../../src-core/index.ts';
import { ok } from '../../src-core/index.ts';
import type { Preferences } from '../../contract/screen-contract.ts';
import { openJsonFile } from './json-file.ts';
import { createTurns } from '../../src-core/index.ts';

export interface PreferencesStore {
  current(): Preferences;
  /** Takes the given keys. They apply when the file holds them. */
  save(changes: Partial<Preferences>): Promise<Result<Preferences, string>>;
  /** A sentence when the file could not be used at the start: it was kept under another name. */
  readonly fault: string | null;
}

/** Reads `path`. A broken file is set aside and said, and the defaults hold. */
export async function openPreferences(path: string, logger: Logger): Promise<PreferencesStore> {
  const file = openJsonFile<Preferences>(path, preferencesSchema);
  const found = await file.read();
  let current = (found.ok ? found.value : null) ?? preferencesSchema.parse({});
  let fault: string | null = null;
  if (!found.ok) {
    const kept = await file.setAside();
    fault = `${found.error}. Heddle starts with default preferences; ${
      kept.ok ? `the file was kept as ${kept.value}` : kept.error
    }.`;
    logger.error(fault);
  }

  // One after the other, each on top of what the one before it left.
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
