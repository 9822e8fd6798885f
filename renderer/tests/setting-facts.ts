/** The table of settings, as the page receives it. */
import type { MinerConfig, SettingFacts } from '../../contract/screen-contract.ts';
import { settingFacts } from '../../src-core/index.ts';

/** What the core knows about a setting. */
export function factsOf(key: keyof MinerConfig): SettingFacts {
  const facts = settingFacts.find((setting) => setting.key === key);
  if (facts === undefined) throw new Error(`the table has no setting ${key}`);
  return facts;
}
