import { useState } from 'react';
import { ThreadsSlider } from '../../../components/controls/threads-slider.tsx';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { LoadSetting } from '../fields/load-setting.tsx';
import { SettingRow } from '../fields/setting-row.tsx';
import { cpuThreadsSetting } from '../../../wording/settings/thread-settings.ts';
import { useConfig, useSetting } from '../fields/use-setting.ts';

/** How hard the processor works: threads, and the time they hash. */
export function CpuSettings() {
  return (
    <>
      <Threads />
      <LoadSetting name="cpuDutyCycle" />
    </>
  );
}

function Threads() {
  const { t, number } = useTranslation();
  const cores = useSettingsStore((settings) => settings.cpuCores);
  // Only Linux has a priority for each thread.
  const isYielding = useSettingsStore((settings) => settings.platform === 'linux');
  const about = t(isYielding ? 'settings.cpuThreads.yielding' : 'settings.cpuThreads.equal');
  const name = cpuThreadsSetting(useConfig());
  const usual = useSettingsStore((settings) => settings.usualCpuThreads);
  const { value, row, save } = useSetting(name, about);
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <SettingRow {...row} label={t('settings.cpuThreads')} defaultText={number(usual)}>
      <ThreadsSlider
        cores={cores}
        value={draft ?? value ?? usual}
        onChange={setDraft}
        onChangeEnd={(threads) => {
          void save({ [name]: threads }).then(() => setDraft(null));
        }}
      />
    </SettingRow>
  );
}
