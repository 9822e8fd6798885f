import { useEffect, useState } from 'react';
import { getProcessorHeat } from '../../../../bridge.ts';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { NumberSetting } from '../../fields/number-setting.tsx';
import { SettingGroup } from '../../fields/setting-group.tsx';
import { SwitchSetting } from '../../fields/switch-setting.tsx';
import { useConfig } from '../../fields/use-setting.ts';
import { ScheduleSetting } from './schedule-setting.tsx';

/** When mining rests although it was started. */
export function RestsGroup() {
  const { t } = useTranslation();
  const { pauseInUse } = useConfig();
  return (
    <SettingGroup question={t('rests.settings')}>
      <ScheduleSetting />
      <SwitchSetting name="pauseInUse" />
      {pauseInUse && <NumberSetting name="resumeAfterIdle" />}
      <SwitchSetting name="pauseOnBattery" />
      <HeatLimit />
    </SettingGroup>
  );
}

/** With the temperature when the page was opened, to choose by. */
function HeatLimit() {
  const { t, number } = useTranslation();
  const [celsius, setCelsius] = useState<number | null | undefined>(undefined);
  useEffect(() => {
    let isShown = true;
    void getProcessorHeat().then((read) => {
      if (isShown) setCelsius(read);
    });
    return () => {
      isShown = false;
    };
  }, []);
  const now =
    celsius === null || celsius === undefined ? '' : number(celsius, { maximumFractionDigits: 0 });
  const about =
    celsius === null
      ? t('rests.heat.unknown')
      : t('settings.pauseAboveCelsius.about', { isKnown: now === '' ? 'no' : 'yes', now });
  return <NumberSetting name="pauseAboveCelsius" about={about} />;
}
