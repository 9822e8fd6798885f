/** Which file of the built screen an address of the app's own scheme means. Pure. */
import { extname, join } from 'node:path';

/** The scheme and host that the screen is served from; together with `://` its origin. */
export const APP_SCHEME = 'app';
const APP_HOST = 'heddle';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** By file ending. With `nosniff` a script or style of another type would not be used. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * The path under `root` that `address` (`app://heddle/…`) asks for; `index.html` for its root.
 * Null for another scheme or host, and for every address that could mean a file outside of `root`:
 * separators and dots may arrive percent-encoded, and on Windows `\`, drive letters and stream
 * names lead elsewhere too, so those characters are refused everywhere.
 */
export function servedFile(root: string, address: string): string | null {
  const path = decodedPath(address);
  if (path === null || path.includes('\0') || /[\\:]/.test(path)) return null;
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.some((part) => part === '.' || part === '..')) return null;
  return parts.length === 0 ? join(root, 'index.html') : join(root, ...parts);
}

/** The media type to serve the file with. */
export function contentTypeOf(file: string): string {
  return CONTENT_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
}

function decodedPath(address: string): string | null {
  try {
    const url = new URL(address);
    if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null;
    return decodeURIComponent(url.pathname);
  } catch {
    // Not an address, or a broken percent code: nothing of ours is meant.
    return null;
  }
}
