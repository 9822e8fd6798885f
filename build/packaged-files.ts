/** What of the project's folder goes into the package's archive. */

/**
 * What of node_modules goes into the package: libsql with its native part, of which npm has installed the one of this
 * system. All else is bundled by Vite.
 */
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

/** As scripts/build-native.mjs names it. */
const NATIVE_MODULE = `nonce-search-${process.platform}-${process.arch}.node`;

const keptPaths = [
  '/package.json',
  '/.vite/build',
  '/.vite/renderer',
  // The nonce search that was built for this system, if there is a C compiler.
  `/.native/${NATIVE_MODULE}`,
  `/.native/${NATIVE_MODULE}.sha256`,
  // The window's and the tray's icon.
  '/assets/icon',
  ...packagedModules.map((name) => `/node_modules/${name}`),
];

/** What lies beside the archive, in whatever folder: a native library cannot be loaded out of it. */
export const UNPACKED = '*.node';

/** Of packages that are packed whole; types are for compilers. */
const TYPES = /\.d\.ts$/;

/** Whether `path` ("" or "/folder/file", from the project's folder) goes into the package. */
export function isPackaged(path: string): boolean {
  return !TYPES.test(path) && keptPaths.some((kept) => touches(path, kept));
}
