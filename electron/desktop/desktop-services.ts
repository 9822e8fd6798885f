/** Electron's part of the handlers: version, language, dialogs, clipboard, browser. */
import { app, clipboard, shell } from 'electron';
import type { BrowserWindow } from 'electron';
import { languageFor } from '../../messages/languages.ts';
import { RELEASE_SOURCE } from '../../src-core/index.ts';
import { startGpuProcess } from '../gpu-process/start-gpu-process.ts';
import type { HostServices } from '../handlers/host-services.ts';
import type { LoginStart } from '../startup/login-start.ts';
import { createFileDialogs } from './file-dialogs.ts';
import { systemLocales } from './native-texts.ts';
import type { NativeTexts } from './native-texts.ts';

/** @param window that dialogs belong to; null when there is none */
export function desktopServices(
  texts: NativeTexts,
  window: () => BrowserWindow | null,
  loginStart: LoginStart,
  crashFolder: string,
): HostServices {
  return {
    appVersion: app.getVersion(),
    systemLanguage: () => languageFor(app.getPreferredSystemLanguages()),
    systemLocales,
    fileDialogs: createFileDialogs(texts, window),
    // Newer versions of Electron report by a promise when it is done.
    copyText: async (text) => clipboard.writeText(text),
    startAtLogin: loginStart.set,
    startGpu: startGpuProcess,
    crashFolder,
    async openFolder(path) {
      const fault = await shell.openPath(path);
      if (fault !== '') throw new Error(fault);
    },
    releases: RELEASE_SOURCE?.api ?? null,
    openPage: (url) => shell.openExternal(url),
  };
}
