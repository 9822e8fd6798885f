/**
 * `npm start`: from a fresh clone to a mining window. Needs Node >= 20.19 and npm, nothing else.
 *
 * A step whose result exists does nothing. Arguments are passed to the application:
 * `npm start -- --some-option`.
 */
import { ensureBuilt } from './build-app.mjs';
import { ensureNative } from './build-native.mjs';
import { electronExecutable, ensureElectron } from './electron-runtime.mjs';
import { ensureDependencies } from './install-dependencies.mjs';
import { reportingFailure } from './report-failure.mjs';
import { elapsed, say } from './progress.mjs';
import { projectFolder, projectNode } from './project-folder.mjs';
import { run } from './run-command.mjs';
import { displayIsMissing, ensureElectronLibraries } from './system-libraries.mjs';

const options = process.argv.slice(2);

async function openWindow() {
  const runtime = await ensureElectron();
  const electron = electronExecutable(runtime);
  await ensureElectronLibraries(electron);
  await ensureBuilt();
  // Chromium refuses to run as root with its sandbox on; Linux root is what containers and test machines are.
  const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
  say(`opening the window (${elapsed()})`);
  return run(electron, [...asRoot, projectFolder, ...options]);
}

function mineInTerminal() {
  say('there is no display, so the miner runs in this terminal; Ctrl-C stops it');
  return run(projectNode(), [
    '--disable-warning=ExperimentalWarning',
    'src-core/cli.ts',
    '--practice',
    '--worker',
    'cpu',
    ...options,
  ]);
}

await reportingFailure(async () => {
  await ensureDependencies();
  await ensureNative();
  return displayIsMissing() ? mineInTerminal() : openWindow();
});
