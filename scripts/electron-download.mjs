/**
 * Electron's own download: the package `electron` brings its binary by its install script, from its own host.
 *
 * Where that host is not reachable, the next starts should not try again each time: a note is left in node_modules for
 * a day. Deleting node_modules, changing a dependency or HEDDLE_RETRY_ELECTRON=1 forgets it.
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

/** The folder of the downloaded runtime when it is there and of the declared version, else undefined. */
function downloadedFolder() {
  const dist = `${packageFolder}/dist`;
  const versionFile = `${dist}/version`;
  // install.js writes path.txt last, so its presence says that the unpacking came to its end.
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
 * Resolves with the folder of the declared Electron, downloading it when needed, or with undefined when it cannot be had.
 * A host that does not answer is noticed by the installer itself within seconds; `limitMs` ends a crawling download.
 */
export async function ensureDownloadedElectron(limitMs) {
  const present = downloadedFolder();
  if (present || failedLately()) return present;
  const version = declaredElectronVersion();
  const code = await during(`downloading Electron ${version}`, () =>
    // The installer's stack trace would alarm without need: what matters is said below.
    run(projectNode(), [`${packageFolder}/install.js`], {
      stdio: ['ignore', 'inherit', 'ignore'],
      timeout: limitMs,
    }),
  );
  if (code === 0 && downloadedFolder()) return downloadedFolder();
  writeFileSync(noteFile, `${version} ${Date.now()}`);
  say(`Electron's own download is not reachable from here`);
  return undefined;
}
