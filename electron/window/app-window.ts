/** The one window: locked down, at the place where it was left, shown when it has something to show. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { NativeImage, WebContents } from 'electron';
import { join } from 'node:path';
import type { Logger } from '../../src-core/index.ts';
import { failureLine } from '../logging/failure-line.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { MIN_WINDOW, openingBounds, windowPlacementSchema } from './window-placement.ts';
import type { WindowPlacement } from './window-placement.ts';

/** The page's own ground in either theme, so that nothing flashes before its styles are there. */
const GROUND = { dark: '#0F1318', light: '#F6F7F9' } as const;

/** Moves and resizes come many a second while the mouse drags. */
const SAVE_PAUSE_MS = 500;

export interface AppWindowOptions {
  readonly placementFile: string;
  readonly url: string;
  readonly icon: NativeImage;
  readonly logger: Logger;
  /** The person closes the window; true keeps it open. */
  readonly keepsOpen: () => boolean;
}

export interface AppWindow {
  /** Null once it is closed. */
  contents(): WebContents | null;
  /** Brings it to the front, from the tray or from minimised too. */
  show(): void;
  /** Whether its page is loaded, alive and responding, so that it can put a question. */
  canAsk(): boolean;
  hide(): void;
  minimise(): void;
  /** Writes size and place. */
  savePlacement(): Promise<void>;
  readonly browserWindow: BrowserWindow;
}

/** Opens the window and begins to load its page. */
export async function openAppWindow(options: AppWindowOptions): Promise<AppWindow> {
  const { logger } = options;
  const file = openJsonFile<WindowPlacement>(options.placementFile, windowPlacementSchema);
  const found = await file.read();
  // A window's place is soon chosen again, so its broken file is said in the log and replaced.
  if (!found.ok) logger.warn(failureLine(found.error));
  const saved = found.ok ? found.value : null;

  const window = new BrowserWindow({
    ...openingBounds(saved, workAreas()),
    minWidth: MIN_WINDOW.width,
    minHeight: MIN_WINDOW.height,
    show: false,
    title: 'Heddle',
    icon: options.icon,
    backgroundColor: ground(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      // As in the menu: they are for who builds the program.
      devTools: !app.isPackaged,
      // Its dictionaries would be fetched from elsewhere.
      spellcheck: false,
    },
  });
  if (saved?.maximised === true) window.maximize();

  let timer: NodeJS.Timeout | null = null;
  async function savePlacement(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (window.isDestroyed()) return;
    const placement = { bounds: window.getNormalBounds(), maximised: window.isMaximized() };
    const written = await file.write(placement);
    if (!written.ok) logger.warn(failureLine(written.error));
  }
  function placementChanged(): void {
    timer ??= setTimeout(() => void savePlacement(), SAVE_PAUSE_MS);
  }
  window.on('resize', placementChanged);
  window.on('move', placementChanged);
  window.on('maximize', placementChanged);
  window.on('unmaximize', placementChanged);

  window.on('close', (event) => {
    if (options.keepsOpen()) event.preventDefault();
  });
  window.once('ready-to-show', () => window.show());
  let responsive = true;
  window.on('unresponsive', () => {
    responsive = false;
    logger.warn('the page does not respond');
  });
  window.on('responsive', () => {
    responsive = true;
  });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(ground());
  });
  window.webContents.on('did-fail-load', (_event, code, description, url) => {
    logger.error(`the page ${url} did not load: ${description} (${code})`);
  });
  void window.loadURL(options.url).catch((error: unknown) => {
    logger.error(`the window has no page: ${String(error)}`);
  });

  return {
    browserWindow: window,
    contents: () => (window.isDestroyed() ? null : window.webContents),
    show() {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    canAsk: () =>
      !window.isDestroyed() &&
      responsive &&
      !window.webContents.isCrashed() &&
      !window.webContents.isLoading(),
    hide: () => window.hide(),
    minimise: () => window.minimize(),
    savePlacement,
  };
}

function ground(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light;
}

/** The main display first. */
function workAreas(): Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}
