/** What of the project's folder goes into the package's archive. */

/** What of node_modules goes into the package: libsql with its native parts. All else is bundled by Vite. */
const packagedModules = [
  'libsql',
  '@libsql/linux-x64-gnu',
  '@libsql/linux-arm64-gnu',
  '@libsql/darwin-x64',
  '@libsql/darwin-arm64',
  '@libsql/win32-x64-msvc',
  '@neon-rs/load',
  'detect-libc',
];

/** True when `path` ("" or "/folder/file", from the project's folder) is `kept`, lies in it, or leads to it. */
function touches(path: string, kept: string): boolean {
  return path === kept || path.startsWith(`${kept}/`) || kept.startsWith(`${path}/`);
}

const keptPaths = [
  '/package.json',
  '/.vite/build',
  '/.vite/renderer',
  // The nonce search that was built for this system, if there is a C compiler.
  '/.native',
  // The window's and the tray's icon.
  '/assets/icon',
  ...packagedModules.map((name) => `/node_modules/${name}`),
];

/** What lies beside the archive, in whatever folder: a native library cannot be loaded out of it. */
export const UNPACKED = '*.node';

/** Whether `path` ("" or "/folder/file", from the project's folder) goes into the package. */
export function isPackaged(path: string): boolean {
  return keptPaths.some((kept) => touches(path, kept));
}
