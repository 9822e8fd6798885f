import { useState } from 'react';
import { PercentSlider } from '../../../components/controls/percent-slider.tsx';
import { ThreadsSlider } from '../../../components/controls/threads-slider.tsx';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { SettingRow } from '../fields/setting-row.tsx';
import { cpuThreadsSetting } from '../../../wording/settings/thread-settings.ts';
import { useConfig, useSetting } from '../fields/use-setting.ts';

/** How hard the processor works: threads, and the time they hash. */
export function CpuSettings() {
  return (
    <>
      <Threads />
      <DutyCycle />
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

function DutyCycle() {
  const { number } = useTranslation();
  const { value, defaultValue, facts, row, save } = useSetting('cpuDutyCycle');
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <SettingRow {...row} defaultText={number(defaultValue, { style: 'percent' })}>
      <PercentSlider
        label={row.label}
        min={facts.min ?? 0}
        value={draft ?? value}
        onChange={setDraft}
        onChangeEnd={(cpuDutyCycle) => {
          void save({ cpuDutyCycle }).then(() => setDraft(null));
        }}
      />
    </SettingRow>
  );
}
