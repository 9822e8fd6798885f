/** Faults that nobody expected: said in plain words, logged in full, never swallowed. */
import { app, dialog } from 'electron';
import type { WebContents } from 'electron';
import type { Logger } from '../../src-core/index.ts';
import { detailOf } from './thrown-reason.ts';

/** A page that crashes again so soon is not reloaded without asking. */
const CALM_MS = 60_000;

export interface CrashReportOptions {
  readonly logger: Logger;
  /** Where the details are, for the person. */
  readonly logFile: string;
  readonly quit: () => void;
}

/** Reports what goes wrong in the main process. It keeps running unless the person ends it. */
export function reportCrashes({ logger, logFile, quit }: CrashReportOptions): void {
  let telling = false;

  async function tell(): Promise<void> {
    if (telling || !app.isReady()) return;
    telling = true;
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Heddle',
      message: 'Something went wrong inside Heddle.',
      detail:
        'It keeps running, and mining goes on if it was on. If anything looks odd, quit and start ' +
        `it again. The details are in ${logFile}.`,
      buttons: ['Keep running', 'Quit Heddle'],
      defaultId: 0,
      cancelId: 0,
    });
    telling = false;
    if (response === 1) quit();
  }

  process.on('uncaughtException', (error) => {
    logger.error(`unexpected fault: ${detailOf(error)}`);
    void tell();
  });
  process.on('unhandledRejection', (reason) => {
    logger.error(`unexpected fault in the background: ${detailOf(reason)}`);
    void tell();
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // Electron starts these again by itself.
    if (reason !== 'clean-exit') logger.error(`process ${type} ended: ${reason} (${exitCode})`);
  });
}

/** Reloads the page once when its process ends; when that happens again soon, asks. */
export function recoverPage(contents: WebContents, options: CrashReportOptions): void {
  const { logger, logFile, quit } = options;
  let crashedAtMs = -Infinity;

  async function ask(): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Heddle',
      message: 'The window of Heddle stopped working twice.',
      detail: `Mining goes on if it was on. The details are in ${logFile}.`,
      buttons: ['Open it again', 'Quit Heddle'],
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
