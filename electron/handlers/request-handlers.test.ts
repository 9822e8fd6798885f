import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAnnouncer } from '../../contract/announcer.ts';
import { bridgeOver } from '../../contract/bridge-over.ts';
import type { MinerBridge } from '../../contract/screen-contract.ts';
import { carrierOverPort, serveOverPort } from '../../contract/tests/port-carrier.ts';
import { translationTo } from '../../messages/translation.ts';
import { noticeWords } from '../../renderer/wording/notices/notice-words.ts';
import {
  createLog,
  createMiningSession,
  DEFAULT_CONFIG,
  err,
  ok,
  openHistory,
} from '../../src-core/index.ts';
import type { LogRecord, MinerConfig } from '../../src-core/index.ts';
import { createLogRelay } from '../logging/log-relay.ts';
import { createMiningHost } from '../mining/mining-host.ts';
import { openKnownCommands } from '../settings/known-commands.ts';
import { openMinerSettings } from '../settings/miner-settings.ts';
import { openPreferences } from '../settings/preferences.ts';
import { openSettingOrigins } from '../settings/setting-origins.ts';
import type { HostServices } from './host-services.ts';
import { createRequestHandlers } from './request-handlers.ts';

/** The handlers of the app behind a carrier that is not Electron's, and the bridge of the page over it. */
let bridge: MinerBridge;
let folder: string;
let lines: LogRecord[];
let flushLog: () => Promise<unknown>;
let close: () => Promise<void>;
let chosenPath: string | null;
let confirmCommand: (text: string) => Promise<boolean>;
let copyText: HostServices['copyText'];
let openFolder: HostServices['openFolder'];
let releases: URL | null;
let openPage: HostServices['openPage'];
let startAtLogin: HostServices['startAtLogin'];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heddle-handlers-'));
  lines = [];
  chosenPath = null;
  confirmCommand = vi.fn(() => Promise.resolve(false));
  copyText = vi.fn(() => Promise.resolve());
  openFolder = vi.fn(() => Promise.resolve());
  releases = null;
  openPage = vi.fn(() => Promise.resolve());
  startAtLogin = vi.fn(() => Promise.resolve(ok(null)));
  const log = createLog({ level: 'info', sink: (batch) => void lines.push(...batch) });
  flushLog = () => log.flush();
  const { logger } = log;
  const announcer = createAnnouncer();
  const { announce } = announcer;
  const settings = await openMinerSettings(join(folder, 'heddle.yaml'), logger);
  const commands = await openKnownCommands(join(folder, 'known.json'), settings.current(), logger);
  const confirmCommands = (config: MinerConfig): Promise<boolean> =>
    commands.confirm(config, (text) => confirmCommand(text));
  const history = openHistory(join(folder, 'history.db'));
  const session = createMiningSession({
    config: () => settings.current(),
    dataDirectory: folder,
    history,
    supply: { isOnBattery: () => false, listen: () => undefined },
    version: '1.2.3',
    mayRun: commands.areKnown,
    logger,
  });
  const host = createMiningHost({
    session,
    logger,
    settingsFault: () => null,
    confirmCommands: () => confirmCommands(settings.current()),
    onResumeFailed: () => undefined,
    onSnapshot: (snapshot) => announce('snapshot', snapshot),
  });
  const choose = () => Promise.resolve(chosenPath);
  const handlers = createRequestHandlers({
    folder,
    host,
    settings,
    preferences: await openPreferences(join(folder, 'preferences.json'), logger),
    origins: await openSettingOrigins(join(folder, 'origins.json'), settings.current(), logger),
    history,
    devices: session.devices,
    startHeldBack: () => false,
    canKeepLogins: () => false,
    log,
    relay: createLogRelay(() => undefined),
    announce,
    notices: {
      state: () => ({ recent: [], webhook: session.notices.delivery(), desktop: null }),
      testDesktop: () => Promise.resolve({ kind: 'unsupported' }),
      words: () => noticeWords(translationTo('de')),
    },
    answerClose: () => ({ ok: true }),
    confirmCommands,
    services: {
      appVersion: '1.2.3',
      systemLanguage: () => 'de',
      systemLocales: () => ['de-AT'],
      fileDialogs: { openConfig: choose, saveConfig: choose, saveLog: choose, saveChart: choose },
      startGpu: () => {
        throw new Error('no graphics card in this test');
      },
      crashFolder: join(folder, 'crashes'),
      openFolder: (path) => openFolder(path),
      releases,
      copyText: (text) => copyText(text),
      openPage: (url) => openPage(url),
      startAtLogin: (isOn) => startAtLogin(isOn),
    },
  });
  const { port1, port2 } = new MessageChannel();
  const stopServing = serveOverPort(port1, handlers, announcer, logger);
  bridge = bridgeOver(carrierOverPort(port2));
  close = async () => {
    await session.close();
    host.close();
    stopServing();
    history.close();
    await rm(folder, { recursive: true });
  };
});
afterEach(() => close());

