/**
 * Electron's own download: the install script of the package `electron` fetches its binary from Electron's host.
 *
 * If that host cannot be reached, a note in node_modules stops further attempts for a day. Deleting node_modules,
 * changing a dependency or setting HEDDLE_RETRY_ELECTRON=1 removes it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { during, say } from './progress.mjs';
import { inProject, projectNode } from './project-folder.mjs';
import { run } from './run-command.mjs';

const packageFolder = inProject('node_modules', 'electron');
const noteFile = inProject('node_modules', '.heddle-electron-unreachable');
const noteLastsMs = 24 * 3600_000;

/** The Electron version that package.json declares. */
export function declaredElectronVersion() {
  return JSON.parse(readFileSync(inProject('node_modules', 'electron', 'package.json'), 'utf8'))
    .version;
}

/** The folder of the downloaded runtime if it exists and has the declared version, else undefined. */
function downloadedFolder() {
  const dist = `${packageFolder}/dist`;
  const versionFile = `${dist}/version`;
  // install.js writes path.txt last, so its presence means that unpacking was completed.
  if (!existsSync(versionFile) || !existsSync(`${packageFolder}/path.txt`)) return undefined;
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  return version === declaredElectronVersion() ? dist : undefined;
}

function failedLately() {
  if (process.env.HEDDLE_RETRY_ELECTRON || !existsSync(noteFile)) return false;
  const [version, atMs] = readFileSync(noteFile, 'utf8').split(' ');
  return version === declaredElectronVersion() && Date.now() - Number(atMs) < noteLastsMs;
}

/**
 * Resolves with the folder of the declared Electron, downloading it if needed, or with undefined if the download fails.
 * A host that does not answer is noticed by the installer itself within seconds; `limitMs` ends a crawling download.
 */
export async function ensureDownloadedElectron(limitMs) {
  const present = downloadedFolder();
  if (present || failedLately()) return present;
  const version = declaredElectronVersion();
  const code = await during(`downloading Electron ${version}`, () =>
    // The installer's stack trace would only alarm: the line below says what matters.
    run(projectNode(), [`${packageFolder}/install.js`], {
      stdio: ['ignore', 'inherit', 'ignore'],
      timeout: limitMs,
    }),
  );
  if (code === 0 && downloadedFolder()) return downloadedFolder();
  writeFileSync(noteFile, `${version} ${Date.now()}`);
  say(`Electron's download host cannot be reached from here`);
  return undefined;
}
