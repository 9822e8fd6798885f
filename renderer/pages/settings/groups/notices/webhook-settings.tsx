import { testWebhook } from '../../../../bridge.ts';
import type { MinerConfig } from '../../../../../contract/screen-contract.ts';
import type { MessageId } from '../../../../../messages/catalogues.ts';
import { useTranslation } from '../../../../stores/use-translation.ts';
import { webhookTestFaultText } from '../../../../wording/notices/delivery-faults.ts';
import { ChoiceSetting } from '../../fields/choice-setting.tsx';
import { TextSetting } from '../../fields/text-setting.tsx';
import { useConfig } from '../../fields/use-setting.ts';
import { webhookReader } from '../../reading/read-webhook.ts';
import { LastDelivery } from './last-delivery.tsx';
import { SendTest } from './send-test.tsx';
import type { TestResult } from './send-test.tsx';
import settings from '../../settings.module.css';
import styles from './notices.module.css';

/** Where each service says what to enter, and how an address of it looks. */
const GUIDES: Readonly<
  Record<MinerConfig['notifyForm'], { readonly text: MessageId; readonly example: string }>
> = {
  ntfy: { text: 'notices.guide.ntfy', example: 'https://ntfy.sh/my-miner-x7k2p9' },
  telegram: {
    text: 'notices.guide.telegram',
    example: 'https://api.telegram.org/bot<token>/sendMessage?chat_id=<chat>',
  },
  discord: { text: 'notices.guide.discord', example: 'https://discord.com/api/webhooks/…' },
  slack: { text: 'notices.guide.slack', example: 'https://hooks.slack.com/services/…' },
  json: { text: 'notices.guide.json', example: 'https://example.com/notices' },
};

/** The user's own webhook: which service, how to get its address, the address, and a test. */
export function WebhookSettings() {
  const translation = useTranslation();
  const { t } = translation;
  const { notifyForm, notifyWebhook } = useConfig();
  const guide = GUIDES[notifyForm];
  const send = async (): Promise<TestResult> => {
    const sent = await testWebhook();
    return sent.ok
      ? { works: true, text: t('notices.webhook.arrived', { host: sent.host }) }
      : { works: false, text: webhookTestFaultText(translation, sent.fault) };
  };
  return (
    <>
      <ChoiceSetting
        name="notifyForm"
        choices={{
          ntfy: t('notices.form.ntfy'),
          telegram: t('notices.form.telegram'),
          discord: t('notices.form.discord'),
          slack: t('notices.form.slack'),
          json: t('notices.form.json'),
        }}
      />
      <div className={settings.extra}>
        <div className={styles.guide}>
          <p>{t(guide.text)}</p>
          <p className="mono selectable">{guide.example}</p>
        </div>
      </div>
      <TextSetting
        name="notifyWebhook"
        show={(address) => address ?? ''}
        read={webhookReader(notifyForm)}
        whenEmpty={t('notices.webhook.nowhere')}
        form="password"
        toggle={{ show: 'notices.webhook.show', hide: 'notices.webhook.hide' }}
        mono
      />
      {notifyWebhook !== null && <LastDelivery />}
      <SendTest
        button={t('notices.webhook.test')}
        isDisabled={notifyWebhook === null}
        subject={`${notifyForm} ${notifyWebhook ?? ''}`}
        send={send}
      />
    </>
  );
}
