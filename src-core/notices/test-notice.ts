/** A message that shows whether the webhook of the settings works. */
import type { MinerConfig } from '../config/miner-config.ts';
import { openConnections } from '../http/connections.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { CONNECT_MS, sendMessage } from './webhook/send-message.ts';
import type { WebhookTarget } from './webhook/send-message.ts';
import type { WebhookFault } from './webhook/webhook-fault.ts';

type WebhookSettings = Pick<MinerConfig, 'notifyWebhook' | 'notifyForm'>;

export type TestFault =
  | { readonly kind: 'no-webhook' }
  | { readonly kind: 'webhook'; readonly host: string; readonly fault: WebhookFault };

/** Where the settings send notices; null for nowhere. */
export function webhookTarget({
  notifyWebhook,
  notifyForm,
}: WebhookSettings): WebhookTarget | null {
  return notifyWebhook === null ? null : { address: new URL(notifyWebhook), form: notifyForm };
}

/** Sends a test once. @returns the host that took it */
export async function sendTestNotice(
  settings: WebhookSettings,
): Promise<Result<{ readonly host: string }, TestFault>> {
  const target = webhookTarget(settings);
  if (target === null) return err({ kind: 'no-webhook' });
  const { host } = target.address;
  const environment = process.env;
  const connections = openConnections({ insecure: false, connectMs: CONNECT_MS, environment });
  const test = { atMs: Date.now(), reason: 'test', notices: [], more: 0 } as const;
  const sent = await sendMessage(connections, target, test, test.atMs);
  connections.close();
  return sent.ok ? ok({ host }) : err({ kind: 'webhook', host, fault: sent.error.fault });
}
