/** Whether messages reach the webhook and the desktop, and why not, in sentences. */
import type {
  AppState,
  Delivery,
  DesktopFault,
  TestFault,
  WebhookFault,
} from '../../../contract/screen-contract.ts';
import type { MessageId } from '../../../messages/catalogues.ts';
import type { Translation } from '../../../messages/translation.ts';
import { timeOfDayText } from '../figures/moments.ts';

type Cause = Extract<WebhookFault, { kind: 'not-reached' }>['cause'];

const NOT_REACHED: Readonly<Record<Cause, MessageId>> = {
  unreachable: 'notices.fault.unreachable',
  'wrong-address': 'notices.fault.wrongAddress',
  'tls-mismatch': 'notices.fault.tlsMismatch',
  'tls-untrusted': 'notices.fault.tlsUntrusted',
  'connect-timeout': 'notices.fault.timeout',
  timeout: 'notices.fault.timeout',
  'proxy-failed': 'notices.fault.proxy',
  redirected: 'notices.fault.redirected',
  'nonsense-answer': 'notices.fault.nonsense',
};

/** The reason, as it follows a colon. */
function webhookFaultText({ t }: Translation, fault: WebhookFault): string {
  switch (fault.kind) {
    case 'no-chat':
      return t('notices.fault.noChat');
    case 'not-reached':
      return t(NOT_REACHED[fault.cause]);
    case 'redirected':
      return t('notices.fault.redirected');
    case 'refused': {
      const { status, answer } = fault;
      const said = answer === null ? 'no' : 'yes';
      return t('notices.fault.refused', { status: String(status), said, answer: answer ?? '' });
    }
    case 'too-many-wait':
      return t('notices.fault.tooManyWait');
    case 'not-made':
      return t('notices.fault.notMade');
  }
}

/** What became of the last message to the webhook, and when it is tried again. */
export function deliveryText(translation: Translation, delivery: Delivery): string {
  const { t } = translation;
  const { host, fault, retryAtMs } = delivery;
  const time = timeOfDayText(translation, delivery.atMs);
  if (fault === null) return t('notices.webhook.lastSent', { time, host });
  const reason = webhookFaultText(translation, fault);
  const next =
    retryAtMs === null
      ? t('notices.webhook.givenUp')
      : t('notices.webhook.retry', { time: timeOfDayText(translation, retryAtMs, true) });
  return [t('notices.webhook.lastFailed', { time, host, reason }), next].join(' ');
}

/** Why a test did not arrive. */
export function webhookTestFaultText(translation: Translation, fault: TestFault): string {
  return fault.kind === 'no-webhook'
    ? translation.t('notices.webhook.test.none')
    : translation.t('notices.webhook.notArrived', {
        reason: webhookFaultText(translation, fault.fault),
      });
}

/** Why the desktop shows no notification, and what to do. */
export function desktopFaultText(
  { t }: Translation,
  fault: DesktopFault,
  platform: AppState['platform'],
): string {
  switch (fault.kind) {
    case 'unsupported':
      return t(
        platform === 'linux' ? 'notices.desktop.unsupported.linux' : 'notices.desktop.unsupported',
      );
    case 'refused':
      return t('notices.desktop.refused', {
        said: fault.detail === '' ? 'no' : 'yes',
        detail: fault.detail,
      });
    case 'unanswered':
      return t('notices.desktop.unanswered');
  }
}
