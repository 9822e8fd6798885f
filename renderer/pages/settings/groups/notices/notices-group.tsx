import type { Preferences } from '../../../../../contract/screen-contract.ts';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { NumberSetting } from '../../fields/number-setting.tsx';
import { SettingGroup } from '../../fields/setting-group.tsx';
import { DesktopNotices } from './desktop-notices.tsx';
import { QuietHours } from './quiet-hours.tsx';
import { TopicsSetting } from './topics-setting.tsx';
import { WebhookSettings } from './webhook-settings.tsx';

/** What the user is notified about, when, and on which ways. */
export function NoticesGroup({ preferences }: { readonly preferences: Preferences }) {
  const { t } = useTranslation();
  return (
    <SettingGroup question={t('notices.settings')} advanced={<Limits />}>
      <DesktopNotices preferences={preferences} />
      <WebhookSettings />
      <QuietHours />
      <TopicsSetting />
    </SettingGroup>
  );
}

function Limits() {
  return (
    <>
      <NumberSetting name="notifyOfflineAfter" />
      <NumberSetting name="notifyRateBelow" />
      <NumberSetting name="notifyRejectsAbove" />
    </>
  );
}