it('gives a page all that it needs to open', async () => {
  expect(await bridge.getState()).toMatchObject({
    appVersion: '1.2.3',
    hasReleasePage: false,
    systemLanguage: 'de',
    systemLocales: ['de-AT'],
    config: DEFAULT_CONFIG,
    settingsFault: null,
    snapshot: { phase: 'stopped' },
  });
});

it('saves settings and announces them to every listener', async () => {
  const announced = new Promise((resolve) => {
    bridge.on('config', resolve);
  });
  expect(await bridge.saveConfig({ threadCount: 3 })).toEqual({ ok: true });
  expect(await announced).toMatchObject({ threadCount: 3 });
  expect(await readFile(join(folder, 'heddle.yaml'), 'utf8')).toContain('threadCount: 3');
});

it('remembers a start at login only once the system has taken it over', async () => {
  expect(await bridge.savePreferences({ startAtLogin: true })).toEqual({ ok: true });
  expect(startAtLogin).toHaveBeenCalledWith(true);
  startAtLogin = vi.fn(() => Promise.resolve(err({ kind: 'login-refused' as const })));
  expect(await bridge.savePreferences({ startAtLogin: false, keepAwake: false })).toEqual({
    ok: false,
    failure: { kind: 'login-refused' },
  });
  const { preferences } = await bridge.getState();
  expect(preferences).toMatchObject({ startAtLogin: true, keepAwake: true });
  expect(await bridge.savePreferences({ keepAwake: false })).toEqual({ ok: true });
  expect(startAtLogin).toHaveBeenCalledTimes(1);
});

it('reports why mining could not start', async () => {
  await bridge.saveConfig({ practice: true, publicKey: '' });
  expect(await bridge.startMining()).toMatchObject({ ok: false, failure: { kind: 'start' } });
});

it('mines, and lets the page see it', async () => {
  const { publicKey } = await bridge.generateKey();
  const config = { practice: true, practiceGraph: 'pair', worker: 'cpu', threadCount: 1 } as const;
  await bridge.saveConfig({ ...config, publicKey });
  const mining = new Promise<void>((resolve) => {
    bridge.on('snapshot', ({ phase }) => {
      if (phase === 'mining') resolve();
    });
  });
  expect(await bridge.startMining()).toEqual({ ok: true });
  await mining;
  expect(await bridge.resetPractice()).toEqual({
    ok: false,
    failure: { kind: 'practice-in-use' },
  });
  expect(await bridge.stopMining()).toEqual({ ok: true });
});

it('writes a log where the user wants it, or reports what the disk says', async () => {
  expect(await bridge.saveLogs({ text: 'a line\n' })).toBeNull();
  chosenPath = join(folder, 'log.txt');
  expect(await bridge.saveLogs({ text: 'a line\n' })).toEqual({ ok: true });
  expect(await readFile(chosenPath, 'utf8')).toBe('a line\n');
  chosenPath = '/dev/null/log.txt';
  expect(await bridge.saveLogs({ text: 'a line\n' })).toMatchObject({
    failure: { kind: 'file', operation: 'write', path: '/dev/null/log.txt', code: 'ENOTDIR' },
  });
});

it('writes a chart as text or as the bytes of a picture', async () => {
  const csv = { name: 'hash-rate', format: 'csv', content: 'Time\r\n' } as const;
  expect(await bridge.saveChart(csv)).toBeNull();
  chosenPath = join(folder, 'chart');
  expect(await bridge.saveChart(csv)).toEqual({ ok: true });
  expect(await readFile(chosenPath, 'utf8')).toBe('Time\r\n');
  const picture = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
  const png = { name: 'hash-rate', format: 'png', content: picture.toString('base64') } as const;
  expect(await bridge.saveChart(png)).toEqual({ ok: true });
  expect(await readFile(chosenPath)).toEqual(picture);
});

it('reports a clipboard that refuses', async () => {
  expect(await bridge.copyText({ text: 'a' })).toEqual({ ok: true });
  expect(copyText).toHaveBeenCalledWith('a');
  copyText = () => Promise.reject(new Error('no display'));
  expect(await bridge.copyText({ text: 'b' })).toEqual({
    ok: false,
    failure: { kind: 'clipboard', detail: 'no display' },
  });
});

