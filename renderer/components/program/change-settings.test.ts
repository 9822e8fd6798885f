import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { preferencesSchema } from '../../../contract/preferences-schema.ts';
import type { MinerConfig, Outcome } from '../../../contract/screen-contract.ts';
import { DEFAULT_CONFIG, settingFacts } from '../../../src-core/index.ts';
import { receiveSettingFacts } from '../../stores/setting-facts-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useUndoStore, withdrawUndo } from '../../stores/undo-store.ts';
import { changeConfig, changePreferences, undoLastChange } from './change-settings.ts';

let saved: object[];
let outcome: Outcome;

beforeEach(() => {
  saved = [];
  outcome = { ok: true };
  const save = (changes: object): Promise<Outcome> => {
    saved.push(changes);
    return Promise.resolve(outcome);
  };
  vi.stubGlobal('window', { miner: { saveConfig: save, savePreferences: save } });
  receiveSettingFacts(settingFacts);
  useSettingsStore.setState({ config: DEFAULT_CONFIG, preferences: preferencesSchema.parse({}) });
  withdrawUndo();
});
afterEach(() => {
  vi.unstubAllGlobals();
  useSettingsStore.setState(useSettingsStore.getInitialState(), true);
  withdrawUndo();
});

it('brings the value from before back, once', async () => {
  await changeConfig({ stratumPort: 1918 });
  expect(useUndoStore.getState().change?.label).toBe('settings.stratumPort');
  expect(undoLastChange()).toBe(true);
  expect(undoLastChange()).toBe(false);
  expect(saved).toEqual([{ stratumPort: 1918 }, { stratumPort: 1917 }]);
});

it('undoes preferences by their own request', async () => {
  await changePreferences({ theme: 'dark' });
  undoLastChange();
  expect(saved).toEqual([{ theme: 'dark' }, { theme: 'system' }]);
});

it.each<Partial<MinerConfig>>([
  { stratumPassword: 'secret' },
  { externalWorkerCommand: './mine' },
  { notifyWebhook: 'https://ntfy.example/a' },
])('brings back no secret and no command: %j', async (changes) => {
  await changeConfig({ stratumPort: 1918 });
  await changeConfig(changes);
  expect(undoLastChange()).toBe(false);
});

it('offers nothing where nothing was changed or saved', async () => {
  await changeConfig({ stratumPort: 1917 });
  expect(undoLastChange()).toBe(false);
  outcome = { ok: false, failure: { kind: 'machine-gone' } };
  await changeConfig({ stratumPort: 1918 });
  expect(undoLastChange()).toBe(false);
});
