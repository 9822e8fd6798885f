/** Notices of the whole core: practice network, session, a machine over a real socket, a webhook. */
import { expect, it, onTestFinished } from 'vitest';
import { translationTo } from '../../messages/translation.ts';
import { minerConfigSchema } from '../config/miner-config.ts';
import { createMiningSession } from '../mining/mining-session.ts';
import type { SessionEvent } from '../mining/session/session-events.ts';
import { ENGLISH_WORDS } from '../notices/english-words.ts';
import { miningTest, publicKey } from './mining-test.ts';
import { bodyOf, reply, serveHttp } from './loopback-server.ts';
import { collectedLog } from './collected-log.ts';
import { ScriptedMachine } from './scripted-machine.ts';

const { folder, history } = miningTest();

it('reports once that a machine is away and once that it is back, also to the webhook', async () => {
  const posts: string[] = [];
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((body) => {
      posts.push(body.toString());
      reply(response, 200, '{}');
    });
  });
  onTestFinished(() => server.close());
  const config = minerConfigSchema.parse({
    ...{ publicKey, worker: 'stratum', stratumInterface: '127.0.0.1', stratumPort: 0 },
    ...{ stratumMinDifficulty: 0, stratumDifficulty: 0, practice: true, practiceGraph: 'petersen' },
    ...{ notifyWebhook: `http://${server.address}/secret-topic`, notifyForm: 'ntfy' },
    ...{ notifyOfflineAfter: 1, notifyKinds: ['machine-offline'] },
  });
  const { logger, logged } = collectedLog();
  let words = ENGLISH_WORDS;
  const session = createMiningSession({
    config: () => config,
    dataDirectory: folder(),
    history: history(),
    supply: { isOnBattery: () => false, listen: () => undefined },
    version: '0',
    noticeWords: () => words,
    logger,
  });
  const events: SessionEvent[] = [];
  const waiting = new Set<() => void>();
  session.subscribe((event) => {
    events.push(event);
    for (const look of [...waiting]) look();
  });
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const sent = (count: number): Promise<unknown> =>
    until(() => events.filter(({ type }) => type === 'notice-sent')[count - 1]);
  expect(await session.start()).toMatchObject({ ok: true });
  const port = await until(() => session.snapshot().stratum?.listening?.port);

  const machine = await ScriptedMachine.start(port, 'me.garage');
  const job = await machine.job();
  await machine.submit(job, machine.find(job), 'me.garage');
  await until(() => session.snapshot().stratum?.machines.find(({ shares }) => shares.accepted > 0));
  machine.socket.destroy();
  await sent(1);
  words = { ...ENGLISH_WORDS, t: translationTo('de').t };
  const again = await ScriptedMachine.start(port, 'me.garage');
  await sent(2);

  expect(posts).toEqual([
    expect.stringMatching(/^garage has been offline for \d+ s\.$/),
    expect.stringMatching(/^garage ist nach \d+ s wieder da\.$/),
  ]);
  const messages = events.flatMap((event) =>
    event.type === 'notice' ? event.message.notices : [],
  );
  expect(messages).toMatchObject([{ kind: 'machine-offline' }, { kind: 'machine-back' }]);

  // A stop of the user is nothing to tell.
  await again.leave();
  expect(await session.close()).toEqual([]);
  expect(posts).toHaveLength(2);
  expect((await logged()).join('\n')).toContain('garage is back after');
  expect((await logged()).join('\n')).not.toContain('secret-topic');
}, 90_000);
