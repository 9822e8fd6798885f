/** Messages to real local servers that answer as the services do. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { translationTo } from '../../../messages/translation.ts';
import { DEFAULT_CONFIG } from '../../config/miner-config.ts';
import { freePort } from '../../tests/loopback-server.ts';
import { HandClock } from '../../tests/hand-clock.ts';
import type { NoticeMessage } from '../notice.ts';
import { ENGLISH_WORDS } from '../english-words.ts';
import { webhookTarget } from '../test-notice.ts';
import { webhookFaultText } from './webhook-fault.ts';
import { hook, passPause } from './tests/hook-server.ts';
import { createWebhookQueue, PAUSES_MS, WAITING_LIMIT } from './webhook-queue.ts';
import type { DeliveryEvent } from './webhook-queue.ts';

const message: NoticeMessage = {
  atMs: Date.UTC(2026, 5, 1, 12),
  reason: 'at-once',
  more: 0,
  notices: [
    {
      kind: 'machine-offline',
      machine: 'Rück & <@everyone>',
      sinceMs: Date.UTC(2026, 5, 1, 11, 56),
      atMs: Date.UTC(2026, 5, 1, 12),
    },
  ],
};
const sentence = 'Rück & <@everyone> has been offline for 4 min.';

describe('each form arrives as its service documents it', () => {
  it('ntfy: the text as the body, title, priority and tags as headers', async () => {
    const { queue, received, event } = await hook('ntfy', '/my-topic', [{ status: 200 }], 'me:pw@');
    queue.send(message);
    expect(await event(0)).toMatchObject({ type: 'notice-sent' });
    expect(received).toMatchObject([
      {
        method: 'POST',
        path: '/my-topic',
        headers: {
          title: 'Machine offline',
          priority: 'high',
          tags: 'warning',
          authorization: `Basic ${Buffer.from('me:pw').toString('base64')}`,
        },
        body: sentence,
      },
    ]);
  });

  it('ntfy: a title that is not ASCII as RFC 2047 has it', async () => {
    const words = { ...ENGLISH_WORDS, t: translationTo('de').t };
    const { queue, received, event } = await hook('ntfy', '/t', [{ status: 200 }], '', words);
    queue.send(message);
    await event(0);
    const title = Buffer.from('Gerät offline').toString('base64');
    expect(received).toMatchObject([
      {
        headers: { title: `=?UTF-8?B?${title}?=` },
        body: 'Rück & <@everyone> ist seit 4 min offline.',
      },
    ]);
  });

  it('Telegram: sendMessage with chat_id and text in JSON', async () => {
    const path = '/bot123456:AAtoken/sendMessage?chat_id=-1001234567890';
    const { queue, received, event } = await hook('telegram', path, [{ status: 200 }]);
    queue.send(message);
    await event(0);
    expect(received).toMatchObject([{ method: 'POST', path: '/bot123456:AAtoken/sendMessage' }]);
    expect(received[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      chat_id: -1_001_234_567_890,
      text: `Machine offline\n${sentence}`,
    });
  });

  it('Discord: content, without mentions; 204 is a success', async () => {
    const { queue, received, event } = await hook('discord', '/api/webhooks/1/t', [
      { status: 204 },
    ]);
    queue.send(message);
    expect(await event(0)).toMatchObject({ type: 'notice-sent' });
    expect(received[0]).toMatchObject({ method: 'POST', path: '/api/webhooks/1/t' });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      content: `**Machine offline**\n${sentence}`,
      allowed_mentions: { parse: [] },
    });
  });

  it('Slack: text with its control characters escaped', async () => {
    const answers = [{ status: 200, body: 'ok' }];
    const { queue, received, event } = await hook('slack', '/services/T/B/x', answers);
    queue.send(message);
    await event(0);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      text: '*Machine offline*\nRück &amp; &lt;@everyone&gt; has been offline for 4 min.',
    });
  });

  it('json: the facts with the text', async () => {
    const { queue, received, event } = await hook('json', '/hook?key=1', [{ status: 202 }]);
    queue.send(message);
    await event(0);
    expect(received[0]?.path).toBe('/hook?key=1');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      program: 'heddle',
      time: '2026-06-01T12:00:00.000Z',
      reason: 'at-once',
      title: 'Machine offline',
      text: sentence,
      notices: [
        {
          kind: 'machine-offline',
          topic: 'machine-offline',
          machine: 'Rück & <@everyone>',
          sinceMs: Date.UTC(2026, 5, 1, 11, 56),
          time: '2026-06-01T12:00:00.000Z',
        },
      ],
      more: 0,
    });
  });

  it('json: a message that cannot be made fails alone, and the next one is sent', async () => {
    const { queue, received, event } = await hook('json', '/hook', [{ status: 202 }]);
    queue.send({ ...message, atMs: NaN });
    queue.send(message);
    expect(await event(0)).toMatchObject({
      ...{ type: 'notice-failed', retryMs: null },
      fault: { kind: 'not-made', detail: expect.stringContaining('time') as string },
    });
    expect(await event(1)).toMatchObject({ type: 'notice-sent' });
    expect(received).toHaveLength(1);
  });

  it('keeps a long message within what Discord takes', async () => {
    const { queue, received, event } = await hook('discord', '/d', [{ status: 204 }]);
    const [notice] = message.notices;
    const notices = Array.from({ length: 60 }, (_, n) => ({
      ...(n % 2 === 0
        ? { kind: 'rate-low' as const, machine: 'x'.repeat(64), worker: null, rate: 1, usual: 2 }
        : { kind: 'disk-low' as const, freeBytes: n }),
      atMs: notice?.atMs ?? 0,
    }));
    queue.send({ ...message, reason: 'gathered', notices });
    await event(0);
    const { content } = JSON.parse(received[0]?.body ?? '') as { content: string };
    expect(content.length).toBeLessThanOrEqual(2000);
    expect(content).toContain('60 notices');
  });
});

describe('what fails', () => {
  it('is tried again after pauses that grow, and arrives once', async () => {
    const answers = [{ status: 500 }, { status: 503 }, { status: 200 }];
    const { queue, clock, received, events, event } = await hook('json', '/h', answers);
    queue.send(message);
    expect(await event(0)).toMatchObject({ type: 'notice-failed', retryMs: PAUSES_MS[0] });
    await passPause(clock, PAUSES_MS[0] ?? 0);
    expect(await event(1)).toMatchObject({ type: 'notice-failed', retryMs: PAUSES_MS[1] });
    await passPause(clock, PAUSES_MS[1] ?? 0);
    expect(await event(2)).toMatchObject({ type: 'notice-sent' });
    expect(received).toHaveLength(3);
    expect(events).toHaveLength(3);
  });

  it('is tried at once when the computer wakes up', async () => {
    const { queue, clock, event } = await hook('json', '/h', [{ status: 500 }, { status: 200 }]);
    queue.send(message);
    await event(0);
    while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
    queue.hurry();
    expect(await event(1)).toMatchObject({ type: 'notice-sent' });
  });

  it('keeps no fresh message for more than five minutes once the line is back', async () => {
    const outage = PAUSES_MS.slice(0, 20);
    const answers = [...outage.map(() => ({ status: 502 })), { status: 200 }];
    const { queue, clock, event } = await hook('json', '/h', answers);
    queue.send(message);
    for (const [at, pauseMs] of outage.slice(0, -1).entries()) {
      await event(at);
      await passPause(clock, pauseMs);
    }
    await event(outage.length - 1);
    expect(clock.nowMs()).toBeGreaterThan(3_600_000);
    const fresh: NoticeMessage = { ...message, atMs: message.atMs + 1 };
    queue.send(fresh);
    await passPause(clock, 300_000);
    expect(await event(outage.length)).toMatchObject({ type: 'notice-sent', message });
    expect(await event(outage.length + 1)).toMatchObject({ type: 'notice-sent', message: fresh });
  });

  it.each([
    ['Retry-After', { status: 429, headers: { 'retry-after': '120' } }],
    ['Telegram’s parameters', { status: 429, body: '{"parameters":{"retry_after":120}}' }],
    ['Discord’s retry_after', { status: 429, body: '{"message":"slow","retry_after":120.0}' }],
  ] as const)('waits as long as asked: %s', async (_, answer) => {
    const { queue, clock, received, event } = await hook('json', '/h', [answer, { status: 200 }]);
    queue.send(message);
    expect(await event(0)).toMatchObject({ fault: { status: 429 }, retryMs: 120_000 });
    await passPause(clock, 119_999);
    expect(received).toHaveLength(1);
    clock.pass(1);
    expect(await event(1)).toMatchObject({ type: 'notice-sent' });
  });

  it('is given up at once where another attempt would not help, without a word of the address', async () => {
    const body = '{"ok":false,"description":"Unauthorized: bot123456:AAtoken is wrong"}';
    const path = '/bot123456:AAtoken/sendMessage?chat_id=1';
    const { queue, event, host } = await hook('telegram', path, [{ status: 401, body }]);
    queue.send(message);
    const failed = await event(0);
    expect(failed).toMatchObject({ type: 'notice-failed', host, retryMs: null });
    expect(JSON.stringify(failed)).not.toContain('AAtoken');
    if (failed.type !== 'notice-failed') throw new Error('it was sent');
    expect(webhookFaultText(failed.fault)).toBe('status 401 (Unauthorized: … is wrong)');
  });

  it('names what is missing in a Telegram address, and sends nothing', async () => {
    const { queue, received, event } = await hook('telegram', '/bot1/sendMessage', [
      { status: 200 },
    ]);
    queue.send(message);
    expect(await event(0)).toMatchObject({ fault: { kind: 'no-chat' }, retryMs: null });
    expect(received).toEqual([]);
  });

  it('does not follow a redirect', async () => {
    const other = await hook('json', '/', [{ status: 200 }]);
    const answers = [{ status: 307, headers: { location: `http://${other.host}/` } }];
    const { queue, event } = await hook('json', '/h', answers);
    queue.send(message);
    expect(await event(0)).toMatchObject({ fault: { kind: 'redirected', status: 307 } });
    expect(other.received).toEqual([]);
  });

  it('is reported where nothing listens, and where an answer is too long', async () => {
    const events: DeliveryEvent[] = [];
    const clock = new HandClock();
    const port = await freePort();
    await new Promise<void>((resolve) => {
      const queue = createWebhookQueue({
        target: () =>
          webhookTarget({
            ...DEFAULT_CONFIG,
            notifyWebhook: `http://127.0.0.1:${port}/secret-path`,
          }),
        clock,
        onEvent(event) {
          events.push(event);
          resolve();
        },
        environment: {},
      });
      onTestFinished(() => queue.close(0));
      queue.send(message);
    });
    expect(events).toMatchObject([{ fault: { kind: 'not-reached', cause: 'unreachable' } }]);
    expect(JSON.stringify(events)).not.toContain('secret-path');

    const endless = await hook('json', '/h', [{ status: 500, body: 'x'.repeat(100_000) }]);
    endless.queue.send(message);
    expect(await endless.event(0)).toMatchObject({ fault: { cause: 'nonsense-answer' } });
  });

  it('holds up no more than a bounded number of messages, the newest', async () => {
    const { queue, clock, event, events } = await hook('json', '/h', [{ status: 500 }]);
    for (let n = 0; n < WAITING_LIMIT + 5; n += 1) queue.send(message);
    expect(events.filter(({ type }) => type === 'notice-failed')).toHaveLength(5);
    expect(await event(5)).toMatchObject({ fault: { kind: 'refused' } });
    expect(clock.waiting).toBeLessThanOrEqual(1);
  });
});
