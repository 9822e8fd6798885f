/** What a configuration file would change of the settings that hold. Pure but for reading the file. */
import { basename } from 'node:path';
import {
  DEFAULT_CONFIG,
  mergeConfig,
  ok,
  powerfulKeysIn,
  readConfigSource,
  textOfUnknown,
} from '../../src-core/index.ts';
import type {
  ConfigError,
  ConfigKey,
  ConfigKeys,
  MinerConfig,
  Result,
} from '../../src-core/index.ts';
import type { FilePreview, SettingChange, UnknownSetting } from '../../contract/screen-contract.ts';

const CONFIG_KEYS = Object.keys(DEFAULT_CONFIG) as readonly ConfigKey[];

/** Whom mining pays, the nodes that are believed about it, and whether it pays at all. */
const REWARD_KEYS: readonly ConfigKey[] = [
  'publicKey',
  'account',
  'node',
  'fallbackNodes',
  'insecure',
  'practice',
];

export interface ReadConfigFile {
  /** The keys that the file has, those that change nothing among them. */
  readonly brought: Partial<MinerConfig>;
  /** Those that this program does not have. */
  readonly unknown: ConfigKeys;
  readonly preview: FilePreview;
}

/**
 * Reads a file as one more source on top of `current`: keys that it does not have stay as they are.
 */
export async function readConfigFile(
  path: string,
  current: MinerConfig,
): Promise<Result<ReadConfigFile, ConfigError>> {
  const source = await readConfigSource(path);
  if (!source.ok) return source;
  const held = { origin: { kind: 'file', location: 'settings' }, keys: current } as const;
  const merged = mergeConfig([held, source.value]);
  if (!merged.ok) return merged;
  const { origins, unknown, adapted, repeated } = merged.value;
  const isBrought = (key: ConfigKey): boolean => origins[key] === source.value.origin;
  // Who names a node means to mine there; other clients have no practice network to leave.
  const leavesPractice = current.practice && isBrought('node') && !isBrought('practice');
  const config = leavesPractice ? { ...merged.value.config, practice: false } : merged.value.config;
  // A window cannot print a key pair, and must not quit after it.
  const asksForKey = isBrought('generateKey') && config.generateKey;
  const keys = CONFIG_KEYS.filter(
    (key) =>
      (isBrought(key) && !(key === 'generateKey' && asksForKey)) ||
      (key === 'practice' && leavesPractice),
  );
  const changes = keys
    .map((key): SettingChange => ({ key, from: current[key], to: config[key] }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  const file = basename(path);
  const commands = powerfulKeysIn(Object.fromEntries(keys.map((key) => [key, config[key]])));
  return ok({
    brought: Object.fromEntries(keys.map((key) => [key, config[key]])),
    unknown: textOfUnknown(unknown),
    preview: {
      file,
      commands: changes.filter(({ key }) => commands.includes(key)),
      rewards: changes.filter(({ key }) => REWARD_KEYS.includes(key)),
      changes: changes.filter(({ key }) => ![...commands, ...REWARD_KEYS].includes(key)),
      alreadySo: keys.length - changes.length,
      notes: [
        ...repeated.map(({ key, line }) => ({ kind: 'repeated', key, line }) as const),
        ...adapted.map(({ key, value, used }) => ({ kind: 'adapted', key, value, used }) as const),
        ...(asksForKey ? [{ kind: 'terminal-only', key: 'generateKey' } as const] : []),
      ],
      unknown: unknown.map(({ key, meant }): UnknownSetting => ({ key, meant })),
    },
  });
}
