/**
 * `--gpu-worker`: the program once more, for one graphics card. It has neither window nor files of the user; what a
 * driver does to it happens to nothing else.
 */
import { app, BrowserWindow, protocol } from 'electron';
import { join } from 'node:path';
import { createLog, reasonOf, sayOnStderr } from '../../src-core/index.ts';
import type { LogRecord } from '../../src-core/index.ts';
import { chooseUserFolder } from '../settings/user-files.ts';
import { declareAppScheme } from '../window/app-protocol.ts';
import { pageHeaders } from '../window/page-security.ts';
import { guardNavigation } from '../window/navigation-guard.ts';
import { APP_ORIGIN, APP_SCHEME } from '../window/served-file.ts';
import { GPU_COMMAND, GPU_EVENT } from './gpu-channels.ts';
import { GPU_WORKER } from './start-gpu-process.ts';

/** Serves the miner that started this process, if it was started for that. Call it first. */
export function runsGpuProcess(): boolean {
  if (!process.argv.includes(GPU_WORKER)) return false;
  process.once('disconnect', () => app.exit(0));
  // Electron shows an exception in a dialog, which waits for a click: the process would stay when its miner is gone.
  process.on('uncaughtException', end);
  // Without a miner that started it: a user typed the option.
  if (process.connected !== true) process.exit(1);
  chooseUserFolder();
  declareAppScheme();
  app.dock?.hide();
  app.whenReady().then(serve).catch(end);
  return true;
}

/** The miner reads the reason. */
function end(reason: unknown): void {
  sayOnStderr(reasonOf(reason));
  app.exit(1);
}

async function serve(): Promise<void> {
  // Blank, but of an origin of its own: WebGPU is for secure pages only.
  protocol.handle(APP_SCHEME, () => new Response('', { headers: pageHeaders('text/html') }));
  const page = `${APP_ORIGIN}/`;
  guardNavigation(page, createLog({ level: 'warn', sink: printed }).logger);
  const { webContents } = blankWindow();
  webContents.ipc.on(GPU_EVENT, (_event, event: unknown) => {
    // The page still sends while the process ends because its miner is gone.
    if (process.connected) process.send?.(event);
  });
  webContents.on('render-process-gone', (_event, { reason }) => end(`the page is gone: ${reason}`));
  await webContents.loadURL(page);
  process.on('message', (command) => webContents.send(GPU_COMMAND, command));
}

/** The miner keeps the last line for the report of a fault. */
function printed(records: readonly LogRecord[]): void {
  for (const { text } of records) sayOnStderr(text);
}

/** Never shown. */
function blankWindow(): BrowserWindow {
  return new BrowserWindow({
    show: false,
    webPreferences: {
      preload: join(__dirname, 'gpu-preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
      // Chromium lets a hidden page wait.
      backgroundThrottling: false,
    },
  });
}
