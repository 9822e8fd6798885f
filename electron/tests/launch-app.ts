/** Starts the built program as a person's desktop would, with files of its own. */
import { _electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project, whose package.json names the built main file. */
export const PROJECT_FOLDER = resolve(fileURLToPath(import.meta.url), '../../..');

/** A running program and its window. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Resolves with the exit code when the process has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** An empty folder for the program's files. */
export function newUserFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'heddle-e2e-'));
}

export function removeUserFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The arguments that every start has: the project, and where the files are. */
export function launchArguments(userFolder: string): string[] {
  // Chromium refuses to run as root with its sandbox on.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [...(asRoot ? ['--no-sandbox'] : []), PROJECT_FOLDER, `--user-data-dir=${userFolder}`];
}

/** Starts it and waits for its window. Playwright finds Electron as `require('electron')` does. */
export async function launchApp(
  userFolder: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<LaunchedApp> {
  const app = await _electron.launch({
    cwd: PROJECT_FOLDER,
    args: launchArguments(userFolder),
    colorScheme,
  });
  const process = app.process();
  const ended = new Promise<number | null>((settle) => process.once('exit', settle));
  return { app, page: await app.firstWindow(), ended };
}
