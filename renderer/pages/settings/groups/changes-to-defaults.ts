/** What *All settings* would change. Pure. */
import type { MinerConfig, SettingFacts } from '../../../../contract/screen-contract.ts';
import { SETTING_TEXTS } from '../../../wording/settings/setting-texts.ts';
import type { SettingName } from '../../../wording/settings/setting-texts.ts';

/**
 * What users choose for themselves: where and for whom it mines, with what, and which machines may and reach it. The share
 * difficulty is kept, too: with its default, whole blocks, a machine shows nothing for hours.
 */
const KEPT: ReadonlySet<SettingName> = new Set<SettingName>([
  ...(['practice', 'node', 'useTls', 'insecure', 'fallbackNodes'] as const),
  ...(['publicKey', 'account', 'worker', 'workers', 'threadCount', 'cpuThreads'] as const),
  ...(['stratumAllowedRigs', 'stratumAskFirst', 'stratumDifficulty'] as const),
  ...(['stratumInterface', 'stratumProxies', 'onDemandInterface'] as const),
]);

/** The defaults of the settings on the page that have other values, without those that are kept and without secrets. */
export function changesToDefaults(
  config: MinerConfig,
  facts: ReadonlyMap<keyof MinerConfig, SettingFacts>,
): Partial<MinerConfig> {
  const changes = (Object.keys(SETTING_TEXTS) as SettingName[]).flatMap((key) => {
    const known = facts.get(key);
    if (known === undefined || known.sensitive || KEPT.has(key)) return [];
    const isDefault = JSON.stringify(config[key]) === JSON.stringify(known.default);
    return isDefault ? [] : [[key, known.default] as const];
  });
  return Object.fromEntries(changes);
}