it('opens pages about nodes by their names only, and reports a browser that is missing', async () => {
  expect(await bridge.openGuidePage({ page: 'snapshots' })).toEqual({ ok: true });
  expect(openPage).toHaveBeenCalledWith('https://snapshots.chainweb-community.org');
  const address = { page: 'https://127.0.0.1/' } as unknown as { page: 'snapshots' };
  await expect(bridge.openGuidePage(address)).rejects.toThrow();
  expect(openPage).toHaveBeenCalledTimes(1);
  openPage = () => Promise.reject(new Error('no browser'));
  expect(await bridge.openGuidePage({ page: 'releases' })).toEqual({
    ok: false,
    failure: { kind: 'browser', detail: 'no browser' },
  });
});

it('applies only a configuration file whose preview was shown', async () => {
  expect(await bridge.applyConfigFile({ commandsConfirmed: false })).toEqual({
    ok: false,
    failure: { kind: 'no-file-chosen' },
  });
  expect(await bridge.chooseConfigFile()).toBeNull();
});

it('takes a command from a file only when it was confirmed, and asks before it tries it', async () => {
  const ran = join(folder, 'ran');
  chosenPath = join(folder, 'theirs.yaml');
  await writeFile(chosenPath, `externalWorkerCommand: "touch '${ran}'; true"\n`);
  expect(await bridge.chooseConfigFile()).toMatchObject({
    preview: { commands: [{ key: 'externalWorkerCommand' }], changes: [] },
  });
  expect(await bridge.applyConfigFile({ commandsConfirmed: false })).toEqual({
    ok: false,
    failure: { kind: 'commands-not-confirmed' },
  });
  expect(await bridge.applyConfigFile({ commandsConfirmed: true })).toEqual({ ok: true });
  expect(await bridge.tryExternal()).toBeNull();
  expect(confirmCommand).toHaveBeenCalledWith(`touch '${ran}'; true`);
  await expect(readFile(ran)).rejects.toThrow('ENOENT');
});

it('asks about a command that the page entered, whether it is tried or mined with', async () => {
  const ran = join(folder, 'ran');
  const { publicKey } = await bridge.generateKey();
  const command = `touch '${ran}'; exit 3 #`;
  await bridge.saveConfig({
    ...{ worker: 'external', workers: [], practice: true, publicKey },
    ...{ externalWorkerCommand: command, externalWorkerCommands: [] },
  });
  expect(await bridge.tryExternal()).toBeNull();
  expect(await bridge.startMining()).toEqual({
    ok: false,
    failure: { kind: 'start', error: expect.objectContaining({ kind: 'command-not-confirmed' }) },
  });
  expect(confirmCommand).toHaveBeenCalledTimes(2);
  await expect(readFile(ran)).rejects.toThrow('ENOENT');

  confirmCommand = vi.fn(() => Promise.resolve(true));
  expect(await bridge.startMining()).toEqual({ ok: true });
  expect(await bridge.tryExternal()).toMatchObject({ works: false });
  expect(confirmCommand).toHaveBeenCalledExactlyOnceWith(command);
  expect(await readFile(ran, 'utf8')).toBe('');
  await bridge.stopMining();
});

it('rejects arguments that are not of the contract, with a line in the log', async () => {
  await expect(bridge.saveConfig({ threadCount: -1 })).rejects.toThrow(
    'wrong arguments for saveConfig',
  );
  await flushLog();
  expect(lines).toMatchObject([{ level: 'error' }]);
  expect(lines[0]?.text).toMatch(/^rejected the request saveConfig: threadCount/);
});

it('logs what the screen could not show, and answers with a report; neither has secrets', async () => {
  await bridge.saveConfig({ stratumPassword: 'hunter2-hunter2' });
  const detail = 'TypeError: hunter2-hunter2 is no kind\n    at NoticeRow';
  const { report } = await bridge.reportPageFault({ place: 'notices', detail });
  const text = 'notices could not be shown: TypeError: (hidden) is no kind\n    at NoticeRow';
  expect(report).toMatch(/^Heddle 1\.2\.3 on /);
  expect(report).toContain(text);
  await flushLog();
  expect(lines.at(-1)).toMatchObject({ level: 'error', text });
  for (const place of ['', 'a\u001b[0m', 'x'.repeat(33)]) {
    await expect(bridge.reportPageFault({ place, detail })).rejects.toThrow();
  }
});
