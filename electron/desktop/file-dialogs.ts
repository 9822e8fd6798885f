/** The dialogs of the operating system in which a user chooses a file. */
import { dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { FileDialogs } from '../handlers/host-services.ts';
import { exportPath } from '../settings/user-files.ts';
import type { NativeTexts } from './native-texts.ts';

/** @param window that the dialogs belong to; null when there is none */
export function createFileDialogs(
  texts: NativeTexts,
  window: () => BrowserWindow | null,
): FileDialogs {
  async function open(options: OpenDialogOptions): Promise<string | null> {
    const owner = window();
    const { canceled, filePaths } = await (owner === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(owner, options));
    return canceled ? null : (filePaths[0] ?? null);
  }

  async function save(name: string, options: SaveDialogOptions): Promise<string | null> {
    const owner = window();
    const all = { ...options, defaultPath: exportPath(name) };
    const { canceled, filePath } = await (owner === null
      ? dialog.showSaveDialog(all)
      : dialog.showSaveDialog(owner, all));
    return canceled || filePath === '' ? null : filePath;
  }

  return {
    openConfig() {
      const { t } = texts();
      return open({
        title: t('desktop.files.import'),
        properties: ['openFile'],
        filters: [
          { name: t('desktop.files.configuration'), extensions: ['yaml', 'yml', 'json', 'js'] },
          // A file of another name is YAML.
          { name: t('desktop.files.all'), extensions: ['*'] },
        ],
      });
    },
    saveConfig: () =>
      save('heddle-settings.yaml', {
        title: texts().t('desktop.files.export'),
        filters: [
          { name: 'YAML', extensions: ['yaml', 'yml'] },
          { name: 'JSON', extensions: ['json'] },
        ],
      }),
    saveLog() {
      const { t } = texts();
      return save('heddle-log.txt', {
        title: t('desktop.files.log'),
        filters: [{ name: t('desktop.files.text'), extensions: ['txt', 'log'] }],
      });
    },
    saveChart(name, format) {
      return save(name, {
        title: texts().t('desktop.files.chart'),
        filters: [{ name: format.toUpperCase(), extensions: [format] }],
      });
    },
  };
}
