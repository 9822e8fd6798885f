/**
 * What the miner is configured to do: a value for every setting of the table. Keys, defaults and
 * units are those of chainweb-mining-client where it has them; ours never change their meaning.
 */
import { z } from 'zod';
import { CONFIG_KEYS, settingOf } from './settings-table.ts';
import type { ConfigKey, SETTINGS } from './settings-table.ts';
import { schemaOfSetting } from './value-schema.ts';
import type { SettingType } from './value-schema.ts';

export type MinerConfig = {
  readonly [Key in ConfigKey]: SettingType<(typeof SETTINGS)[Key]>;
};

type Shape = { readonly [Key in ConfigKey]: z.ZodType<MinerConfig[Key]> };

/** Parses a configuration; what is missing gets its default, unknown keys are dropped. */
export const minerConfigSchema = z.object(
  Object.fromEntries(CONFIG_KEYS.map((key) => [key, schemaOfSetting(settingOf(key))])) as Shape,
);

/** The configuration with every key at its default. */
export const DEFAULT_CONFIG: MinerConfig = minerConfigSchema.parse({});
