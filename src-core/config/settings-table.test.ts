import { parse as parseYaml } from 'yaml';
import { expect, it } from 'vitest';
import { HASKELL_FULL } from '../tests/command-line/haskell-prints.ts';
import { DEFAULT_CONFIG, minerConfigSchema } from './miner-config.ts';
import { optionNames } from './setting-flags.ts';
import { CONFIG_KEYS, SECRET_KEYS, SETTING_GROUPS, settingOf } from './settings-table.ts';

it('has defaults that are valid values', () => {
  expect(minerConfigSchema.parse(DEFAULT_CONFIG)).toEqual(DEFAULT_CONFIG);
});

it('knows which keys chainweb-mining-client has', () => {
  const theirs = CONFIG_KEYS.filter((key) => settingOf(key).knownTo === 'chainweb-mining-client');
  expect([...theirs].sort()).toEqual(Object.keys(parseYaml(HASKELL_FULL) as object).sort());
});

it('keeps the values of passwords and variables out of messages', () => {
  expect(SECRET_KEYS).toEqual(['stratumPassword', 'externalWorkerEnvironment', 'notifyWebhook']);
});

it('has every key in one group, with options of its own', () => {
  const grouped = SETTING_GROUPS.flatMap(({ settings }) => Object.keys(settings));
  expect(grouped).toEqual(CONFIG_KEYS);
  const names = CONFIG_KEYS.flatMap((key) => {
    const { long, short } = optionNames(settingOf(key).flags);
    return short === null ? [long] : [long, short];
  });
  expect(new Set(names).size).toBe(names.length);
});
