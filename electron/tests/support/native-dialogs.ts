/** Message boxes of the operating system, which no test can click: they are answered in the main process. */
import type { ElectronApplication } from '@playwright/test';

/** A message box that was shown. */
interface ShownDialog {
  readonly message: string;
  readonly detail?: string;
}

/** From now on each message box is answered at once, with the button of this number. */
export function answerDialogs(app: ElectronApplication, response: number): Promise<void> {
  return app.evaluate(({ dialog }, answer) => {
    const kept = globalThis as { shownDialogs?: ShownDialog[] };
    const shown = (kept.shownDialogs ??= []);
    dialog.showMessageBox = (...given: unknown[]) => {
      const { message, detail } = given.at(-1) as Electron.MessageBoxOptions;
      shown.push({ message, ...(detail !== undefined && { detail }) });
      return Promise.resolve({ response: answer, checkboxChecked: false });
    };
  }, response);
}

/** Those that were shown since they are answered. */
export function shownDialogs(app: ElectronApplication): Promise<readonly ShownDialog[]> {
  return app.evaluate(() => (globalThis as { shownDialogs?: ShownDialog[] }).shownDialogs ?? []);
}
