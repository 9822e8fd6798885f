/** Configuration files that a person brings and takes away, by native dialogs. */
import { dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { basename } from 'node:path';
import { exportForHaskell, formatOfFile, writeFileAtomically } from '../../src-core/index.ts';
import type { MinerConfig } from '../../src-core/index.ts';
import { readConfigFile } from './config-preview.ts';
import type { ReadConfigFile } from './config-preview.ts';
import type { Failed, Failure } from '../../contract/failures.ts';
import type { RequestHandlers } from './ipc-main.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';
import type { SettingOriginsStore } from '../settings/setting-origins.ts';
import { fileFailure } from '../settings/file-failure.ts';
import { exportPath } from '../settings/user-files.ts';

interface ConfigFileParts {
  readonly settings: MinerSettings;
  readonly origins: SettingOriginsStore;
  readonly window: () => BrowserWindow | null;
  /** Logs why something is refused. */
  readonly refused: (failure: Failure) => Failed;
  readonly onSaved: (config: MinerConfig, file: string) => void;
}

/** The handlers of the requests that deal with configuration files. */
export function createConfigFileHandlers(
  parts: ConfigFileParts,
): Pick<RequestHandlers, 'chooseConfigFile' | 'applyConfigFile' | 'exportConfig'> {
  const { settings, origins, refused } = parts;
  /** What the person sees and has not answered. */
  let shown: ReadConfigFile | null = null;

  return {
    async chooseConfigFile() {
      shown = null;
      const path = await askForFile(parts.window());
      if (path === null) return null;
      const read = await readConfigFile(path, settings.current());
      if (!read.ok) return refused({ kind: 'config', error: read.error });
      shown = read.value;
      return { ok: true, preview: read.value.preview };
    },

    async applyConfigFile() {
      if (shown === null) return refused({ kind: 'no-file-chosen' });
      const { brought, unknown, preview } = shown;
      const saved = await settings.save(brought, unknown);
      if (!saved.ok) return refused(saved.error);
      shown = null;
      await origins.took(preview.file, brought);
      parts.onSaved(saved.value, preview.file);
      return { ok: true };
    },

    async exportConfig() {
      // Defaults in the place of settings that could not be read would pass for them.
      const fault = settings.fault();
      if (fault !== null) return refused(fault);
      const path = await askForPlace(parts.window());
      if (path === null) return null;
      const exported = { config: settings.current(), unknown: settings.unknown() };
      const { text, replaced } = exportForHaskell(exported, formatOfFile(path));
      try {
        await writeFileAtomically(path, text);
      } catch (error) {
        return refused(fileFailure('write', path, error));
      }
      return {
        ok: true,
        file: basename(path),
        replaced: replaced.map(({ key, value, written }) => ({ key, value, written })),
      };
    },
  };
}

async function askForFile(window: BrowserWindow | null): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: 'Import settings',
    properties: ['openFile'],
    filters: [
      { name: 'Configuration files', extensions: ['yaml', 'yml', 'json', 'js'] },
      // A file of another name is YAML.
      { name: 'All files', extensions: ['*'] },
    ],
  };
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
}

async function askForPlace(window: BrowserWindow | null): Promise<string | null> {
  const options: SaveDialogOptions = {
    title: 'Export settings',
    defaultPath: exportPath('heddle-settings.yaml'),
    filters: [
      { name: 'YAML', extensions: ['yaml', 'yml'] },
      { name: 'JSON', extensions: ['json'] },
    ],
  };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? null : filePath;
}
