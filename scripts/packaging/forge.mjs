/**
 * Electron Forge, after setting up what it needs: `npm run dev` (live reload), `npm run package`, `npm run make`,
 * `npm run make:installers`.
 * It runs on the Node that comes with the dependencies, because Forge needs a newer one than the project.
 */
import { ensureNative } from '../build-native.mjs';
import { ensureElectronZip } from './electron-zip.mjs';
import { electronExecutable, ensureElectron } from '../electron-runtime.mjs';
import { ensureDependencies } from '../install-dependencies.mjs';
import { reportingFailure } from '../report-failure.mjs';
import { toolEnvironment } from '../project-folder.mjs';
import { runTool } from '../run-command.mjs';
import { ensureElectronLibraries } from '../system-libraries.mjs';

const [command, ...options] = process.argv.slice(2);

await reportingFailure(async () => {
  await ensureDependencies();
  await ensureNative();
  if (command === 'start')
    await ensureElectronLibraries(electronExecutable(await ensureElectron()));
  const electron = command === 'start' ? {} : await ensureElectronZip();
  // Chromium refuses to run as root with its sandbox on.
  const asRoot = process.platform === 'linux' && process.getuid() === 0;
  const env = toolEnvironment({
    ...electron,
    ...(asRoot && { ELECTRON_DISABLE_SANDBOX: '1' }),
  });
  return runTool('electron-forge', [command, ...options], { env });
});
