import { expect, it } from 'vitest';
import { closeAfterTest, scriptedNode } from '../node/tests/node-test.ts';
import { reply, serveHttp } from '../tests/loopback-server.ts';
import { checkClock } from './clock-check.ts';

const DATE_MS = Date.parse('2026-03-01T12:00:00Z');
const INFO = JSON.stringify({
  ...{ nodeVersion: 'scripted', nodeChains: ['0'], nodeGraphHistory: [[0, [[0, []]]]] },
});

/** Compares a clock with these readings, before and after, with that of a node. */
async function compared(beforeMs: number, afterMs: number, date: string | null = '') {
  const server = closeAfterTest(
    await serveHttp((_request, response) => {
      if (date === null) response.sendDate = false;
      else response.setHeader('Date', date === '' ? new Date(DATE_MS).toUTCString() : date);
      reply(response, 200, INFO);
    }),
  );
  const readings = [DATE_MS + beforeMs, DATE_MS + afterMs];
  const nowMs = (): number => readings.shift() ?? NaN;
  const node = server.address;
  return { node, check: await checkClock({ node, useTls: false, insecure: false }, nowMs) };
}

it.each([
  // Within the second that the date stands for, and what the answer took.
  [500, 500, 'ok', 0, 500],
  [0, 2_000, 'ok', 500, 1_500],
  [4_000, 4_000, 'ok', 3_500, 500],
  [4_001, 4_001, 'warn', 3_501, 500],
  [-3_000, -3_000, 'ok', -3_500, 500],
  [-3_002, -3_002, 'warn', -3_502, 500],
  [30_999, 30_999, 'warn', 30_499, 500],
  [31_000, 31_000, 'fail', 30_500, 500],
  [-30_000, -30_000, 'fail', -30_500, 500],
  [29_000, 33_000, 'warn', 30_500, 2_500],
] as const)(
  'asked at %d and answered at %d ms: %s',
  async (before, after, verdict, offset, spread) => {
    const { node, check } = await compared(before, after);
    expect(check).toEqual({
      ...{ kind: 'clock', verdict, node, offsetMs: offset, uncertaintyMs: spread },
    });
  },
);

it.each([null, 'yesterday'])('is not known where the answer has the date %j', async (date) => {
  expect((await compared(0, 0, date)).check).toEqual({
    ...{ kind: 'clock', verdict: 'skipped', reason: 'unreadable', detail: 'no Date in its answer' },
  });
});

it('is not known where the node does not answer', async () => {
  const node = await scriptedNode();
  node.status = 503;
  const settings = { node: node.address, useTls: false, insecure: false };
  expect(await checkClock(settings, Date.now)).toEqual({
    ...{ kind: 'clock', verdict: 'skipped', reason: 'earlier-check', detail: null },
  });
});
