/** The main process: what is set up, and in what order. */
import { app } from 'electron';
import { join } from 'node:path';
import { createAnnouncer } from '../contract/announcer.ts';
import type { Announcer } from '../contract/announcer.ts';
import {
  createMiningSession,
  detailOf,
  EXIT,
  LOCK_FILE,
  openHistory,
  PROGRAM_VERSION,
  reasonOf,
  sayOnStderr,
  takeDataLock,
} from '../src-core/index.ts';
import type { History, LockHolder, Log, Logger, PowerSupply } from '../src-core/index.ts';
import { exitCleanly } from './desktop/clean-exit.ts';
import type { CleanExit } from './desktop/clean-exit.ts';
import { askHowToClose } from './desktop/close-question.ts';
import { createClosing } from './desktop/closing.ts';
import type { Closing } from './desktop/closing.ts';
import { recoverPage, reportCrashes } from './desktop/crash-report.ts';
import {
  folderInUseText,
  showPreferencesFault,
  showStartFailure,
  showStartupError,
} from './desktop/failure-dialogs.ts';
import { desktopServices } from './desktop/host-services.ts';
import { showMenus } from './desktop/menus.ts';
import type { MinerCommands } from './desktop/miner-commands.ts';
import { createNativeTexts, systemTexts } from './desktop/native-texts.ts';
import type { NativeTexts } from './desktop/native-texts.ts';
import { openPowerSupply } from './desktop/power-supply.ts';
import { addTrayIcon } from './desktop/tray-icon.ts';
import { createRequestHandlers } from './handlers/request-handlers.ts';
import { runsHeadless } from './headless/headless.ts';
import { answerRequests, forwardAnnouncements } from './ipc/ipc-main.ts';
import { openAppLog } from './logging/app-log.ts';
import { createLogRelay } from './logging/log-relay.ts';
import type { LogRelay } from './logging/log-relay.ts';
import { watchEventLoop } from './mining/event-loop-watch.ts';
import { createMiningHost } from './mining/mining-host.ts';
import type { MiningHost } from './mining/mining-host.ts';
import { openMinerSettings } from './settings/miner-settings.ts';
import type { MinerSettings } from './settings/miner-settings.ts';
import { openPreferences } from './settings/preferences.ts';
import type { PreferencesStore } from './settings/preferences.ts';
import { openSettingOrigins } from './settings/setting-origins.ts';
import type { SettingOriginsStore } from './settings/setting-origins.ts';
import { chooseUserFolder, userFiles } from './settings/user-files.ts';
import type { UserFiles } from './settings/user-files.ts';
import { declareAppScheme, serveAppScheme } from './window/app-protocol.ts';
import { createAppWindow } from './window/app-window.ts';
import type { AppWindow } from './window/app-window.ts';
import { guardNavigation } from './window/navigation-guard.ts';
import { pageAddress } from './window/page-address.ts';
import { followTheme } from './window/theme.ts';

if (!runsHeadless()) runWithWindow();

function runWithWindow(): void {
  // Before the lock, which is a file in that folder.
  chooseUserFolder();
  if (app.requestSingleInstanceLock()) {
    // Electron accepts it only before it is ready.
    declareAppScheme();
    app.whenReady().then(startApp).catch(startFailed);
  } else {
    // The first instance is notified and comes to the front.
    app.exit(0);
  }
}

async function startApp(): Promise<void> {
  const files = userFiles();
  const lock = takeDataLock(join(files.folder, LOCK_FILE), 'app');
  if (!lock.ok && lock.error.kind === 'held') return endInUse(files.folder, lock.error.holder);
  const page = pageAddress();
  const announcer = createAnnouncer();
  const texts = createNativeTexts(announcer);

  // First whatever reports faults.
  const { log, relay } = setUpLog(files, announcer);
  const logger = log.logger.withTag('App');
  const crashes = { logger, texts, logFile: files.log, quit: () => app.quit() };
  reportCrashes(crashes);
  if (!lock.ok && lock.error.kind === 'unusable') {
    logger.warn(`${files.folder} is not locked: ${lock.error.detail}`);
  }

  const kept = await openKept(files, log, announcer);
  const mining = await setUpMining({ files, kept, log, announcer, texts });
  const window = createAppWindow({ placementFile: files.window, url: page.url, logger });
  const unlock = lock.ok ? lock.value : () => undefined;
  const exit = setUpExit({ mining, kept, window, log, relay, unlock });
  const commands = minerCommands(mining, window, exit, texts);
  const tray = await addTrayIcon(commands);
  const closing = setUpClosing({ mining, kept, window, exit, announcer, texts, tray });

  // Requests are answered before there is a page to send them.
  const { host } = mining;
  const services = desktopServices(texts, window.browserWindow);
  const { announce } = announcer;
  answerRequests(
    createRequestHandlers({
      ...{ ...kept, host, log, relay, announce, services },
      answerClose: closing.answer,
    }),
    ({ sender, senderFrame }) =>
      sender === window.contents() &&
      senderFrame === sender.mainFrame &&
      senderFrame.origin === page.origin,
    logger,
  );
  forwardAnnouncements(announcer, window.contents);
  serveAppScheme(logger);
  guardNavigation(page.url, logger);

  await window.open(closing.keepsOpen);
  const contents = window.contents();
  if (contents !== null) recoverPage(contents, crashes);
  showMenus({ announcer, texts, commands, tray });
  app.on('second-instance', window.show);
  app.on('activate', window.show);

  logger.info(`Heddle ${app.getVersion()} is ready; its files are in ${files.folder}`);
  const { fault } = kept.preferences;
  if (fault !== null) await showPreferencesFault(texts(), fault);
}

