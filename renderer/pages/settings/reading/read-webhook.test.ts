import { expect, it } from 'vitest';
import { translationTo } from '../../../../messages/translation.ts';
import { factsOf } from '../../../tests/setting-facts.ts';
import { webhookReader } from './read-webhook.ts';

const english = translationTo('en');
const facts = factsOf('notifyWebhook');

it('takes web addresses, and none', () => {
  const read = webhookReader('ntfy');
  expect(read(english, ' https://ntfy.sh/topic ', facts)).toEqual({
    ok: true,
    changes: { notifyWebhook: 'https://ntfy.sh/topic' },
  });
  expect(read(english, ' ', facts)).toEqual({ ok: true, changes: { notifyWebhook: null } });
  for (const text of [
    'ntfy.sh/topic',
    'ftp://ntfy.sh/topic',
    'topic',
    `https://h/${'x'.repeat(3000)}`,
  ]) {
    expect(read(english, text, facts).ok).toBe(false);
  }
});

it('misses the chat of a Telegram address', () => {
  const read = webhookReader('telegram');
  const address = 'https://api.telegram.org/bot1:a/sendMessage';
  expect(read(english, address, facts)).toMatchObject({
    fault: expect.stringContaining('chat_id=') as unknown,
  });
  expect(read(english, `${address}?chat_id=7`, facts).ok).toBe(true);
});
