import { Icon } from '../../../../components/controls/icons.tsx';
import { useNoticeStore } from '../../../../stores/notices/notice-store.ts';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { deliveryText } from '../../../../wording/notices/delivery-faults.ts';
import settings from '../../settings.module.css';
import styles from './notices.module.css';

/** What became of the last message to the webhook, and when it is tried again. */
export function LastDelivery() {
  const translation = useTranslation();
  const delivery = useNoticeStore((notices) => notices.webhook);
  if (delivery === null) return null;
  const isSent = delivery.fault === null;
  return (
    <div className={settings.extra}>
      <p className={styles.line} data-tone={isSent ? 'good' : 'warn'}>
        <Icon name={isSent ? 'check' : 'warning'} size={16} />
        <span>{deliveryText(translation, delivery)}</span>
      </p>
    </div>
  );
}
