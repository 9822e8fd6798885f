/** Tests that start the program. What they start ends with them, and its files are removed. */
import { test as base } from '@playwright/test';
import { launchApp } from './launch-app.ts';
import type { LaunchedApp, PrepareApp } from './launch-app.ts';
import { removeUserFolder } from './user-folder.ts';
import { displayIsMissing, startVirtualDisplay } from './virtual-display.ts';

interface AppFixtures {
  /**
   * Starts the program with this folder, which is removed after the test; the project's own build, unless `program`
   * names another.
   * @param further more arguments
   */
  readonly launch: (
    userFolder: string,
    program?: string,
    further?: readonly string[],
    prepare?: PrepareApp,
  ) => Promise<LaunchedApp>;
}

interface WorkerFixtures {
  /** Where there is no display, each worker has one of its own: windows share no focus and no clipboard. */
  readonly display: undefined;
}

export const test = base.extend<AppFixtures, WorkerFixtures>({
  display: [
    async ({}, use) => {
      if (!displayIsMissing()) return use(undefined);
      const display = await startVirtualDisplay();
      process.env['DISPLAY'] = display.name;
      await use(undefined);
      delete process.env['DISPLAY'];
      await display.close();
    },
    { scope: 'worker', auto: true },
  ],
  async launch({ playwright }, use) {
    const launched: LaunchedApp[] = [];
    const folders = new Set<string>();
    await use(async (userFolder, ...rest) => {
      folders.add(userFolder);
      const app = await launchApp(playwright._electron, userFolder, ...rest);
      launched.push(app);
      return app;
    });
    for (const { child, ended } of launched) {
      if (child.exitCode === null) child.kill('SIGTERM');
      await ended;
    }
    for (const folder of folders) await removeUserFolder(folder);
  },
});

export { expect } from '@playwright/test';
