/** The installed program with its window, driven as its page allows. */
import type { Browser, Page, PlaywrightWorkerArgs } from '@playwright/test';
import type { CleanRoot, RootProgram } from './clean-root.ts';

export interface InstalledWindow {
  readonly page: Page;
  /** Ends it in order, as a session that logs out does; resolves with its exit code. */
  end(): Promise<number | null>;
}

/** Starts it as an ordinary user, with Chromium's sandbox on. */
export async function openInstalled(
  playwright: PlaywrightWorkerArgs['playwright'],
  root: CleanRoot,
  display: string,
  userFolder: string,
): Promise<InstalledWindow> {
  const program: RootProgram = await root.start(
    { DISPLAY: display },
    ...['heddle', '--remote-debugging-port=0', `--user-data-dir=${userFolder}`],
  );
  const listening = await program.line(/^DevTools listening on /);
  const browser: Browser = await playwright.chromium.connectOverCDP(
    listening.replace('DevTools listening on ', ''),
  );
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return {
    page,
    async end() {
      await program.signal('SIGTERM');
      return program.ended;
    },
  };
}
