import { testDesktopNotice } from '../../../../bridge.ts';
import type { Preferences } from '../../../../../contract/screen-contract.ts';
import { Icon } from '../../../../components/controls/icons.tsx';
import { useNoticeStore } from '../../../../stores/notices/notice-store.ts';
import { useSettingsStore } from '../../../../stores/settings-store.ts';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { desktopFaultText } from '../../../../wording/notices/delivery-faults.ts';
import { PreferenceSwitch } from '../../fields/preference-setting.tsx';
import settings from '../../settings.module.css';
import styles from './notices.module.css';
import { SendTest } from './send-test.tsx';
import type { TestResult } from './send-test.tsx';

/** Notifications of the desktop: on or off, why they do not appear, and a test. */
export function DesktopNotices({ preferences }: { readonly preferences: Preferences }) {
  const translation = useTranslation();
  const { t } = translation;
  const platform = useSettingsStore((settings) => settings.platform);
  const fault = useNoticeStore((notices) => notices.desktop);
  const send = async (): Promise<TestResult> => {
    const found = await testDesktopNotice();
    return found === null
      ? { works: true, text: t('notices.desktop.shown') }
      : { works: false, text: desktopFaultText(translation, found, platform) };
  };
  return (
    <>
      <PreferenceSwitch
        name="desktopNotices"
        label={t('notices.desktop')}
        about={t('notices.desktop.about')}
        preferences={preferences}
        defaultValue
      />
      {fault !== null && preferences.desktopNotices && (
        <div className={settings.extra}>
          <p className={styles.line} data-tone="warn">
            <Icon name="warning" size={16} />
            <span>{desktopFaultText(translation, fault, platform)}</span>
          </p>
        </div>
      )}
      <SendTest
        button={t('notices.desktop.test')}
        isDisabled={fault?.kind === 'unsupported'}
        subject=""
        send={send}
      />
    </>
  );
}
