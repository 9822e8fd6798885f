import { useState } from 'react';
import { PercentSlider } from '../../../components/controls/percent-slider.tsx';
import { ThreadsSlider } from '../../../components/controls/threads-slider.tsx';
import type { MinerConfig } from '../../../../contract/screen-contract.ts';
import { useSettingsStore } from '../../../stores/settings-store.ts';
import { SwitchSetting } from '../fields/choice-setting.tsx';
import { SettingRow } from '../fields/setting-row.tsx';
import { useSaveConfig } from '../fields/use-save.ts';

const THREADS =
  'Each thread keeps one core busy. One core less than there are keeps the computer pleasant.';
/** Only Linux has a priority for each thread. */
const STANDS_BACK = 'Other programs go first.';
const KEEPS_PRIORITY = 'Here threads have the priority of the program itself.';

/** How hard the processor works: threads, the time they hash, and whether on battery. */
export function CpuSettings({ config }: { readonly config: MinerConfig }) {
  return (
    <>
      <Threads config={config} />
      <HowHard config={config} />
      <OnBattery config={config} />
    </>
  );
}

function Threads({ config }: { readonly config: MinerConfig }) {
  const cores = useSettingsStore((settings) => settings.cpuCores);
  const usual = useSettingsStore((settings) => settings.usualCpuThreads);
  const platform = useSettingsStore((settings) => settings.platform);
  const { state, save } = useSaveConfig();
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <SettingRow
      name="threadCount"
      label="Processor"
      sentence={`${THREADS} ${platform === 'linux' ? STANDS_BACK : KEEPS_PRIORITY}`}
      defaultText={String(usual)}
      applies="next start"
      state={state}
    >
      <ThreadsSlider
        cores={cores}
        value={draft ?? config.threadCount}
        onChange={setDraft}
        onChangeEnd={(threadCount) => {
          void save({ threadCount }).then(() => setDraft(null));
        }}
      />
    </SettingRow>
  );
}

function HowHard({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <SettingRow
      name="cpuDutyCycle"
      label="How hard"
      sentence="The part of the time in which each thread hashes. Less is cooler and quieter."
      defaultText="100 %"
      applies="next start"
      state={state}
    >
      <PercentSlider
        label="How hard"
        value={draft ?? config.cpuDutyCycle}
        onChange={setDraft}
        onChangeEnd={(cpuDutyCycle) => {
          void save({ cpuDutyCycle }).then(() => setDraft(null));
        }}
      />
    </SettingRow>
  );
}

function OnBattery({ config }: { readonly config: MinerConfig }) {
  const { state, save } = useSaveConfig();
  return (
    <SwitchSetting
      name="pauseOnBattery"
      label="Rest on battery"
      sentence="Mining stops when mains power goes, and goes on when it is back. Start pressed while it rests mines all the same."
      defaultText="off"
      applies="now"
      state={state}
      checked={config.pauseOnBattery}
      onChange={(pauseOnBattery) => void save({ pauseOnBattery })}
    />
  );
}
