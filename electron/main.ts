/** The main process: what is set up, and in what order. */
import { app, dialog, nativeImage } from 'electron';
import windowPicture from '../assets/icon/256x256.png?inline';
import trayPicture from '../assets/icon/32x32.png?inline';
import { createBatteryRest, err, ok, openHistory } from '../src-core/index.ts';
import type { MiningPhase } from '../src-core/index.ts';
import { openAppLog } from './logging/app-log.ts';
import { showAppMenu } from './desktop/app-menu.ts';
import { declareAppScheme, serveAppScheme } from './window/app-protocol.ts';
import { openAppWindow } from './window/app-window.ts';
import type { AppWindow } from './window/app-window.ts';
import { exitCleanly } from './desktop/clean-exit.ts';
import { askHowToClose } from './desktop/close-question.ts';
import { createClosing } from './desktop/closing.ts';
import { recoverPage, reportCrashes } from './logging/crash-report.ts';
import { failureLine } from './logging/failure-line.ts';
import { batteryOutcome, startOutcome } from './mining/battery-outcome.ts';
import { watchEventLoop } from './mining/event-loop-watch.ts';
import { runsHeadless } from './headless/headless.ts';
import { announcerTo } from './ipc/ipc-announcements.ts';
import type { Outcome } from '../contract/failures.ts';
import { createRequestHandlers } from './ipc/ipc-handlers.ts';
import { answerRequests } from './ipc/ipc-main.ts';
import { createLogRelay } from './logging/log-relay.ts';
import { createMiningHost } from './mining/mining-host.ts';
import type { MinerCommands } from './desktop/miner-commands.ts';
import { openMinerSettings } from './settings/miner-settings.ts';
import { guardNavigation } from './window/navigation-guard.ts';
import { pageAddress } from './window/page-address.ts';
import { openPowerSupply } from './desktop/power-supply.ts';
import { openPreferences } from './settings/preferences.ts';
import { openSettingOrigins } from './settings/setting-origins.ts';
import { applyTheme } from './window/theme.ts';
import { detailOf } from './logging/thrown-reason.ts';
import { createTrayIcon } from './desktop/tray-icon.ts';
import { hasTray } from './desktop/tray-support.ts';
import { chooseUserFolder, userFiles } from './settings/user-files.ts';

if (!runsHeadless()) runWithWindow();

function runWithWindow(): void {
  // Before the lock, which lies in that folder.
  chooseUserFolder();
  if (app.requestSingleInstanceLock()) {
    // It only counts before Electron is ready.
    declareAppScheme();
    app.whenReady().then(startApp).catch(startFailed);
  } else {
    // The first instance hears of this one and comes to the front.
    app.exit(0);
  }
}

