/** The one window: locked down, at the place where it was left, shown once its page has been drawn. */
import { app, BrowserWindow, nativeImage, nativeTheme, screen } from 'electron';
import type { BrowserWindowConstructorOptions, WebContents } from 'electron';
import { join } from 'node:path';
import picture from '../../assets/icon/256x256.png?inline';
import { reasonOf } from '../../src-core/index.ts';
import type { Logger } from '../../src-core/index.ts';
import { failureLine } from '../logging/failure-line.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { openingBounds, windowPlacementSchema } from './window-placement.ts';
import { MIN_WINDOW } from './window-size.ts';
import type { WindowPlacement } from './window-placement.ts';

/** The page's background in either theme, so that nothing flashes before its styles are loaded. */
const GROUND = { dark: '#0F1318', light: '#F6F7F9' } as const;

/** Moves and resizes come many times a second while the mouse drags. */
const SAVE_PAUSE_MS = 500;

interface AppWindowOptions {
  readonly placementFile: string;
  readonly url: string;
  readonly logger: Logger;
}

/** Everything but `open` does nothing, or answers null or false, before it is opened and after it is closed. */
export interface AppWindow {
  /**
   * Opens the window and starts to load its page.
   * @param keepsOpen asked when the user closes the window; true keeps it open
   * @param first what happens once its page has been drawn: it is shown, minimised, or stays hidden
   */
  open(keepsOpen: () => boolean, first?: 'show' | 'minimise' | 'hide'): Promise<void>;
  /** For dialogs that belong to it. */
  browserWindow(): BrowserWindow | null;
  contents(): WebContents | null;
  /** Brings it to the front, from the tray or from minimised too. */
  show(): void;
  /** Whether its page is loaded, alive and responding, so that it can ask a question. */
  canAsk(): boolean;
  hide(): void;
  minimise(): void;
  /** Writes size and place. */
  savePlacement(): Promise<void>;
}

/** Opens no window yet: `open` does. */
export function createAppWindow({ placementFile, url, logger }: AppWindowOptions): AppWindow {
  const file = openJsonFile<WindowPlacement>(placementFile, windowPlacementSchema);
  let opened: BrowserWindow | null = null;
  let responsive = true;
  let timer: NodeJS.Timeout | null = null;

  const browserWindow = (): BrowserWindow | null =>
    opened === null || opened.isDestroyed() ? null : opened;

  async function open(
    keepsOpen: () => boolean,
    first: 'show' | 'minimise' | 'hide' = 'show',
  ): Promise<void> {
    const found = await file.read();
    // A window's place is soon chosen again, so its broken file is only logged and replaced.
    if (!found.ok) logger.warn(failureLine(found.error));
    const saved = found.ok ? found.value : null;
    const window = new BrowserWindow(windowOptions(saved));
    opened = window;
    // Maximising shows a window.
    if (saved?.maximised === true && first === 'show') window.maximize();
    followPlacement(window);
    window.on('close', (event) => {
      if (keepsOpen()) event.preventDefault();
    });
    window.once('ready-to-show', () => {
      if (first === 'show') window.show();
      else if (first === 'minimise') window.minimize();
    });
    window.on('unresponsive', () => {
      responsive = false;
      logger.warn('the page does not respond');
    });
    window.on('responsive', () => {
      responsive = true;
    });
    nativeTheme.on('updated', () => browserWindow()?.setBackgroundColor(ground()));
    window.webContents.on('did-fail-load', (_event, code, description, failedUrl) => {
      logger.error(`the page ${failedUrl} did not load: ${description} (${code})`);
    });
    void window.loadURL(url).catch((error: unknown) => {
      logger.error(`the window has no page: ${reasonOf(error)}`);
    });
  }

  function followPlacement(window: BrowserWindow): void {
    const changed = (): void => {
      timer ??= setTimeout(() => void savePlacement(), SAVE_PAUSE_MS);
    };
    window.on('resize', changed);
    window.on('move', changed);
    window.on('maximize', changed);
    window.on('unmaximize', changed);
  }

  async function savePlacement(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const window = browserWindow();
    if (window === null) return;
    const placement = { bounds: window.getNormalBounds(), maximised: window.isMaximized() };
    const written = await file.write(placement);
    if (!written.ok) logger.warn(failureLine(written.error));
  }

  return {
    open,
    browserWindow,
    contents: () => browserWindow()?.webContents ?? null,
    show() {
      const window = browserWindow();
      if (window?.isMinimized() === true) window.restore();
      window?.show();
      window?.focus();
    },
    canAsk() {
      const contents = browserWindow()?.webContents;
      return contents !== undefined && responsive && !contents.isCrashed() && !contents.isLoading();
    },
    hide: () => browserWindow()?.hide(),
    minimise: () => browserWindow()?.minimize(),
    savePlacement,
  };
}

function windowOptions(saved: WindowPlacement | null): BrowserWindowConstructorOptions {
  return {
    ...openingBounds(saved, workAreas()),
    minWidth: MIN_WINDOW.width,
    minHeight: MIN_WINDOW.height,
    show: false,
    title: 'Heddle',
    icon: nativeImage.createFromDataURL(picture),
    backgroundColor: ground(),
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      // As in the menu: for developers.
      devTools: !app.isPackaged,
      // Its dictionaries would be downloaded.
      spellcheck: false,
    },
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
