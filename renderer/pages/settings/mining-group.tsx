import { useState } from 'react';
import { ThreadsSlider } from '../../components/threads-slider.tsx';
import type { MinerConfig } from '../../stores/facts.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { SettingGroup } from './setting-group.tsx';
import { SettingRow } from './setting-row.tsx';
import { useSaveConfig } from './use-save.ts';

export function MiningGroup({ config }: { readonly config: MinerConfig }) {
  const cores = useSettingsStore((settings) => settings.cpuCores);
  const { state, save } = useSaveConfig();
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <SettingGroup question="What mines?">
      <SettingRow
        name="threadCount"
        label="Processor"
        sentence="Each thread keeps one core busy. One core less than there are keeps the computer pleasant."
        defaultText="2"
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
    </SettingGroup>
  );
}
