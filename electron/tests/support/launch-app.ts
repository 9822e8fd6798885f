/** Starts the built program as a user's desktop would, with files of its own. */
import type { Electron, ElectronApplication, Page } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, whose package.json names the built main file. */
export const PROJECT_FOLDER = resolve(fileURLToPath(import.meta.url), '../../../..');

/** A running program and its window. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Its main process. (Playwright's own way to it ends with the app.) */
  readonly child: ChildProcess;
  /** Errors that the page wrote to its console, those of its security policy among them. */
  readonly complaints: readonly string[];
  /** Resolves with the exit code when the process has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** The arguments that every start has: the program (the project's folder or an archive), and where the files are. */
export function launchArguments(userFolder: string, program = PROJECT_FOLDER): string[] {
  // Chromium refuses to run as root with its sandbox on.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [...(asRoot ? ['--no-sandbox'] : []), program, `--user-data-dir=${userFolder}`];
}

/** Changes the main process before it opens its window. */
export type PrepareApp = (app: ElectronApplication) => Promise<void>;

/** Starts it and waits for its window. Playwright finds Electron as `require('electron')` does. */
export async function launchApp(
  electron: Electron,
  userFolder: string,
  program?: string,
  further: readonly string[] = [],
  prepare: PrepareApp = () => Promise.resolve(),
): Promise<LaunchedApp> {
  const args = [...launchArguments(userFolder, program), ...further];
  const app = await electron.launch({ cwd: PROJECT_FOLDER, args });
  const child = app.process();
  const ended = new Promise<number | null>((settle) => child.once('exit', settle));
  await prepare(app);
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { app, page, child, complaints, ended };
}

/** Closes the window as its title bar does. */
export function closeWindow({ app }: LaunchedApp): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}
