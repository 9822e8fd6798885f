/** Unexpected faults: shown in plain words, logged in full, never swallowed. */
import { app, crashReporter, dialog } from 'electron';
import type { WebContents } from 'electron';
import { detailOf } from '../../src-core/index.ts';
import type { Logger } from '../../src-core/index.ts';
import type { NativeTexts } from './native-texts.ts';

/** A page that crashes again so soon is not reloaded without asking. */
const CALM_MS = 60_000;

interface CrashReportOptions {
  readonly logger: Logger;
  readonly texts: NativeTexts;
  /** Where the details are, for the user. */
  readonly logFile: string;
  readonly quit: () => void;
}

/**
 * Keeps reports of crashed processes in `folder`, and sends them nowhere. Call it before Electron is
 * ready: processes that started earlier leave none.
 */
export function keepCrashDumps(folder: string): void {
  app.setPath('crashDumps', folder);
  crashReporter.start({ uploadToServer: false });
}

/** Reports what goes wrong in the main process. It keeps running unless the user ends it. */
export function reportCrashes({ logger, texts, logFile, quit }: CrashReportOptions): void {
  let showing = false;

  async function show(): Promise<void> {
    if (showing || !app.isReady()) return;
    showing = true;
    const { t } = texts();
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Heddle',
      message: t('desktop.crash.message'),
      detail: t('desktop.crash.detail', { logFile }),
      buttons: [t('desktop.crash.keepRunning'), t('desktop.crash.quit')],
      defaultId: 0,
      cancelId: 0,
    });
    showing = false;
    if (response === 1) quit();
  }

  process.on('uncaughtException', (error) => {
    logger.error(`unexpected fault: ${detailOf(error)}`);
    void show();
  });
  process.on('unhandledRejection', (reason) => {
    logger.error(`unexpected fault in the background: ${detailOf(reason)}`);
    void show();
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // Electron starts these again by itself.
    if (reason !== 'clean-exit') logger.error(`process ${type} ended: ${reason} (${exitCode})`);
  });
}

/** Reloads the page once when its process ends; when that happens again soon, asks. */
export function recoverPage(contents: WebContents, options: CrashReportOptions): void {
  const { logger, texts, logFile, quit } = options;
  let crashedAtMs = -Infinity;

  async function ask(): Promise<void> {
    const { t } = texts();
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Heddle',
      message: t('desktop.pageCrash.message'),
      detail: t('desktop.pageCrash.detail', { logFile }),
      buttons: [t('desktop.pageCrash.reopen'), t('desktop.crash.quit')],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) quit();
    else contents.reload();
  }

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    logger.error(`the page's process ended: ${reason} (${exitCode})`);
    const nowMs = performance.now();
    const again = nowMs - crashedAtMs < CALM_MS;
    crashedAtMs = nowMs;
    if (again) void ask();
    else contents.reload();
  });
  contents.on('preload-error', (_event, path, error) => {
    logger.error(`${path} failed: ${detailOf(error)}`);
  });
}
