/**
 * Step 1: installs the packages of package-lock.json into node_modules.
 *
 * The stamp is the hash of the lock file, kept inside node_modules: deleting the folder deletes it, and a changed
 * lock makes it out of date. `npm ci` and `npm install` write it too (package.json, "postinstall"), so that nothing is
 * installed twice. No dependencies.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { during, elapsed, say } from './progress.mjs';
import { inProject } from './project-folder.mjs';
import { runNpm, StepFailed } from './run-command.mjs';

const stampFile = inProject('node_modules', '.heddle-installed');

function lockFileHash() {
  return createHash('sha256')
    .update(readFileSync(inProject('package-lock.json')))
    .digest('hex');
}

function upToDate() {
  // An install without the development packages has the stamp as well, so three of them are checked.
  const needed = ['node', 'electron', 'vite'].map((name) => inProject('node_modules', name));
  return (
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === lockFileHash() &&
    needed.every((folder) => existsSync(folder))
  );
}

/** Records that node_modules matches the lock file. */
function markInstalled() {
  writeFileSync(stampFile, lockFileHash());
}

/** Installs the packages when they are missing or out of date; throws StepFailed when npm fails. */
export async function ensureDependencies() {
  if (upToDate()) return;
  const beganMs = performance.now();
  // Windows cannot replace a program that runs: if this runs on the Node inside node_modules, keep it in place.
  const inside =
    process.platform === 'win32' && process.execPath.startsWith(inProject('node_modules'));
  const command = inside ? ['install'] : ['ci'];
  const code = await during('installing packages', () =>
    runNpm([...command, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']),
  );
  if (code !== 0) throw new StepFailed(`npm ${command[0]} failed (see above)`, code);
  markInstalled();
  say(`packages installed in ${elapsed(beganMs)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) markInstalled();
