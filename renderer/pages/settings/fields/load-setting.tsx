import { useState } from 'react';
import { PercentSlider } from '../../../components/controls/percent-slider.tsx';
import { useTranslation } from '../../../stores/use-translation.ts';
import { SettingRow } from './setting-row.tsx';
import { useSetting } from './use-setting.ts';

interface LoadSettingProps {
  readonly name: 'cpuDutyCycle' | 'gpuIntensity';
}

/** The share of the time in which the processor or the graphics cards work. */
export function LoadSetting({ name }: LoadSettingProps) {
  const { number } = useTranslation();
  const { value, defaultValue, facts, row, save } = useSetting(name);
  const [draft, setDraft] = useState<number | null>(null);
  return (
    <SettingRow {...row} defaultText={number(defaultValue, { style: 'percent' })}>
      <PercentSlider
        label={row.label}
        min={facts.min ?? 0}
        value={draft ?? value}
        onChange={setDraft}
        onChangeEnd={(share) => {
          void save({ [name]: share }).then(() => setDraft(null));
        }}
      />
    </SettingRow>
  );
}
