import { expect, it, onTestFinished } from 'vitest';
import { reply, serveHttp } from '../../tests/loopback-server.ts';
import { sendTestNotice } from '../test-notice.ts';

it('sends a test once, and says where it arrived or why it did not', async () => {
  const asked: (string | undefined)[] = [];
  const server = await serveHttp((request, response) => {
    asked.push(request.url);
    reply(response, request.url === '/good' ? 200 : 503, 'busy');
  });
  onTestFinished(() => server.close());
  const test = (path: string) =>
    sendTestNotice({ notifyWebhook: `http://${server.address}${path}`, notifyForm: 'slack' });
  expect(await test('/good')).toEqual({ ok: true, value: { host: server.address } });
  expect(await test('/bad')).toMatchObject({
    error: { host: server.address, fault: { kind: 'refused', status: 503, answer: 'busy' } },
  });
  expect(asked).toEqual(['/good', '/bad']);
  expect(await sendTestNotice({ notifyWebhook: null, notifyForm: 'json' })).toMatchObject({
    error: { kind: 'no-webhook' },
  });
});
