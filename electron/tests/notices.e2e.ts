import type { Page } from '@playwright/test';
import type { IncomingHttpHeaders } from 'node:http';
import type { MinerConfig } from '../../src-core/index.ts';
import { bodyOf, freePort, reply, serveHttp } from '../../src-core/tests/loopback-server.ts';
import { ScriptedMachine } from '../../src-core/tests/scripted-machine.ts';
import { appState } from './support/app-facts.ts';
import { expect, test } from './support/app-test.ts';
import {
  clickNotice,
  expectShown,
  playDesktop,
  shownNotices,
} from './support/desktop-notifications.ts';
import { mineShare } from './support/hashing-machine.ts';
import { startPracticeProgram } from './support/practice-program.ts';
import { hurryClock, stepClock } from './support/step-clock.ts';
import { settledUserFolder } from './support/user-folder.ts';

const HOUR_MS = 3_600_000;

interface Post {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A webhook that takes everything. */
async function webhook(): Promise<{ address: string; posts: Post[]; close: () => Promise<void> }> {
  const posts: Post[] = [];
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((body) => {
      posts.push({ path: request.url, headers: request.headers, body: body.toString() });
      reply(response, 200, '{}');
    });
  });
  return { address: `http://${server.address}`, posts, close: () => server.close() };
}

/** Machines that find shares at once, and a server for them; offline after a second. */
const MACHINES: Partial<MinerConfig> = {
  worker: 'stratum',
  stratumInterface: '127.0.0.1',
  stratumPort: 0,
  practiceGraph: 'triangle',
  stratumDifficulty: 10,
  stratumMinDifficulty: 10,
  notifyOfflineAfter: 1,
  notifyForm: 'ntfy',
};

/** Mines with a machine that has a share accepted and dies. Resolves with the server's port. */
async function machineDies(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Start mining' }).click();
  const port = async (): Promise<number> =>
    (await appState(page)).snapshot.stratum?.listening?.port ?? 0;
  await expect.poll(port).toBeGreaterThan(0);
  const rig = await ScriptedMachine.start(await port(), 'account.rig01');
  const searching = new AbortController();
  expect((await mineShare(rig, 'account.rig01', searching.signal))?.result).toBe(true);
  rig.socket.destroy();
  return port();
}

