/**
 * Keeps every page of the program where it is: no navigation, no new windows, no embedded views,
 * no permissions, no downloads. (The points of Electron's security guide, "Security" tutorial.)
 */
import { app, session } from 'electron';
import type { Logger } from '../../src-core/index.ts';

/** Guards all web contents that are made from now on, and the session they share. */
export function guardNavigation(pageUrl: string, logger: Logger): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-frame-navigate', (event) => {
      // A reload comes along here too.
      if (event.isMainFrame && isSamePage(event.url, pageUrl)) return;
      event.preventDefault();
      logger.warn(`refused to go to ${event.url}`);
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
      logger.warn(`refused to be sent to ${event.url}`);
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      logger.warn('refused to embed a web view');
    });
    contents.setWindowOpenHandler(({ url }) => {
      logger.warn(`refused to open ${url}`);
      return { action: 'deny' };
    });
  });

  const pages = session.defaultSession;
  pages.setPermissionRequestHandler((_contents, permission, decide) => {
    logger.warn(`refused the permission ${permission}`);
    decide(false);
  });
  pages.setPermissionCheckHandler(() => false);
  pages.setDevicePermissionHandler(() => false);
  pages.on('will-download', (event, item) => {
    event.preventDefault();
    logger.warn(`refused to download ${item.getURL()}`);
  });
}

/** Equal up to the fragment, which is the page's own business. */
function isSamePage(url: string, pageUrl: string): boolean {
  return url.split('#')[0] === pageUrl;
}
