/** Notices over the end of the program, with a real file and a real webhook server. */
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../../../config/miner-config.ts';
import type { MinerConfig } from '../../../config/miner-config.ts';
import { collectedLog } from '../../../tests/collected-log.ts';
import { HandClock } from '../../../tests/hand-clock.ts';
import { bodyOf, reply, serveHttp } from '../../../tests/loopback-server.ts';
import { createNotices } from '../../notices.ts';
import type { NoticeEvent, Notices } from '../../notices.ts';

interface Run {
  readonly notices: Notices;
  readonly clock: HandClock;
  readonly events: NoticeEvent[];
  readonly logged: () => Promise<readonly string[]>;
  /** Resolves once there was such an event. */
  readonly event: (type: NoticeEvent['type']) => Promise<void>;
}

/** A run of the program that begins at a time of day, in this computer's zone. */
function run(folder: string, day: number, hour: number, webhook: string): Run {
  const clock = new HandClock();
  clock.pass(new Date(2026, 5, day, hour).getTime());
  const { logger, logged } = collectedLog();
  const events: NoticeEvent[] = [];
  const config: MinerConfig = {
    ...DEFAULT_CONFIG,
    ...{ notifyWebhook: webhook, notifyForm: 'ntfy', notifyQuietHours: '22:00-07:00' },
  };
  const notices = createNotices({
    ...{ config: () => config, folder, logger, clock, environment: {} },
    onEvent: (event) => events.push(event),
  });
  const event = (type: NoticeEvent['type']): Promise<void> =>
    vi.waitFor(() => expect(events.map((each) => each.type)).toContain(type));
  return { notices, clock, events, logged, event };
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heddle-notices-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

const nothing = { blocks: [] };

it('sends after quiet hours what came in an earlier run, once', async () => {
  const posts: string[] = [];
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((body) => {
      posts.push(body.toString());
      reply(response, 200, '{}');
    });
  });
  onTestFinished(() => server.close());
  const webhook = `http://${server.address}/topic`;
  const folder = await newFolder();

  const night = run(folder, 1, 23, webhook);
  night.notices.take({ type: 'resume-failed' }, nothing);
  night.clock.pass(1_000);
  night.notices.take({ type: 'broke-down' }, nothing);
  night.clock.pass(600_000);
  expect(night.events.map(({ type }) => type)).toEqual(['noticed', 'noticed']);
  await night.notices.close();
  expect(posts).toEqual([]);

  const early = run(folder, 2, 5, webhook);
  early.clock.pass(60_000);
  expect(early.events).toEqual([]);
  await early.notices.close();

  const morning = run(folder, 2, 8, webhook);
  morning.clock.pass(1_000);
  await morning.notices.close();
  expect(posts).toEqual([
    expect.stringMatching(
      /^23:00 Mining could not resume.*\n23:00 Mining stopped because of an error/,
    ),
  ]);
  expect(morning.notices.delivery()).toMatchObject({ host: server.address, fault: null });

  const noon = run(folder, 2, 12, webhook);
  noon.clock.pass(60_000);
  expect(noon.events).toEqual([]);
  expect(
    noon.notices.recent().map((notice) => notice.kind === 'mining-stopped' && notice.reason),
  ).toEqual(['broke-down', 'not-resumed']);
  await noon.notices.close();
});

it('sends after the next start what the webhook did not take, with its time, for a day', async () => {
  const posts: string[] = [];
  let status = 503;
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((body) => {
      if (status === 200) posts.push(body.toString());
      reply(response, status, '{}');
    });
  });
  onTestFinished(() => server.close());
  const webhook = `http://${server.address}/topic`;
  const folder = await newFolder();

  const outage = run(folder, 1, 9, webhook);
  outage.notices.take({ type: 'resume-failed' }, nothing);
  outage.clock.pass(10_000);
  await outage.event('notice-failed');
  outage.clock.pass(7_200_000);
  outage.notices.take({ type: 'broke-down' }, nothing);
  outage.clock.pass(10_000);
  await outage.notices.close();
  expect((await outage.logged()).at(-1)).toContain('sent after the next start: 2');

  status = 200;
  const back = run(folder, 2, 10, webhook);
  await back.event('notice-sent');
  await back.notices.close();
  // The older one is of interest no more.
  expect(posts).toEqual([expect.stringMatching(/^11:00 Mining stopped because of an error/)]);

  const later = run(folder, 2, 11, webhook);
  await later.notices.close();
  expect(posts).toHaveLength(1);
});

it('starts without a file that cannot be used, which is set aside, and the log says so', async () => {
  const folder = await newFolder();
  const path = join(folder, 'notices.json');
  await writeFile(path, '{"version":1,"quiet"');
  const { notices, logged } = run(folder, 1, 12, 'http://127.0.0.1:9/');
  expect(notices.recent()).toEqual([]);
  const [kept = ''] = readdirSync(folder).filter((name) => name.includes('.damaged-'));
  expect((await logged()).join('\n')).toContain(
    `${path} holds no notices and is kept as ${join(folder, kept)};`,
  );
  notices.take({ type: 'broke-down' }, nothing);
  await notices.close();
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    recent: [{ kind: 'mining-stopped' }],
  });
});
