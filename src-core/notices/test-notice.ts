/** A message that shows whether the webhook of the settings works. */
import type { MinerConfig } from '../config/miner-config.ts';
import { openConnections } from '../http/connections.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { ENGLISH_WORDS } from './english-words.ts';
import type { NoticeWords } from './notice-words.ts';
import { CONNECT_MS, sendMessage } from './webhook/send-message.ts';
import type { WebhookFault } from './webhook/webhook-fault.ts';
import type { WebhookTarget } from './webhook/webhook-form.ts';

type WebhookSettings = Pick<MinerConfig, 'notifyWebhook' | 'notifyForm'>;

export type TestFault =
  | { readonly kind: 'no-webhook' }
  | { readonly kind: 'webhook'; readonly host: string; readonly fault: WebhookFault };

/** Where the settings send notices, and with which words; null for nowhere. */
export function webhookTarget(
  { notifyWebhook, notifyForm }: WebhookSettings,
  words: NoticeWords = ENGLISH_WORDS,
): WebhookTarget | null {
  if (notifyWebhook === null) return null;
  return { address: new URL(notifyWebhook), form: notifyForm, words };
}

/** Sends a test once, in English by default. @returns the host that took it */
export async function sendTestNotice(
  settings: WebhookSettings,
  words: NoticeWords = ENGLISH_WORDS,
): Promise<Result<{ readonly host: string }, TestFault>> {
  const target = webhookTarget(settings, words);
  if (target === null) return err({ kind: 'no-webhook' });
  const { host } = target.address;
  const environment = process.env;
  const connections = openConnections({ insecure: false, connectMs: CONNECT_MS, environment });
  const test = { atMs: Date.now(), reason: 'test', notices: [], more: 0 } as const;
  const sent = await sendMessage(connections, target, test, test.atMs);
  connections.close();
  return sent.ok ? ok({ host }) : err({ kind: 'webhook', host, fault: sent.error.fault });
}
