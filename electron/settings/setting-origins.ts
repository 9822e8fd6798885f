/** Which settings an imported file brought, and keeping that on disk. */
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DEFAULT_CONFIG, SECRET_KEYS } from '../../src-core/index.ts';
import type { Logger, MinerConfig } from '../../src-core/index.ts';
import type { SettingOrigins } from '../../contract/screen-contract.ts';
import { failureLine } from '../logging/failure-line.ts';
import { openJsonFile } from './json-file.ts';

export interface SettingOriginsStore {
  current(): SettingOrigins;
  /** Records that `file` brought these settings; others keep their origin. */
  took(file: string, brought: Partial<MinerConfig>): Promise<void>;
}

/** On disk a secret is a salted hash: enough to check whether the setting still has that value. */
const seal = z.strictObject({ salt: z.string(), scrypt: z.string() });
const schema = z.record(
  z.string(),
  z.union([
    z.strictObject({ file: z.string(), value: z.unknown() }),
    z.strictObject({ file: z.string(), seal }),
  ]),
);

type Stored = z.output<typeof schema>;
type Entry = { readonly file: string; readonly value: unknown };
type Entries = Readonly<Record<string, Entry>>;

/**
 * Reads `path`. The file is not essential: a broken one is set aside, and one that cannot be written is
 * logged. A secret that differs from the one in `config` is not from its file any more.
 */
export async function openSettingOrigins(
  path: string,
  config: MinerConfig,
  logger: Logger,
): Promise<SettingOriginsStore> {
  const file = openJsonFile(path, schema);
  const found = await file.readOrSetAside(logger);
  let entriesNow = opened((found.ok ? found.value : null) ?? {}, config);
  return {
    current: () => entriesNow,
    async took(name, brought) {
      const entries = Object.entries(brought).map(([key, value]): [string, Entry] => [
        key,
        { file: name, value },
      ]);
      entriesNow = { ...entriesNow, ...Object.fromEntries(entries) };
      const written = await file.write(closed(entriesNow));
      if (!written.ok) logger.warn(failureLine(written.error));
    },
  };
}

/** Without keys of other versions. Values are only compared, so their types do not matter. */
function opened(stored: Stored, config: MinerConfig): Entries {
  const entries = Object.entries(stored).flatMap(([key, entry]): [string, Entry][] => {
    if (!isKey(key)) return [];
    if ('value' in entry) return isSecret(key) ? [] : [[key, entry]];
    const value = config[key];
    return matches(entry.seal, value) ? [[key, { file: entry.file, value }]] : [];
  });
  return Object.fromEntries(entries);
}

function closed(entries: Entries): Stored {
  const stored = Object.entries(entries).map(([key, { file, value }]): [string, Stored[string]] => {
    if (!isSecret(key)) return [key, { file, value }];
    const salt = randomBytes(16).toString('hex');
    return [key, { file, seal: { salt, scrypt: scryptOf(value, salt).toString('hex') } }];
  });
  return Object.fromEntries(stored);
}

function matches({ salt, scrypt }: z.output<typeof seal>, value: unknown): boolean {
  const stored = Buffer.from(scrypt, 'hex');
  const actual = scryptOf(value, salt);
  return stored.length === actual.length && timingSafeEqual(stored, actual);
}

function scryptOf(value: unknown, salt: string): Buffer {
  return scryptSync(JSON.stringify(value), salt, 32);
}

function isSecret(key: string): boolean {
  return SECRET_KEYS.some((each) => each === key);
}

function isKey(key: string): key is keyof MinerConfig {
  return Object.hasOwn(DEFAULT_CONFIG, key);
}
