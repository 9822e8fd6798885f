/** Which settings an imported file brought, and keeping that on disk. */
import { z } from 'zod';
import { DEFAULT_CONFIG } from '../src-core/index.ts';
import type { Logger, MinerConfig } from '../src-core/index.ts';
import type { SettingOrigins } from './ipc-contract.ts';
import { openJsonFile } from './json-file.ts';

export interface SettingOriginsStore {
  current(): SettingOrigins;
  /** These settings came from `file`; what came from others stays theirs. */
  took(file: string, brought: Partial<MinerConfig>): Promise<void>;
}

const schema = z.record(z.string(), z.strictObject({ file: z.string(), value: z.unknown() }));

type Entries = z.output<typeof schema>;

/**
 * Reads `path`. It only explains: a broken file is set aside, one that cannot be written is logged,
 * and settings go on without it.
 */
export async function openSettingOrigins(
  path: string,
  logger: Logger,
): Promise<SettingOriginsStore> {
  const file = openJsonFile(path, schema);
  const found = await file.read();
  if (!found.ok) {
    logger.warn(found.error);
    const kept = await file.setAside();
    if (!kept.ok) logger.warn(kept.error);
  }
  let entriesNow = known((found.ok ? found.value : null) ?? {});
  return {
    current: () => entriesNow,
    async took(name, brought) {
      const entries = Object.entries(brought).map(([key, value]): [string, Entries[string]] => [
        key,
        { file: name, value },
      ]);
      entriesNow = { ...entriesNow, ...Object.fromEntries(entries) };
      const written = await file.write(entriesNow);
      if (!written.ok) logger.warn(written.error);
    },
  };
}

/** Without keys of other versions. Values are only compared, so their types do not matter. */
function known(entries: Entries): Entries {
  return Object.fromEntries(
    Object.entries(entries).filter(([key]) => Object.hasOwn(DEFAULT_CONFIG, key)),
  );
}