async function startApp(): Promise<void> {
  // What tells of faults comes first.
  const files = userFiles();
  let window: AppWindow | null = null;
  const announce = announcerTo(() => window?.contents() ?? null);
  const relay = createLogRelay((batch) => announce('logs', batch));
  const log = openAppLog(files.log, relay);
  const logger = log.logger.withTag('App');
  const crashes = { logger, logFile: files.log, quit: () => app.quit() };
  reportCrashes(crashes);

  // What was kept from last time.
  const settings = await openMinerSettings(files.config, logger);
  const preferences = await openPreferences(files.preferences, logger);
  const origins = await openSettingOrigins(files.origins, settings.current(), logger);
  log.setLevel(settings.current().logLevel);
  applyTheme(preferences.current().theme);
  const history = openHistory(files.history, { log: log.logger.withTag('History') });

  // The miner.
  let phase: MiningPhase = 'stopped';
  let showPhase: (phase: MiningPhase) => void = () => undefined;
  const host = createMiningHost({
    dataDirectory: files.folder,
    history,
    logger: log.logger,
    config: () => {
      const fault = settings.fault();
      return fault === null ? ok(settings.current()) : err(fault);
    },
    onSnapshot: (snapshot) => {
      announce('snapshot', snapshot);
      if (snapshot.phase !== phase) showPhase((phase = snapshot.phase));
    },
    onSample: (sample) => announce('sample', sample),
  });
  const supply = await openPowerSupply();
  const power = createBatteryRest({
    supply,
    wantsRest: () =>
      settings.current().pauseOnBattery &&
      (host.minesWith() ?? settings.current().worker) === 'cpu',
    isMining: () => host.isMining(),
    start: async () => batteryOutcome(await host.start()),
    stop: async () => batteryOutcome(await host.stop()),
    onChange: (isPaused) => announce('pausedOnBattery', isPaused),
    onRefused: (failure) => void tellRefusal({ ok: false, failure }),
    logger,
  });
  const stopWatching = watchEventLoop(logger);

  // The ways out. From here on, every end of the program is a clean one.
  const exit = exitCleanly(
    {
      stopMining: () => host.stop(),
      async close() {
        stopWatching();
        supply.close();
        host.close();
        relay.close();
        await window?.savePlacement();
        history.close();
      },
      flushLogs: () => log.flush(),
    },
    logger,
  );
  const trayIsThere = await hasTray(process.platform);
  const closing = createClosing({
    isMining: () => host.isMining(),
    whenClosing: () => preferences.current().whenClosing,
    canAskPage: () => window?.canAsk() ?? false,
    askPage: () => {
      window?.show();
      announce('closeAsked', null);
    },
    askNatively: () => askHowToClose(window?.browserWindow ?? null),
    // Where there is no tray, a hidden window could not be brought back.
    goToTray: () => (trayIsThere ? window?.hide() : window?.minimise()),
    quit: () => exit.quit(),
    remember: async (whenClosing) => {
      const saved = await preferences.save({ whenClosing });
      return saved.ok ? { ok: true } : { ok: false, failure: saved.error };
    },
  });

  // The page's requests are answered before there is a page.
  const page = pageAddress();
  answerRequests(
    createRequestHandlers({
      ...{ host, settings, origins, preferences, history, log, relay, announce, closing, power },
      window: () => window?.browserWindow ?? null,
    }),
    ({ sender, senderFrame }) =>
      sender === window?.contents() &&
      senderFrame === sender.mainFrame &&
      senderFrame.origin === page.origin,
    logger,
  );
  serveAppScheme(logger);
  guardNavigation(page.url, logger);

  // What the person sees.
  window = await openAppWindow({
    placementFile: files.window,
    url: page.url,
    icon: nativeImage.createFromDataURL(windowPicture),
    logger,
    keepsOpen: () => closing.keepsOpen(),
  });
  recoverPage(window.browserWindow.webContents, crashes);
  const commands: MinerCommands = {
    start() {
      void power.start().then((outcome) => tellRefusal(startOutcome(outcome)));
    },
    stop() {
      void power.stop();
    },
    show: () => window?.show(),
    quit: () => exit.quit(),
  };
  const tray = trayIsThere
    ? createTrayIcon(nativeImage.createFromDataURL(trayPicture), commands)
    : null;
  showPhase = (now) => {
    showAppMenu(now, commands);
    tray?.update(now);
  };
  showPhase(phase);
  app.on('second-instance', () => window?.show());
  app.on('activate', () => window?.show());

  logger.info(`Heddle ${app.getVersion()} is ready; its files are in ${files.folder}`);
  if (preferences.fault !== null) {
    const { failure, kept } = preferences.fault;
    await dialog.showMessageBox(window.browserWindow, {
      type: 'warning',
      title: 'Heddle',
      message: 'The preferences could not be read.',
      detail: `${failureLine(failure)} ${kept.ok ? kept.value : failureLine(kept.error)}`,
    });
  }
}

/** A start from the menu or the tray may be refused while no window is in sight. */
async function tellRefusal(outcome: Outcome): Promise<void> {
  if (outcome.ok) return;
  const message = 'Mining could not start.';
  await dialog.showMessageBox({
    type: 'warning',
    title: 'Heddle',
    message,
    detail: failureLine(outcome.failure),
  });
}

/** Nothing could be opened that would show it any better. */
function startFailed(error: unknown): void {
  process.stderr.write(`Heddle cannot start: ${detailOf(error)}\n`);
  dialog.showErrorBox(
    'Heddle cannot start',
    error instanceof Error ? error.message : String(error),
  );
  app.exit(1);
}
