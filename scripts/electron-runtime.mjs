/**
 * Step 2: finds an Electron to run on. In order: the one that ELECTRON_OVERRIDE_DIST_PATH names, the declared version
 * from its download, the one inside an npm package. No dependencies.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { declaredElectronVersion, ensureDownloadedElectron } from './electron-download.mjs';
import { ensureRegistryElectron, registryElectronRunsHere } from './electron-from-registry.mjs';
import { ensureDependencies } from './install-dependencies.mjs';
import { StepFailed } from './run-command.mjs';

/** The executable inside a runtime's folder. */
export function electronExecutable(folder) {
  if (process.platform === 'darwin')
    return join(folder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * Resolves with the folder of a runtime, and sets ELECTRON_OVERRIDE_DIST_PATH to it for later child processes.
 * Throws StepFailed with what to do when none is available.
 */
export async function ensureElectron() {
  const folder = await findElectron();
  process.env.ELECTRON_OVERRIDE_DIST_PATH = folder;
  return folder;
}

async function findElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) {
    if (existsSync(electronExecutable(given))) return given;
    throw new StepFailed(`ELECTRON_OVERRIDE_DIST_PATH is ${given}, but no Electron is there`);
  }
  const haveSpare = registryElectronRunsHere();
  const downloaded = await ensureDownloadedElectron(haveSpare ? 5 * 60_000 : 30 * 60_000);
  if (downloaded) return downloaded;
  if (haveSpare) return ensureRegistryElectron();
  throw new StepFailed(
    `Electron ${declaredElectronVersion()} could not be downloaded. Check the connection and start again, or unpack ` +
      `an Electron for ${process.platform}-${process.arch} yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder. ` +
      'Without a window: npm run headless -- --practice --worker cpu',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureDependencies();
  console.log(await ensureElectron());
}
