import { useSettingsStore } from '../../../stores/settings-store.ts';
import { useTranslation } from '../../../stores/use-translation.ts';
import { NumberSetting } from '../fields/number-setting.tsx';
import { SettingGroup } from '../fields/setting-group.tsx';
import { SwitchSetting } from '../fields/switch-setting.tsx';
import { TextSetting } from '../fields/text-setting.tsx';
import { readCurrency } from '../reading/read-texts.ts';

/** Machines' own interfaces: how often they are read, and what their power costs. */
export function ReadingsGroup() {
  const { t } = useTranslation();
  const currency = useSettingsStore((settings) => settings.config?.currency ?? '');
  return (
    <SettingGroup question={t('settings.machineReadings')}>
      <NumberSetting name="watchMachines" />
      <SwitchSetting name="identifyMachines" />
      <NumberSetting name="electricityPrice" unit={`${currency}/kWh`} />
      <TextSetting name="currency" show={(code) => code} read={readCurrency} mono />
    </SettingGroup>
  );
}
