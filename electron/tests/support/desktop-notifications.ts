/** The desktop's notifications, as the program asks Electron for them: what they say, and a click on one. */
import { expect } from '@playwright/test';
import type { ElectronApplication } from '@playwright/test';

interface Shown {
  readonly title: string;
  readonly body: string;
}

/** Plays a desktop that shows notifications (or has none): this computer need not have one. */
export function playDesktop(app: ElectronApplication, isSupported: boolean): Promise<void> {
  return app.evaluate(({ Notification }, hasNotifications) => {
    const shown: Electron.Notification[] = [];
    Object.assign(globalThis, { shown });
    Notification.isSupported = () => hasNotifications;
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push(this);
      this.emit('show', {});
    };
  }, isSupported);
}

/** All that were shown, oldest first. */
export function shownNotices(app: ElectronApplication): Promise<readonly Shown[]> {
  return app.evaluate(() =>
    (globalThis as unknown as { shown: Electron.Notification[] }).shown.map(({ title, body }) => ({
      title,
      body,
    })),
  );
}

/** Clicks the newest one. */
export function clickNotice(app: ElectronApplication): Promise<void> {
  return app.evaluate(() => {
    (globalThis as unknown as { shown: Electron.Notification[] }).shown.at(-1)?.emit('click', {});
  });
}

/** Expects these titles, oldest first. Notices that come together are gathered for some seconds. */
export async function expectShown(
  app: ElectronApplication,
  titles: readonly string[],
  timeout = 30_000,
): Promise<void> {
  await expect(async () => {
    expect((await shownNotices(app)).map(({ title }) => title)).toEqual(titles);
  }).toPass({ timeout });
}
