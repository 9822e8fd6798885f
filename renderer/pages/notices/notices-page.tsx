import { EmptyPage } from '../../components/display/empty-page.tsx';
import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { savePreferences } from '../../bridge.ts';
import { Button } from '../../components/controls/button.tsx';
import { Icon } from '../../components/controls/icons.tsx';
import { useNoticeStore } from '../../stores/notices/notice-store.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { useTranslation } from '../../stores/use-translation.ts';
import { openPage } from '../../stores/view-store.ts';
import { deliveryText, desktopFaultText } from '../../wording/notices/delivery-faults.ts';
import { waysText } from '../../wording/notices/notice-ways.ts';
import { NoticeRow } from './notice-row.tsx';
import styles from './notices.module.css';

/** What happened that the user wanted to know, newest first. */
export function NoticesPage() {
  const { t } = useTranslation();
  const recent = useNoticeStore((notices) => notices.recent);
  const seenMs = useSettingsStore((settings) => settings.preferences?.noticesSeenMs ?? 0);
  // What was new when the page was opened stays marked until it is left.
  const [seenBeforeMs] = useState(seenMs);
  useSeen(recent[0]?.atMs ?? 0, seenMs);
  return (
    <div className={styles.scroll}>
      <div className={styles.page}>
        <div className={styles.head}>
          <h1>{t('frame.page.notices')}</h1>
          <Button kind="quiet" size="small" onClick={() => openPage('settings', 'notifyKinds')}>
            {t('notices.page.settings')}
          </Button>
        </div>
        <Ways />
        <Undelivered />
        {recent.length === 0 ? (
          <EmptyPage title={t('notices.page.empty')}>{t('notices.page.empty.about')}</EmptyPage>
        ) : (
          <ol className={styles.list} aria-label={t('notices.page.list')}>
            {recent.map((notice, index) => (
              <NoticeRow
                key={recent.length - index}
                notice={notice}
                isNew={notice.atMs > seenBeforeMs}
              />
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

/** Where else notices go, and why the desktop shows none where it should. */
function Ways() {
  const translation = useTranslation();
  const fault = useNoticeStore((notices) => notices.desktop);
  const isOn = useSettingsStore((settings) => settings.preferences?.desktopNotices ?? false);
  const address = useSettingsStore((settings) => settings.config?.notifyWebhook ?? null);
  const platform = useSettingsStore((settings) => settings.platform);
  return (
    <>
      <p className={styles.ways}>
        {waysText(translation, { desktop: isOn && fault === null, webhook: address })}
      </p>
      {isOn && fault !== null && (
        <p className={styles.undelivered}>
          <Icon name="warning" size={16} />
          <span>{desktopFaultText(translation, fault, platform)}</span>
        </p>
      )}
    </>
  );
}

/** The webhook did not take the last message. */
function Undelivered() {
  const translation = useTranslation();
  const delivery = useNoticeStore((notices) => notices.webhook);
  const hasWebhook = useSettingsStore(
    (settings) => (settings.config?.notifyWebhook ?? null) !== null,
  );
  const isFailed = hasWebhook && delivery !== null && delivery.fault !== null;
  return (
    <div role="status">
      {isFailed && (
        <p className={styles.undelivered}>
          <Icon name="warning" size={16} />
          <span>{deliveryText(translation, delivery)}</span>
          <Button kind="quiet" size="small" onClick={() => openPage('settings', 'notifyWebhook')}>
            {translation.t('notices.page.webhook')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Notices count as seen once this page shows them in a window that is in sight. */
function useSeen(newestMs: number, seenMs: number): void {
  const isVisible = useDocumentVisibility() === 'visible';
  useEffect(() => {
    if (isVisible && newestMs > seenMs) void savePreferences({ noticesSeenMs: newestMs });
  }, [isVisible, newestMs, seenMs]);
}
