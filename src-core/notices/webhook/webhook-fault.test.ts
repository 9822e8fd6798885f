import { expect, it } from 'vitest';
import { isPassing, webhookFaultText, withoutSecrets } from './webhook-fault.ts';
import type { WebhookFault } from './webhook-fault.ts';

it.each<[WebhookFault, string, boolean]>([
  [{ kind: 'no-chat' }, 'its address has no chat_id (…/sendMessage?chat_id=<chat>)', false],
  [{ kind: 'not-reached', cause: 'timeout', detail: 'no answer' }, 'no answer', true],
  [{ kind: 'redirected', status: 302 }, 'it redirects (status 302), which is not followed', false],
  [{ kind: 'refused', status: 404, answer: null }, 'status 404', false],
  [{ kind: 'refused', status: 429, answer: 'slow down' }, 'status 429 (slow down)', true],
  [{ kind: 'refused', status: 408, answer: null }, 'status 408', true],
  [{ kind: 'refused', status: 425, answer: null }, 'status 425', true],
  [{ kind: 'refused', status: 499, answer: null }, 'status 499', false],
  [{ kind: 'refused', status: 500, answer: null }, 'status 500', true],
  [{ kind: 'too-many-wait' }, 'too many messages wait', false],
  [{ kind: 'not-made', detail: 'bug' }, 'the message could not be made (bug)', false],
])('says why a message did not arrive, and whether that may pass: %j', (fault, text, passes) => {
  const said = webhookFaultText(fault);
  expect(fault.kind === 'redirected' ? said.startsWith(text) : said === text).toBe(true);
  expect(isPassing(fault)).toBe(passes);
});

it.each([
  ['https://a.example/api/secret/x', 'api of secret', 'api of …'],
  ['https://a.example/hook?key=secret1&to=secret2', 'secret1, secret2', '…, …'],
  ['https://a.example/hook?a=secret', 'key=secret?', 'key=…?'],
  ['https://me:12345@a.example/', 'me 12345', 'me 12345'],
  ['https://me:123456@a.example/', 'me 123456', 'me …'],
  ['https://me-and-you:1@a.example/', 'me-and-you', '…'],
  ['https://a.example/se%20cret', 'se%20cret is se cret', '… is …'],
  ['https://me:pw@a.example/', `sent ${Buffer.from('me:pw').toString('base64')}`, 'sent …'],
  // The longer one first: the rest of it would tell what it was.
  ['https://a.example/secret/secret-longer', 'secret-longer', '…'],
  ['https://a.example/', 'https://a.example/', 'https://a.example/'],
])('shows nothing of what is secret in %s', (address, text, shown) => {
  expect(withoutSecrets(text, new URL(address))).toBe(shown);
});
