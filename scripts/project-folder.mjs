/**
 * Where things are: the project's folder, the Node that comes with its dependencies, the cache of this user.
 * No dependencies: this runs before any is installed.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** Absolute path of a file or folder of the project. */
export function inProject(...parts) {
  return join(projectFolder, ...parts);
}

/**
 * The Node that the tools run on. It is a dependency of the project, because the build tools need a newer one than
 * the machine may have; before the dependencies are installed it is the Node that runs this script.
 */
export function projectNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const installed = inProject('node_modules', 'node', 'bin', name);
  return existsSync(installed) ? installed : process.execPath;
}

/** The environment for tools: as ours, with the project's programs (and its Node) first on the path. */
export function toolEnvironment(extra = {}) {
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const searched = [inProject('node_modules', '.bin'), process.env[pathKey] ?? ''].join(delimiter);
  return { ...process.env, [pathKey]: searched, ...extra };
}

/** A folder outside the project that survives a fresh clone; one per user. It may not exist yet. */
export function userCacheFolder() {
  const base =
    process.env.XDG_CACHE_HOME ||
    (process.platform === 'darwin' && join(homedir(), 'Library', 'Caches')) ||
    (process.platform === 'win32' && process.env.LOCALAPPDATA) ||
    join(homedir(), '.cache');
  return join(base, 'heddle');
}
