/** Changes of settings by the user, each of which can be undone for a while. */
import { saveConfig, savePreferences } from '../../bridge.ts';
import type { MinerConfig, Outcome, Preferences } from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import { useSettingFactsStore } from '../../stores/setting-facts-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { offerUndo, useUndoStore, withdrawUndo } from '../../stores/undo-store.ts';
import { PREFERENCE_TEXTS } from '../../wording/settings/preference-texts.ts';
import { settingLabel } from '../../wording/settings/setting-texts.ts';

/**
 * Saves settings and offers to undo that; not where one is sensitive: a secret must not come back by
 * itself, nor a command that came from a file as if it had been typed here.
 * @param name what was changed; the name of the first setting if absent
 */
export async function changeConfig(
  changes: Partial<MinerConfig>,
  name?: MessageId,
): Promise<Outcome> {
  const values = valuesOf(useSettingsStore.getState().config, changes);
  const outcome = await saveConfig(changes);
  const { facts } = useSettingFactsStore.getState();
  const keys = Object.keys(changes) as (keyof MinerConfig)[];
  const isSensitive = keys.some((key) => facts.get(key)?.sensitive !== false);
  const label = name ?? labelIn(keys.map(settingLabel));
  if (!outcome.ok) return outcome;
  if (isSensitive || values === null || label === undefined) withdrawUndo();
  else offerUndo(label, { of: 'config', values });
  return outcome;
}

/** The same for preferences. */
export async function changePreferences(changes: Partial<Preferences>): Promise<Outcome> {
  const values = valuesOf(useSettingsStore.getState().preferences, changes);
  const outcome = await savePreferences(changes);
  const label = labelIn(
    Object.keys(changes).map((key) => PREFERENCE_TEXTS[key as keyof typeof PREFERENCE_TEXTS]),
  );
  if (outcome.ok && values !== null && label !== undefined) {
    offerUndo(label, { of: 'preferences', values });
  }
  return outcome;
}

/** Brings back what was before the last change. False when there is nothing to undo. */
export function undoLastChange(): boolean {
  const { change } = useUndoStore.getState();
  if (change === null) return false;
  const { before } = change;
  withdrawUndo();
  void (before.of === 'config' ? saveConfig(before.values) : savePreferences(before.values)).then(
    (outcome) => {
      if (!outcome.ok) useUndoStore.setState({ refusal: outcome.failure });
    },
  );
  return true;
}

/** What the keys of `changes` have now; null where nothing would change. */
function valuesOf<Settings extends object>(
  now: Settings | null,
  changes: Partial<Settings>,
): Partial<Settings> | null {
  if (now === null) return null;
  const keys = Object.keys(changes) as (keyof Settings)[];
  const values: Partial<Settings> = {};
  for (const key of keys) values[key] = now[key];
  return JSON.stringify(values) === JSON.stringify(changes) ? null : values;
}

function labelIn(labels: readonly (MessageId | undefined)[]): MessageId | undefined {
  return labels.find((label) => label !== undefined);
}
