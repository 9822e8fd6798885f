/**
 * Step 3: the shared libraries that Electron needs and a bare Linux machine lacks. No dependencies.
 *
 * As root on Debian or Ubuntu it installs them; otherwise it prints the exact command.
 */
import { existsSync } from 'node:fs';
import { during } from './progress.mjs';
import { capture, run, StepFailed } from './run-command.mjs';

/** Debian packages with the libraries that Electron links against or opens by name at run time. */
const electronPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxtst6',
];

/** A display that exists only in memory, for tests on machines without one. */
const displayPackages = ['xvfb'];

/** Makes a bare Debian or Ubuntu in a folder, for tests of what is installed. */
const rootPackages = ['debootstrap'];

const aptMissing = !existsSync('/usr/bin/apt-get');

/** Makes sure that the Electron at `executable` finds its libraries. Linux only. */
export async function ensureElectronLibraries(executable) {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  if (missing.length === 0) return;
  await installPackages(electronPackages, `Electron misses ${missing.join(', ')}`);
  const still = await missingLibraries(executable);
  if (still.length > 0) throw new StepFailed(`Electron still lacks ${still.join(', ')}`);
}

/** Makes sure that Xvfb is there. */
export async function ensureVirtualDisplay() {
  if (existsSync('/usr/bin/Xvfb')) return;
  await installPackages(displayPackages, 'there is no display, and no Xvfb to make one');
}

/** Why no clean root can be made here, in words; null where one can. */
export function cannotMakeRoots() {
  if (process.platform !== 'linux') return 'it is for Linux';
  if (process.getuid() !== 0) return 'mounts and namespaces need root (sudo)';
  return aptMissing ? 'only Debian and Ubuntu have its packages and debootstrap' : null;
}

/** Makes sure that debootstrap is there. */
export async function ensureDebootstrap() {
  if (existsSync('/usr/sbin/debootstrap')) return;
  await installPackages(rootPackages, 'there is no debootstrap');
}

/** True when a window cannot be shown: Linux without X and without Wayland. */
export function displayIsMissing() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/** Names of the libraries that the loader does not find, for the program and everything it links. */
async function missingLibraries(executable) {
  const { output } = await capture('ldd', [executable]);
  const names = [...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
  return [...new Set(names)];
}

async function installPackages(packages, why) {
  if (aptMissing) {
    throw new StepFailed(
      `${why}. Install what your distribution calls ${packages.join(' ')} (Debian's names), then start again.`,
    );
  }
  if (process.getuid() !== 0) {
    const named = (await nameForThisRelease(packages)).join(' ');
    throw new StepFailed(
      `${why}. Run this, then start again:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${named}`,
    );
  }
  await during(`${why}: installing packages`, async () => {
    await apt(['update', '-q']);
    const named = await nameForThisRelease(packages);
    await apt(['install', '-q', '-y', '--no-install-recommends', ...named]);
  });
}

/** Since 2024 some packages are called `libasound2t64` and so on; the old names do not always lead to them. */
async function nameForThisRelease(packages) {
  const { output } = await capture('apt-cache', ['pkgnames', 'lib']);
  const known = new Set(output.split('\n'));
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name));
}

async function apt(args) {
  const code = await run('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (code !== 0) throw new StepFailed(`apt-get ${args.join(' ')} failed (see above)`, code);
}
