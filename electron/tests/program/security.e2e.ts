import { join } from 'node:path';
import { logTexts, rejectionOf } from '../support/app-facts.ts';
import { expect, test } from '../support/app-test.ts';
import { PROJECT_FOLDER } from '../support/launch-app.ts';
import { settledUserFolder } from '../support/user-folder.ts';

test('the page has the bridge and nothing of Node or Electron', async ({ launch }) => {
  const { page } = await launch(await settledUserFolder());
  expect(await page.evaluate('location.origin')).toBe('app://heddle');
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'];
  for (const name of names) expect(await page.evaluate(`typeof window.${name}`)).toBe('undefined');
  expect(await page.evaluate('typeof window.miner.getState')).toBe('function');
  expect(await page.evaluate('typeof window.miner.invoke')).toBe('undefined');
});

test('the page stays where it is', async ({ launch }) => {
  const { app, page } = await launch(await settledUserFolder());
  const address = page.url();
  await page.evaluate('location.href = "https://example.com/"');
  await expect.poll(() => logTexts(page)).toContain('refused to go to https://example.com/');
  await page.evaluate('location.href = "app://heddle/other.html"');
  await expect.poll(() => logTexts(page)).toContain('refused to go to app://heddle/other.html');
  expect(page.url()).toBe(address);

  expect(await page.evaluate('window.open("https://example.com/") === null')).toBe(true);
  await expect.poll(() => logTexts(page)).toContain('refused to open https://example.com/');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

  for (const name of ['notifications', 'geolocation', 'clipboard-read', 'local-fonts']) {
    const query = `navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`;
    expect([name, await page.evaluate(query)]).toEqual([name, 'denied']);
  }
  expect(await page.evaluate('Notification.requestPermission()')).toBe('denied');
  await page.evaluate(`Object.assign(document.createElement('a'), {
    href: 'app://heddle/index.html',
    download: 'page.html',
  }).click()`);
  await expect.poll(() => logTexts(page)).toContain('refused to download app://heddle/index.html');
});

test('the page has none of the powers that Electron can give', async ({ launch }) => {
  const { app } = await launch(await settledUserFolder());
  const given = await app.evaluate(({ webContents }): readonly Record<string, unknown>[] =>
    webContents.getAllWebContents().map((contents) => {
      // Not among Electron's types, but what its own tests ask for.
      const asked = contents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return asked.getLastWebPreferences();
    }),
  );
  expect(given).toHaveLength(1);
  expect(given[0]).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  expect(given[0]?.['enableBlinkFeatures'] ?? '').toBe('');
});

test('the security policy holds', async ({ launch }) => {
  const { page } = await launch(await settledUserFolder());
  const policy = await page.evaluate<string>(
    `fetch(location.href).then((answer) => answer.headers.get('content-security-policy'))`,
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");

  const blocked = await page.evaluate<string[]>(`new Promise((resolve) => {
    const seen = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(event.effectiveDirective);
      if (seen.length === 3) resolve(seen.sort());
    });
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com/';
    document.body.append(frame);
    fetch('https://example.com/').catch(() => undefined);
  })`);
  expect(blocked).toEqual(['connect-src', 'frame-src', 'script-src-elem']);
  expect(await page.evaluate('window.injected')).toBeUndefined();
});

test('files outside of the page are not served', async ({ launch }) => {
  const { page } = await launch(await settledUserFolder());
  const status = (path: string): Promise<number> =>
    page.evaluate<number>(`fetch(${JSON.stringify(path)}).then((answer) => answer.status)`);
  expect(await status('app://heddle/')).toBe(200);
  expect(await status('app://heddle/..%2f..%2fbuild/main.cjs')).toBe(400);
  expect(await status('app://heddle/..%5c..%5cbuild%5cmain.cjs')).toBe(400);
  expect(await status('app://heddle/nothing.js')).toBe(404);
});

test('wrong arguments are rejected and logged', async ({ launch }) => {
  const { page } = await launch(await settledUserFolder());
  const requests = {
    getHistory: 'window.miner.getHistory({ fromMs: 0, toMs: 1, points: 1e9 })',
    saveConfig: 'window.miner.saveConfig({ threadCount: -1 })',
    savePreferences: 'window.miner.savePreferences({ surprise: true })',
    copyText: 'window.miner.copyText(7)',
  };
  for (const [name, request] of Object.entries(requests)) {
    expect(await rejectionOf(page, request)).toContain(`wrong arguments for ${name}`);
  }
  const rejections = async (): Promise<readonly string[]> =>
    (await logTexts(page)).filter((text) => text.startsWith('rejected'));
  await expect.poll(rejections).toHaveLength(4);
});

test('a page that is not the program’s own is not answered, even with the bridge', async ({
  launch,
}) => {
  const { app, page } = await launch(await settledUserFolder());
  const preload = join(PROJECT_FOLDER, '.vite', 'build', 'preload.cjs');
  const answer = await app.evaluate(async ({ BrowserWindow }, script): Promise<unknown> => {
    const forger = new BrowserWindow({ show: false, webPreferences: { preload: script } });
    await forger.loadURL('data:text/html,forged');
    const request = 'miner.startMining().then(() => "answered", (error) => error.message)';
    const answer: unknown = await forger.webContents.executeJavaScript(request);
    forger.destroy();
    return answer;
  }, preload);
  expect(answer).toContain('this page may not ask that');
  await expect
    .poll(() => logTexts(page))
    .toContain('rejected the request startMining from data:text/html,forged');
});
