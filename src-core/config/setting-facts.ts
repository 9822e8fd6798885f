/** The table of settings for the screen: limits, units and defaults, as data that can be sent. */
import { HOST_ADDRESS_FORM } from './host-address.ts';
import type { AddressForm } from './host-address.ts';
import { DEFAULT_CONFIG } from './miner-config.ts';
import type { MinerConfig } from './miner-config.ts';
import { optionNames } from './setting-flags.ts';
import { CONFIG_KEYS, settingOf } from './settings-table.ts';
import type { ConfigKey } from './settings-table.ts';
import type { Period, Setting, SettingValue, Unit } from './settings/setting.ts';

/** What a screen has to know of a setting. Limits are inclusive; null where there is none. */
export interface SettingFacts<Key extends ConfigKey = ConfigKey> {
  readonly key: Key;
  readonly type: SettingValue['type'];
  readonly default: MinerConfig[Key];
  readonly unit: Unit | null;
  /**
   * Of a number; for a share difficulty, of its level. Where `type` is `hash-rate`, 0 itself is
   * excluded.
   */
  readonly min: number | null;
  readonly max: number | null;
  /** Whether a number has to be whole. */
  readonly integer: boolean;
  /** Characters of a text, or of each text of a list or map. */
  readonly maxLength: number | null;
  /** Entries of a list. */
  readonly maxItems: number | null;
  /** Of a node's address, or of each in a list. */
  readonly address: AddressForm | null;
  /** Of a share difficulty: seconds between two shares of a machine. */
  readonly period: Period | null;
  /** Values to choose from. */
  readonly values: readonly string[] | null;
  readonly appliesAt: Setting['appliesAt'];
  readonly knownTo: Setting['knownTo'];
  /** A secret, or one that runs programs, writes files or sends reports. */
  readonly sensitive: boolean;
  /** Names on the command line, the long one first. */
  readonly flags: readonly string[];
  /** What it does, in English. */
  readonly sentence: string;
}

function factsOf(key: ConfigKey): SettingFacts {
  const { value, appliesAt, knownTo, flags, sentence, secret, powerful } = settingOf(key);
  const { long, short } = optionNames(flags);
  return {
    key,
    type: value.type,
    default: DEFAULT_CONFIG[key],
    ...NO_LIMITS,
    ...limitsOf(value),
    appliesAt,
    knownTo,
    sensitive: secret === true || powerful === true,
    flags: short === null ? [long] : [long, short],
    sentence: sentence.replaceAll('`', ''),
  };
}

type Limits = Pick<
  SettingFacts,
  'unit' | 'min' | 'max' | 'integer' | 'maxLength' | 'maxItems' | 'address' | 'period' | 'values'
>;

const NO_LIMITS: Limits = {
  unit: null,
  min: null,
  max: null,
  integer: false,
  maxLength: null,
  maxItems: null,
  address: null,
  period: null,
  values: null,
};

function limitsOf(value: SettingValue): Partial<Limits> {
  switch (value.type) {
    case 'number':
      return { unit: value.unit, min: value.min, max: value.max, integer: value.integer };
    case 'hash-rate':
      return { unit: value.unit, min: 0, max: value.max };
    case 'choice':
    case 'log-level':
      return { values: value.values };
    case 'share-difficulty':
      return {
        unit: 'level',
        min: value.min,
        max: value.max,
        integer: true,
        period: value.period,
        values: value.values,
      };
    case 'text':
    case 'path':
    case 'pattern':
    case 'web-address':
    case 'week-hours':
    case 'variables':
      return { maxLength: value.maxLength };
    case 'list':
      return { ...limitsOf(value.item), maxItems: value.maxItems };
    case 'flag':
    case 'currency':
    case 'hours':
    case 'interface':
    case 'ip-address':
      return {};
    case 'node-address':
      return { address: HOST_ADDRESS_FORM };
  }
}

/** All settings, in the order of the table. */
export const settingFacts: readonly SettingFacts[] = CONFIG_KEYS.map(factsOf);
