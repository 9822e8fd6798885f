/** The main process: what is set up, and in what order. */
import { app } from 'electron';
import { join } from 'node:path';
import { createAnnouncer } from '../contract/announcer.ts';
import type { Announcer } from '../contract/announcer.ts';
import {
  detailOf,
  EXIT,
  LOCK_FILE,
  lockFaultText,
  reasonOf,
  sayOnStderr,
  takeDataLock,
} from '../src-core/index.ts';
import type { LockHolder, Log, MinerConfig } from '../src-core/index.ts';
import { askToRun } from './desktop/command-question.ts';
import { keepCrashDumps, recoverPage, reportCrashes } from './desktop/crash-report.ts';
import {
  folderInUseText,
  showLockFault,
  showPreferencesFault,
  showStartFailure,
  showStartupError,
} from './desktop/failure-dialogs.ts';
import { desktopServices } from './desktop/desktop-services.ts';
import { openKept } from './setup/open-kept-files.ts';
import { showMenus } from './desktop/menus.ts';
import { minerCommands } from './desktop/miner-commands.ts';
import { createNativeTexts, systemTexts } from './desktop/native-texts.ts';
import { addTrayIcon } from './desktop/tray-icon.ts';
import type { TrayIcon } from './desktop/tray-icon.ts';
import { runsGpuProcess } from './gpu-process/gpu-process.ts';
import { createRequestHandlers } from './handlers/request-handlers.ts';
import { runsHeadless } from './headless/headless.ts';
import { answerRequests, forwardAnnouncements } from './ipc/ipc-main.ts';
import { openAppLog } from './logging/app-log.ts';
import { createLogRelay } from './logging/log-relay.ts';
import type { LogRelay } from './logging/log-relay.ts';
import { setUpClosing } from './setup/set-up-closing.ts';
import { setUpExit } from './setup/set-up-exit.ts';
import { setUpMining } from './setup/set-up-mining.ts';
import { setUpNotices } from './setup/set-up-notices.ts';
import { setUpStartup } from './setup/set-up-startup.ts';
import { chooseUserFolder, userFiles } from './settings/user-files.ts';
import type { UserFiles } from './settings/user-files.ts';
import { declareAppScheme, serveAppScheme } from './window/app-protocol.ts';
import { createAppWindow } from './window/app-window.ts';
import { guardNavigation } from './window/navigation-guard.ts';
import { pageAddress } from './window/page-address.ts';
import { followTheme } from './window/theme.ts';

if (!runsGpuProcess() && !runsHeadless()) runWithWindow();

function runWithWindow(): void {
  // Before the lock, which is a file in that folder.
  chooseUserFolder();
  keepCrashDumps(userFiles().crashes);
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
  const lockFault = !lock.ok && lock.error.kind !== 'held' ? lock.error : null;
  const page = pageAddress();
  const announcer = createAnnouncer();
  const texts = createNativeTexts(announcer);

  // What reports faults is set up first.
  const { log, relay } = setUpLog(files, announcer);
  const logger = log.logger.withTag('App');
  const crashes = { logger, texts, logFile: files.log, quit: () => app.quit() };
  reportCrashes(crashes);
  if (lockFault !== null) {
    logger.warn(`${files.folder} is not locked: ${lockFaultText(lockFault)}`);
  }

  const kept = await openKept(files, log);
  followTheme(announcer);
  announcer.announce('preferences', kept.preferences.current());
  const window = createAppWindow({ placementFile: files.window, url: page.url, logger });
  const confirmCommands = (config: MinerConfig): Promise<boolean> =>
    kept.commands.confirm(config, (text) => askToRun(texts(), text, window.browserWindow()));
  const mining = await setUpMining({ files, kept, log, announcer, texts, confirmCommands });
  const unlock = lock.ok ? lock.value : () => undefined;
  const startup = await setUpStartup({ files, kept, mining, announcer, logger });
  const exit = setUpExit({ mining, kept, window, log, relay, startup, unlock });
  const commands = minerCommands(mining, window, exit, texts);
  const tray = await addTrayIcon(commands);
  const notices = setUpNotices({ mining, kept, window, log, announcer, texts });
  const closing = setUpClosing({ mining, kept, window, exit, announcer, texts, tray });

  // Requests are answered before there is a page to send them.
  const { host, devices } = mining;
  const services = desktopServices(texts, window.browserWindow, startup.loginStart, files.crashes);
  const { announce } = announcer;
  answerRequests(
    createRequestHandlers({
      ...{ ...kept, host, devices, log, relay, announce, notices, services },
      folder: files.folder,
      startHeldBack: startup.isHeldBack,
      canKeepLogins: kept.logins.canKeep,
      answerClose: closing.answer,
      confirmCommands,
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

  await window.open(closing.keepsOpen, startup.isHidden ? withoutWindow(tray) : 'show');
  const contents = window.contents();
  if (contents !== null) recoverPage(contents, crashes);
  showMenus({ announcer, texts, commands, tray });
  app.on('second-instance', window.show);
  app.on('activate', window.show);

  logger.info(`Heddle ${app.getVersion()} is ready; its files are in ${files.folder}`);
  await startup.mine((failure) => void showStartFailure(texts(), failure));
  if (lockFault !== null) await showLockFault(texts(), lockFault);
  const { fault } = kept.preferences;
  if (fault !== null) await showPreferencesFault(texts(), fault);
}

/** Without a tray, a hidden window could not be brought back. */
function withoutWindow(tray: TrayIcon | null): 'hide' | 'minimise' {
  return tray === null ? 'minimise' : 'hide';
}

/** The log goes to a file and, in batches, to the screen. */
function setUpLog(
  files: UserFiles,
  { announce }: Announcer,
): { readonly log: Log; readonly relay: LogRelay } {
  const relay = createLogRelay((batch) => announce('logs', batch));
  return { log: openAppLog(files.log, relay), relay };
}

/** A miner in a terminal uses the folder: two programs would submit a waiting block twice. */
function endInUse(folder: string, holder: LockHolder | null): void {
  const texts = systemTexts();
  const reason = folderInUseText(texts, folder, holder);
  sayOnStderr(reason);
  showStartupError(texts, reason);
  app.exit(EXIT.folderInUse);
}

/** There may be no window to show it in. */
function startFailed(error: unknown): void {
  sayOnStderr(`Heddle cannot start: ${detailOf(error)}`);
  showStartupError(systemTexts(), reasonOf(error));
  app.exit(1);
}
