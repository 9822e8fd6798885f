import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { collectedLog } from '../tests/collected-log.ts';
import { HandClock } from '../tests/hand-clock.ts';
import { bodyOf, reply, serveHttp } from '../tests/loopback-server.ts';
import { RECENT_LIMIT } from './kept/notice-file.ts';
import { createNotices } from './notices.ts';
import type { NoticeEvent } from './notices.ts';

it.each([
  { kinds: ['mining-stopped'] as const, lines: 1 },
  { kinds: ['node-lost'] as const, lines: 0 },
])('logs and lists what the user wants to know of: $kinds', async ({ kinds, lines }) => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-notices-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { logger, logged } = collectedLog();
  const notices = createNotices({
    ...{ folder, logger, clock: new HandClock(), environment: {} },
    config: () => ({ ...DEFAULT_CONFIG, notifyKinds: [...kinds] }),
    onEvent: () => undefined,
  });
  notices.take({ type: 'resume-failed' }, { blocks: [] });
  expect(notices.recent()).toHaveLength(lines);
  expect(await logged()).toHaveLength(lines);
  await notices.close();
});

it('reports in the list and on the desktop that messages were given up, once an hour, and not to the webhook', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-notices-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const posts: string[] = [];
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((body) => {
      posts.push(body.toString());
      reply(response, 404, '{}');
    });
  });
  onTestFinished(() => server.close());
  const clock = new HandClock();
  const events: NoticeEvent[] = [];
  const webhook = { notifyWebhook: `http://${server.address}/gone`, notifyForm: 'ntfy' } as const;
  const notices = createNotices({
    ...{ folder, clock, environment: {}, logger: collectedLog().logger },
    config: () => ({ ...DEFAULT_CONFIG, ...webhook }),
    onEvent: (event) => events.push(event),
  });
  const happens = async (times: number): Promise<void> => {
    notices.take({ type: 'resume-failed' }, { blocks: [] });
    clock.pass(70_000);
    await vi.waitFor(() => {
      expect(events.filter(({ type }) => type === 'notice-failed')).toHaveLength(times);
    });
  };
  const lost = () => notices.recent().filter(({ kind }) => kind === 'messages-lost');

  await happens(1);
  expect(lost()).toMatchObject([{ host: server.address, messages: 1 }]);
  clock.pass(70_000);
  const shown = events.flatMap((event) => (event.type === 'notice' ? event.message.notices : []));
  expect(shown.map(({ kind }) => kind)).toEqual(['mining-stopped', 'messages-lost']);
  await happens(2);
  await happens(3);
  expect(lost()).toHaveLength(1);
  clock.pass(3_600_000);
  await happens(4);
  expect(lost()).toMatchObject([{ messages: 3 }, { messages: 1 }]);
  await notices.close();
  expect(posts).toHaveLength(4);
  expect(posts.join()).not.toContain('not reached');
});

/** Notices of a miner without a webhook, with what is shown of them. */
async function shownNotices(given: Partial<Parameters<typeof createNotices>[0]> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-notices-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const clock = new HandClock();
  const shown: string[] = [];
  const notices = createNotices({
    ...{ folder, clock, environment: {}, logger: collectedLog().logger },
    config: () => DEFAULT_CONFIG,
    onEvent(event) {
      if (event.type === 'notice') shown.push(...event.message.notices.map(({ kind }) => kind));
    },
    ...given,
  });
  const happens = (): void => notices.take({ type: 'resume-failed' }, { blocks: [] });
  return { notices, clock, shown, happens };
}

it('shows a notice after a moment, once, and at once where the time has jumped', async () => {
  const { notices, clock, shown, happens } = await shownNotices();
  happens();
  expect(shown).toEqual([]);
  notices.wake();
  notices.wake();
  expect(shown).toEqual(['mining-stopped']);
  clock.pass(120_000);
  expect(shown).toHaveLength(1);
  happens();
  clock.pass(120_000);
  expect(shown).toHaveLength(2);
  // Nothing waits, so nothing ticks.
  expect(clock.waiting).toBe(0);
  await notices.close();
});

it('shows what waits when the program ends', async () => {
  const { notices, clock, shown, happens } = await shownNotices();
  happens();
  await notices.close();
  expect(shown).toEqual(['mining-stopped']);
  expect(clock.waiting).toBe(0);
});

it('keeps the latest notices alone, newest first', async () => {
  const { notices, clock, happens } = await shownNotices();
  for (let i = 0; i < RECENT_LIMIT + 5; i++) {
    clock.pass(1_000);
    happens();
  }
  const times = notices.recent().map(({ atMs }) => atMs);
  expect(times).toHaveLength(RECENT_LIMIT);
  expect(times[0]).toBe((RECENT_LIMIT + 5) * 1_000);
  await notices.close();
});

it('logs what became of a message, and says it of the last one', async () => {
  let status = 500;
  const server = await serveHttp((_request, response) => reply(response, status, '{}'));
  onTestFinished(() => server.close());
  const { logger, logged } = collectedLog();
  const webhook = { notifyWebhook: `http://${server.address}/x`, notifyForm: 'slack' } as const;
  const { notices, happens } = await shownNotices({
    ...{ logger, config: () => ({ ...DEFAULT_CONFIG, ...webhook }) },
  });
  expect(notices.delivery()).toBeNull();
  const lines = async (level: 'warn' | 'debug'): Promise<readonly string[]> =>
    (await logged(level)).filter((line) => line.includes('sent to'));
  happens();
  notices.wake();
  await vi.waitFor(() => expect(notices.delivery()?.fault).toMatchObject({ status: 500 }));
  expect(await lines('warn')).toEqual([
    expect.stringMatching(/^not sent to 127\.0\.0\.1:\d+: .+: status 500; next attempt in 5 s$/),
  ]);
  expect(notices.delivery()?.retryAtMs).toBe(5_000);
  status = 200;
  notices.wake();
  await vi.waitFor(() => expect(notices.delivery()?.fault).toBeNull());
  expect(await lines('debug')).toEqual([expect.stringMatching(/^sent to 127\.0\.0\.1:\d+: .+$/)]);
  expect((await lines('warn')).length).toBe(1);
  await notices.close();
});
