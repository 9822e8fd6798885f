/** `app://heddle/`: serves the built screen from the program's own folder, and only that. */
import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../src-core/index.ts';
import { pageHeaders } from './page-security.ts';
import { APP_SCHEME, contentTypeOf, servedFile } from './served-file.ts';

/** The renderer's build, beside the folder of the main process's own bundle. */
const PAGE_FOLDER = join(__dirname, '..', 'renderer', 'main_window');

/** Makes the scheme an origin of its own. Electron wants this before its ready event. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers the scheme's requests from now on. */
export function serveAppScheme(logger: Logger): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const file = servedFile(PAGE_FOLDER, request.url);
    if (file === null || request.method !== 'GET') {
      logger.warn(`refused ${request.method} ${request.url}`);
      return answer(400, 'text/plain', 'bad request');
    }
    try {
      return answer(200, contentTypeOf(file), new Uint8Array(await readFile(file)));
    } catch (error) {
      logger.error(`cannot serve ${request.url}: ${String(error)}`);
      return answer(404, 'text/plain', 'not found');
    }
  });
}

function answer(
  status: number,
  contentType: string,
  body: string | Uint8Array<ArrayBuffer>,
): Response {
  return new Response(body, { status, headers: pageHeaders(contentType) });
}