/** The log goes to a file and, in batches, to the screen. */
function setUpLog(
  files: UserFiles,
  { announce }: Announcer,
): { readonly log: Log; readonly relay: LogRelay } {
  const relay = createLogRelay((batch) => announce('logs', batch));
  return { log: openAppLog(files.log, relay), relay };
}

/** What the program keeps from one run to the next. */
interface Kept {
  readonly settings: MinerSettings;
  readonly preferences: PreferencesStore;
  readonly origins: SettingOriginsStore;
  readonly history: History;
}

async function openKept(files: UserFiles, log: Log, announcer: Announcer): Promise<Kept> {
  const logger = log.logger.withTag('App');
  const settings = await openMinerSettings(files.config, logger);
  log.setLevel(settings.current().logLevel);
  const preferences = await openPreferences(files.preferences, logger);
  followTheme(announcer);
  announcer.announce('preferences', preferences.current());
  const origins = await openSettingOrigins(files.origins, settings.current(), logger);
  const history = openHistory(files.history, { log: log.logger.withTag('History') });
  return { settings, preferences, origins, history };
}

interface Mining {
  readonly host: MiningHost;
  /** No more announcements and measurements. */
  close(): void;
}

interface MiningParts {
  readonly files: UserFiles;
  readonly kept: Kept;
  readonly log: Log;
  readonly announcer: Announcer;
  readonly texts: NativeTexts;
}

/** The mining session, and its view for the screen. */
async function setUpMining(parts: MiningParts): Promise<Mining> {
  const { files, kept, log, texts } = parts;
  const { settings, history } = kept;
  const { announce } = parts.announcer;
  const logger: Logger = log.logger.withTag('App');
  const supply: PowerSupply = await openPowerSupply();
  const session = createMiningSession({
    config: () => settings.current(),
    dataDirectory: files.folder,
    history,
    supply,
    version: PROGRAM_VERSION,
    logger: log.logger,
  });
  const host = createMiningHost({
    session,
    logger: log.logger,
    settingsFault: () => settings.fault(),
    onSnapshot: (snapshot) => announce('snapshot', snapshot),
    onSample: (sample) => announce('sample', sample),
    onBatteryPause: (isPaused) => announce('pausedOnBattery', isPaused),
    onResumeFailed: (failure) => void showStartFailure(texts(), failure),
  });
  const stopWatching = watchEventLoop(logger);
  return {
    host,
    close() {
      stopWatching();
      supply.close();
      host.close();
    },
  };
}

interface ExitParts {
  readonly mining: Mining;
  readonly kept: Kept;
  readonly window: AppWindow;
  readonly log: Log;
  readonly relay: LogRelay;
  /** Lets go of the data folder. */
  readonly unlock: () => void;
}

/** From here on, every end of the program is a clean one. */
function setUpExit({ mining, kept, window, log, relay, unlock }: ExitParts): CleanExit {
  return exitCleanly(
    {
      stopMining: () => mining.host.stop(),
      async close() {
        mining.close();
        relay.close();
        await window.savePlacement();
        kept.history.close();
        unlock();
      },
      flushLogs: () => log.flush(),
    },
    log.logger.withTag('App'),
  );
}

/** What the menu and the tray can do. No page may be in sight to show a failed start. */
function minerCommands(
  { host }: Mining,
  { show }: AppWindow,
  { quit }: CleanExit,
  texts: NativeTexts,
): MinerCommands {
  async function start(): Promise<void> {
    const outcome = await host.start();
    if (!outcome.ok) await showStartFailure(texts(), outcome.failure);
  }
  return { start: () => void start(), stop: () => void host.stop(), show, quit };
}

interface ClosingParts extends Pick<MiningParts, 'kept' | 'announcer' | 'texts'> {
  readonly mining: Mining;
  readonly window: AppWindow;
  readonly exit: CleanExit;
  readonly tray: unknown;
}

/** What closing the window does. */
function setUpClosing(parts: ClosingParts): Closing {
  const { mining, kept, window, exit, announcer, texts, tray } = parts;
  return createClosing({
    isMining: () => mining.host.isMining(),
    whenClosing: () => kept.preferences.current().whenClosing,
    canAskPage: window.canAsk,
    askPage() {
      window.show();
      announcer.announce('closeAsked', null);
    },
    askNatively: () => askHowToClose(texts(), window.browserWindow()),
    // Without a tray, a hidden window could not be brought back.
    goToTray: tray === null ? window.minimise : window.hide,
    quit: exit.quit,
    async remember(whenClosing) {
      const saved = await kept.preferences.save({ whenClosing });
      if (!saved.ok) return { ok: false, failure: saved.error };
      announcer.announce('preferences', saved.value);
      return { ok: true };
    },
  });
}

/** A miner in a terminal has the folder: two would submit a waiting block twice. */
function endInUse(folder: string, holder: LockHolder | null): void {
  const texts = systemTexts();
  const reason = folderInUseText(texts, folder, holder);
  sayOnStderr(reason);
  showStartupError(texts, reason);
  app.exit(EXIT.folderInUse);
}

/** No window could be opened to show it. */
function startFailed(error: unknown): void {
  sayOnStderr(`Heddle cannot start: ${detailOf(error)}`);
  showStartupError(systemTexts(), reasonOf(error));
  app.exit(1);
}
