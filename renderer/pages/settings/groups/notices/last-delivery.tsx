import { Icon } from '../../../../components/controls/icons.tsx';
import { useNoticeStore } from '../../../../stores/notice-store.ts';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { timeOfDayText } from '../../../../wording/figures/moments.ts';
import { webhookFaultText } from '../../../../wording/notices/delivery-faults.ts';
import styles from './notices.module.css';

/** What became of the last message to the webhook, and when it is tried again. */
export function LastDelivery() {
  const translation = useTranslation();
  const { t } = translation;
  const delivery = useNoticeStore((notices) => notices.webhook);
  if (delivery === null) return null;
  const { host, fault, retryAtMs } = delivery;
  const time = timeOfDayText(translation, delivery.atMs);
  if (fault === null) {
    return (
      <p className={styles.delivery}>
        <Icon name="check" size={16} />
        <span>{t('notices.webhook.lastSent', { time, host })}</span>
      </p>
    );
  }
  const reason = webhookFaultText(translation, fault);
  const next =
    retryAtMs === null
      ? t('notices.webhook.givenUp')
      : t('notices.webhook.retry', { time: timeOfDayText(translation, retryAtMs, true) });
  return (
    <p className={styles.trouble}>
      <Icon name="warning" size={16} />
      <span>{[t('notices.webhook.lastFailed', { time, host, reason }), next].join(' ')}</span>
    </p>
  );
}
