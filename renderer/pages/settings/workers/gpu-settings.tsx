import { useState } from 'react';
import { PercentSlider } from '../../../components/controls/percent-slider.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { SettingRow } from '../fields/setting-row.tsx';
import { useSetting } from '../fields/use-setting.ts';

/** How hard the graphics cards work. */
export function GpuSettings() {
  const { number } = useTranslation();
  const { value, defaultValue, facts, row, save } = useSetting('gpuIntensity');
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <SettingRow {...row} defaultText={number(defaultValue, { style: 'percent' })}>
      <PercentSlider
        label={row.label}
        min={facts.min ?? 0}
        value={draft ?? value}
        onChange={setDraft}
        onChangeEnd={(gpuIntensity) => {
          void save({ gpuIntensity }).then(() => setDraft(null));
        }}
      />
    </SettingRow>
  );
}
