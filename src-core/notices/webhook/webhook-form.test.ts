import { expect, it } from 'vitest';
import { ENGLISH_WORDS } from '../english-words.ts';
import type { Notice, NoticeMessage } from '../notice.ts';
import { webhookRequest } from './webhook-form.ts';
import type { WebhookForm } from './webhook-form.ts';

const stopped: Notice = { kind: 'mining-stopped', reason: 'on-battery', atMs: 0 };
const back: Notice = { kind: 'machine-back', machine: 'a', awayMs: 240_000, atMs: 0 };
const found: Notice = {
  ...{ kind: 'block-found', id: 'b', chain: 1, height: 2, versionName: null, finder: null },
  atMs: 0,
};
const message = (...notices: Notice[]): NoticeMessage => ({
  ...{ atMs: 0, reason: 'gathered', notices, more: 0 },
});
const request = (form: WebhookForm, address: string, ...notices: Notice[]) =>
  webhookRequest({ form, address: new URL(address), words: ENGLISH_WORDS }, message(...notices), 0);

it.each([
  [[stopped], 'high', 'warning'],
  [[back, stopped], 'high', 'warning'],
  [[back], 'default', 'white_check_mark'],
  [[back, found], 'default', 'tada'],
])('has ntfy show how bad it is: %#', (notices, priority, tags) => {
  expect(request('ntfy', 'https://ntfy.sh/t', ...notices)).toMatchObject({
    headers: { 'content-type': 'text/plain; charset=utf-8', priority, tags },
  });
});

it('moves what stands in the address of Telegram into the request, numbers as numbers', () => {
  const query = 'chat_id=-100123&a=1x&b=x1&c=1234567890123456&d=7';
  const made = request('telegram', `https://me:pw@t.example/send?${query}`, back);
  expect(made?.url.href).toBe('https://t.example/send');
  expect(made?.headers).toEqual({
    'content-type': 'application/json',
    authorization: `Basic ${Buffer.from('me:pw').toString('base64')}`,
  });
  expect(JSON.parse(made?.body ?? '')).toMatchObject({
    ...{ chat_id: -100_123, a: '1x', b: 'x1', c: '1234567890123456', d: 7 },
  });
  expect(request('telegram', 'https://t.example/send?chat=1', back)).toBeNull();
});

it('sends no login where the address has none', () => {
  const made = request('slack', 'https://s.example/x', back);
  expect(made?.headers).toEqual({ 'content-type': 'application/json' });
});

it('cuts what ntfy would refuse for its length, and breaks at plain spaces', () => {
  const machine = 'x'.repeat(64);
  const each: Notice[] = [
    { kind: 'rate-low', machine, worker: null, rate: 1e6, usual: 2e6, atMs: 0 },
    { kind: 'machine-offline', machine, sinceMs: 0, atMs: 0 },
    { kind: 'network-stalled', versionName: machine, sinceMs: 0, atMs: 0 },
    { kind: 'machine-back', machine, awayMs: 240_000, atMs: 0 },
    { kind: 'mining-stopped', reason: 'not-resumed', atMs: 0 },
  ];
  const notices = [...each, ...each, ...each];
  const { text } = JSON.parse(request('json', 'https://a.example/', ...notices)?.body ?? '') as {
    text: string;
  };
  expect(text.length).toBeGreaterThan(1_300);
  expect(text).toContain(' MH/s');
  expect(text).not.toContain('\u00a0');
  const body = request('ntfy', 'https://ntfy.sh/t', ...notices)?.body ?? '';
  expect([body.length <= 1_301, body.endsWith('…')]).toEqual([true, true]);
  const whole = request('discord', 'https://d.example/t', ...notices)?.body ?? '';
  expect(whole).toContain(JSON.stringify(text).slice(1, -1));
});
