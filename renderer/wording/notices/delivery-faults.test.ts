import { expect, it } from 'vitest';
import type { WebhookFault } from '../../../contract/screen-contract.ts';
import { translationTo } from '../../../messages/translation.ts';
import { deliveryText, desktopFaultText, webhookTestFaultText } from './delivery-faults.ts';

const english = translationTo('en');
const atMs = new Date(2026, 5, 1, 6, 30).getTime();
const refused: WebhookFault = { kind: 'refused', status: 401, answer: 'Unauthorized' };

it('says when and why the last message did not arrive, and when it is tried again', () => {
  const delivery = { host: 'ntfy.sh', atMs, fault: refused, retryAtMs: atMs + 15_000 };
  expect(deliveryText(english, delivery)).toBe(
    'The last message (06:30) did not reach ntfy.sh: ' +
      'it refused the message (status 401: Unauthorized). Next attempt: 06:30:15.',
  );
  expect(deliveryText(english, { ...delivery, retryAtMs: null })).toContain(
    'It is not sent again.',
  );
  expect(deliveryText(english, { ...delivery, fault: null })).toBe(
    'Last message: 06:30, accepted by ntfy.sh.',
  );
});

it('says why a test did not arrive', () => {
  expect(webhookTestFaultText(english, { kind: 'no-webhook' })).toBe('Enter an address first.');
  const unanswered: WebhookFault = { kind: 'refused', status: 502, answer: null };
  expect(webhookTestFaultText(english, { kind: 'webhook', host: 'h', fault: unanswered })).toBe(
    'Not sent: it refused the message (status 502).',
  );
});

it('quotes the system where it says why it shows no notification', () => {
  const text = (detail: string): string =>
    desktopFaultText(english, { kind: 'refused', detail }, 'darwin');
  expect(text('not signed')).toContain('did not show the notification (not signed).');
  expect(text('')).toContain('did not show the notification.');
});
