/** The requests that import and export a configuration file. */
import { basename } from 'node:path';
import { exportForHaskell, formatOfFile, writeFileAtomically } from '../../src-core/index.ts';
import type { MinerConfig } from '../../src-core/index.ts';
import { readConfigFile } from './config-preview.ts';
import type { ReadConfigFile } from './config-preview.ts';
import type { Failed, Failure } from '../../contract/failures.ts';
import type { RequestHandlers } from '../../contract/answer-request.ts';
import type { FileDialogs } from './host-services.ts';
import type { MinerSettings } from '../settings/miner-settings.ts';
import type { SettingOriginsStore } from '../settings/setting-origins.ts';
import { configFailure } from '../settings/config-failure.ts';
import { fileFailure } from '../settings/file-failure.ts';

interface ConfigFileParts {
  readonly settings: MinerSettings;
  readonly origins: SettingOriginsStore;
  readonly fileDialogs: FileDialogs;
  /** Logs why something is refused. */
  readonly refused: (failure: Failure) => Failed;
  readonly onSaved: (config: MinerConfig, file: string) => void;
}

/** The handlers share one preview: `applyConfigFile` applies what `chooseConfigFile` showed last. */
export function createConfigFileHandlers(
  parts: ConfigFileParts,
): Pick<RequestHandlers, 'chooseConfigFile' | 'applyConfigFile' | 'exportConfig'> {
  const { settings, origins, fileDialogs, refused } = parts;
  /** The file whose preview the user sees and has not answered. */
  let shown: ReadConfigFile | null = null;

  return {
    async chooseConfigFile() {
      shown = null;
      const path = await fileDialogs.openConfig();
      if (path === null) return null;
      const read = await readConfigFile(path, settings.current());
      if (!read.ok) return refused(configFailure(read.error));
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
      // The defaults that replace unreadable settings would be taken for them.
      const fault = settings.fault();
      if (fault !== null) return refused(fault);
      const path = await fileDialogs.saveConfig();
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
