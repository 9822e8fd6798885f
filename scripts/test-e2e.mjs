/**
 * The end-to-end tests: a real Electron, a real window. `npm run test:e2e -- <Playwright options>`.
 * Without a display each worker of Playwright makes a virtual one.
 */
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build-app.mjs';
import { ensureNative } from './build-native.mjs';
import { electronExecutable, ensureElectron } from './electron-runtime.mjs';
import { ensureDependencies } from './install-dependencies.mjs';
import { reportingFailure } from './report-failure.mjs';
import { toolEnvironment } from './project-folder.mjs';
import { runTool } from './run-command.mjs';
import {
  displayIsMissing,
  ensureElectronLibraries,
  ensureVirtualDisplay,
} from './system-libraries.mjs';

/** Sets up what the tests need. */
export async function prepareEndToEnd() {
  const runtime = await ensureElectron();
  await ensureElectronLibraries(electronExecutable(runtime));
  if (displayIsMissing()) await ensureVirtualDisplay();
  await ensureBuilt();
}

/** Runs Playwright; resolves with its exit code. `extraEnvironment` is for its reporters. */
export function runEndToEnd(options, extraEnvironment = {}) {
  const env = toolEnvironment(extraEnvironment);
  const configured = options.some((option) => /^(-c|--config)\b/.test(option));
  const args = [
    'test',
    ...(configured ? [] : ['--config', 'build/playwright.config.ts']),
    ...options,
  ];
  return runTool('playwright', args, { env });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await reportingFailure(async () => {
    await ensureDependencies();
    await ensureNative();
    await prepareEndToEnd();
    return runEndToEnd(process.argv.slice(2));
  });
}