test('a machine that dies is reported once, and once when it is back', async ({ launch }) => {
  test.setTimeout(120_000);
  const hook = await webhook();
  const { app, page } = await launch(
    await settledUserFolder({ ...MACHINES, notifyWebhook: `${hook.address}/topic` }),
  );
  await playDesktop(app, true);
  const port = await machineDies(page);
  await expectShown(app, ['Machine offline']);
  await clickNotice(app);
  await expect(page.getByRole('heading', { name: 'rig01' })).toBeVisible();

  await page.evaluate(`window.miner.savePreferences({ language: 'de' })`);
  const again = await ScriptedMachine.start(port, 'account.rig01');
  await expectShown(app, ['Machine offline', 'Gerät wieder da']);
  await expect.poll(() => hook.posts.length).toBe(2);
  expect(hook.posts.map(({ body }) => body)).toEqual([
    expect.stringMatching(/^rig01 has been offline for \d+\ss\.$/),
    expect.stringMatching(/^rig01 ist nach \d+\ss wieder da\.$/),
  ]);
  await again.leave();
  expect(await page.evaluate(`window.miner.testWebhook()`)).toMatchObject({ ok: true });
  expect(hook.posts.at(-1)?.body).toBe(
    'Das ist ein Test. Hier erscheinen Mitteilungen von Heddle.',
  );
  await page.evaluate(`window.miner.savePreferences({ language: 'en' })`);

  const rail = page.getByRole('navigation');
  await expect(rail.getByText('2 new notices')).toBeAttached();
  await rail.getByRole('link', { name: 'Notices' }).click();
  const rows = page.getByRole('list', { name: 'Notices, newest first' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('rig01 is back after');
  await expect(rail.getByText('2 new notices')).not.toBeAttached();
  await hook.close();
});

/** `HH:MM`, `hours` from now. */
function timeIn(hours: number): string {
  const time = new Date(Date.now() + hours * HOUR_MS);
  return [time.getHours(), time.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':');
}

test('a notice in quiet hours is listed, and goes out at their end', async ({ launch }) => {
  test.setTimeout(120_000);
  const hook = await webhook();
  const { app, page } = await launch(
    await settledUserFolder({
      ...{ ...MACHINES, notifyWebhook: `${hook.address}/topic` },
      ...{ notifyQuietHours: `${timeIn(-1)}-${timeIn(1)}`, notifyQuietPass: [] },
    }),
  );
  await playDesktop(app, true);
  await machineDies(page);
  await expect(page.getByRole('navigation').getByText('1 new notice')).toBeAttached();
  // Outside quiet hours it would have gone out by then.
  await stepClock(app, 60_000);
  await twoLooks(page);
  expect(await shownNotices(app)).toEqual([]);
  expect(hook.posts).toEqual([]);

  await stepClock(app, HOUR_MS);
  await expectShown(app, ['Machine offline']);
  await expect.poll(() => hook.posts).toHaveLength(1);
  await hook.close();
});

/** The node is looked at once a second, of which snapshots tell the time. */
function twoLooks(page: Page): Promise<unknown> {
  return page.evaluate(`new Promise((resolve) => {
    let first = null;
    const undo = window.miner.on('snapshot', ({ atMs }) => {
      first ??= atMs;
      if (atMs - first < 2_500) return;
      undo();
      resolve(null);
    });
  })`);
}

test('a node that is lost for a minute is reported, and that it is back', async ({ launch }) => {
  test.setTimeout(180_000);
  const port = await freePort();
  const folder = await settledUserFolder({
    ...{ practice: false, node: `127.0.0.1:${port}` },
    notifyKinds: ['node-lost'],
  });
  let node = startPracticeProgram(port);
  try {
    const { app, page } = await launch(folder);
    await playDesktop(app, true);
    const problems = async (): Promise<string[]> =>
      (await appState(page)).snapshot.problems.map(({ kind }) => kind);
    await page.getByRole('button', { name: 'Start mining' }).click();
    await expect
      .poll(async () => (await appState(page)).snapshot.phase, { timeout: 60_000 })
      .toBe('mining');

    await node.crash();
    await expect.poll(problems, { timeout: 30_000 }).toContain('node');
    await expect.poll(async () => (await appState(page)).snapshot.phase).toBe('waiting');
    await hurryClock(app, 5);
    await expectShown(app, ['Node lost']);
    await clickNotice(app);
    await expect(page.getByRole('textbox', { name: 'Address', exact: true })).toBeFocused();

    node = startPracticeProgram(port);
    await expect.poll(problems, { timeout: 60_000 }).not.toContain('node');
    await expectShown(app, ['Node lost', 'Node back']);
  } finally {
    await node.close();
  }
});

test('each form reaches a webhook as its service documents it, with the result in words', async ({
  launch,
}) => {
  const hook = await webhook();
  const { page } = await launch(await settledUserFolder());
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  const address = page.getByLabel('Webhook address', { exact: true });
  const group = page.getByRole('region', { name: 'When are you notified?' });

  const json = 'application/json';
  const text = 'This is a test. Notices from Heddle appear here.';
  const forms = [
    ['ntfy', '/topic', { title: 'Heddle: test' }, text],
    [
      'Discord',
      '/api/webhooks/1/a',
      { 'content-type': json },
      `"content":"**Heddle: test**\\n${text}"`,
    ],
    ['Slack', '/services/T/B/x', { 'content-type': json }, `{"text":"*Heddle: test*\\n${text}"}`],
    ['Other (JSON)', '/notices', { 'content-type': json }, '"program":"heddle"'],
    [
      'Telegram',
      '/bot1:a/sendMessage?chat_id=7',
      { 'content-type': json },
      `{"chat_id":7,"text":"Heddle: test\\n${text}"}`,
    ],
  ] as const;
  for (const [form, path, headers, body] of forms) {
    await group.getByText(form, { exact: true }).click();
    await address.fill(hook.address + path);
    await address.press('Enter');
    await expect
      .poll(async () => (await appState(page)).config.notifyWebhook)
      .toBe(hook.address + path);
    await group.getByRole('button', { name: 'Send a test message' }).click();
    await expect(group.getByText('accepted the test.')).toBeVisible();
    const post = hook.posts.at(-1);
    expect(post).toMatchObject({ path: path.split('?')[0], headers });
    expect(post?.body).toContain(body);
  }
  expect(hook.posts).toHaveLength(forms.length);

  await hook.close();
  await group.getByRole('button', { name: 'Send a test message' }).click();
  await expect(group.getByText('Not sent: nothing answers there.')).toBeVisible();
});

test('says that a desktop shows no notifications, and shows a test where it does', async ({
  launch,
}) => {
  const { app, page } = await launch(await settledUserFolder());
  const group = page.getByRole('region', { name: 'When are you notified?' });
  const button = group.getByRole('button', { name: 'Show a test notification' });
  for (const isSupported of [false, true]) {
    await playDesktop(app, isSupported);
    await page.reload();
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    await expect(group.getByText('This desktop shows no notifications')).toHaveCount(
      isSupported ? 0 : 1,
    );
    await expect(button).toBeEnabled({ enabled: isSupported });
    await page.getByRole('navigation').getByRole('link', { name: 'Notices' }).click();
    await expect(
      page.getByText(
        isSupported ? /^You are notified on this desktop\./ : /^Notices are only listed here/,
      ),
    ).toBeVisible();
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
  await button.click();
  await expect(group.getByText('Shown.')).toBeVisible();
  await expectShown(app, ['Heddle: test']);
});
