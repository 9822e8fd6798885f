/** Where the window's page comes from: the built files, or Vite's server while developing. */
import { app } from 'electron';
import { APP_ORIGIN } from './served-file.ts';

/** Set by Electron Forge's Vite plugin during `electron-forge start`; not defined otherwise. */
declare const MAIN_WINDOW_VITE_DEV_SERVER_URL: string | undefined;

interface PageAddress {
  readonly url: string;
  /** As in `WebFrameMain.origin`. */
  readonly origin: string;
}

/** The page's address. A packaged program never uses a development server. */
export function pageAddress(): PageAddress {
  if (!app.isPackaged && typeof MAIN_WINDOW_VITE_DEV_SERVER_URL === 'string') {
    const url = MAIN_WINDOW_VITE_DEV_SERVER_URL;
    return { url, origin: new URL(url).origin };
  }
  return { url: `${APP_ORIGIN}/`, origin: APP_ORIGIN };
}
