/** A typed address of a webhook. Pure. */
import type { Translation } from '../../../../messages/translation.ts';
import type { MinerConfig, SettingFacts } from '../../../../contract/screen-contract.ts';
import { lengthFault } from './read-texts.ts';
import type { TypedSetting } from './typed-setting.ts';

/** The reader for one service; empty for no webhook. */
export function webhookReader(form: MinerConfig['notifyForm']) {
  return (translation: Translation, text: string, facts: SettingFacts): TypedSetting => {
    const address = text.trim();
    if (address === '') return { ok: true, changes: { notifyWebhook: null } };
    const fault =
      lengthFault(translation, address, facts) ?? addressFault(translation, address, form);
    return fault === null
      ? { ok: true, changes: { notifyWebhook: address } }
      : { ok: false, fault };
  };
}

function addressFault(
  { t }: Translation,
  address: string,
  form: MinerConfig['notifyForm'],
): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    return t('notices.webhook.wrong');
  // Without a chat, Telegram does not know where to send it.
  const hasChat = form !== 'telegram' || url.searchParams.has('chat_id');
  return hasChat ? null : t('notices.webhook.noChat');
}
