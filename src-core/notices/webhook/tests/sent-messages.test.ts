/** What one attempt makes of the answers of a real local server. */
import { expect, it } from 'vitest';
import { PAUSES_MS } from '../webhook-queue.ts';
import { hook } from './hook-server.ts';

const message = { atMs: 0, reason: 'test', notices: [], more: 0 } as const;

/** What becomes of a message that is answered so. */
async function faultAt(status: number, body = '', headers = {}): Promise<unknown> {
  const { queue, event } = await hook('slack', '/secret-hook', [{ status, body, headers }]);
  queue.send(message);
  const first = await event(0);
  return first.type === 'notice-sent' ? null : { fault: first.fault, retryMs: first.retryMs };
}

it.each([
  [299, null],
  [300, { kind: 'redirected', status: 300 }],
  [399, { kind: 'redirected', status: 399 }],
  [400, { kind: 'refused', status: 400, answer: null }],
])('takes status %i for %j', async (status, fault) => {
  expect(await faultAt(status)).toEqual(fault && { fault, retryMs: null });
});

it.each([
  ['{"description":"d","message":"m"}', 'd'],
  ['{"description":7,"message":"m","error":"e"}', 'm'],
  ['{"error":"e"}', 'e'],
  ['{"code":7}', null],
  ['null', null],
  ['"text"', null],
  [' plain \n', 'plain'],
  ['plain <b>', 'plain <b>'],
  ['<html>', null],
  ['  ', null],
  ['see /secret-hook', 'see /…'],
])('shows what the server says for itself: %j', async (body, answer) => {
  expect(await faultAt(400, body)).toMatchObject({ fault: { answer } });
});

const [pauseMs = 0] = PAUSES_MS;
it.each([
  [429, { 'retry-after': '7' }, '', 7_000],
  [429, { 'retry-after': '-7' }, '', pauseMs],
  [429, { 'retry-after': 'soon' }, '{"retry_after":8}', 8_000],
  [429, {}, '{"retry_after":8}', 8_000],
  [429, {}, '{"parameters":{"retry_after":9}}', 9_000],
  [429, {}, '{"retry_after":-8}', pauseMs],
  [429, {}, '{"retry_after":"8"}', pauseMs],
  [429, {}, 'null', pauseMs],
  [429, {}, '7', pauseMs],
  [429, {}, 'slow down', pauseMs],
  [503, { 'retry-after': '7' }, '', pauseMs],
])('waits as long as it is asked to: %i %j %s', async (status, headers, body, retryMs) => {
  expect(await faultAt(status, body, headers)).toMatchObject({ retryMs });
});
