/** What became of the last attempt to send a message to the webhook. */
import type { WebhookFault } from './webhook-fault.ts';
import type { DeliveryEvent } from './webhook-queue.ts';

export interface Delivery {
  /** Of the address: all of it that may be shown. */
  readonly host: string;
  /** ms since the Unix epoch. */
  readonly atMs: number;
  /** Why it did not arrive; null when it did. */
  readonly fault: WebhookFault | null;
  /** When it is tried again; null when it is not. */
  readonly retryAtMs: number | null;
}

/** After an attempt that ended at `atMs`. */
export function deliveryAfter(event: DeliveryEvent, atMs: number): Delivery {
  const { host } = event;
  if (event.type === 'notice-sent') return { host, atMs, fault: null, retryAtMs: null };
  const { fault, retryMs } = event;
  return { host, atMs, fault, retryAtMs: retryMs === null ? null : atMs + retryMs };
}
