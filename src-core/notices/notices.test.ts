import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../config/miner-config.ts';
import { collectedLog } from '../tests/collected-log.ts';
import { HandClock } from '../tests/hand-clock.ts';
import { bodyOf, reply, serveHttp } from '../tests/loopback-server.ts';
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
