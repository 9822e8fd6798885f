/**
 * The application menu. On Linux and Windows it is out of sight until Alt is pressed; its shortcuts
 * for copying and the like always work. The page's own shortcuts are left to the page.
 */
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { Translation } from '../../messages/translation.ts';
import { startAndStopItems, workerItems } from './miner-commands.ts';
import type { MinerCommands, MinerState } from './miner-commands.ts';

/** Sets the menu for a language and a state of the miner. */
export function setAppMenu(
  translation: Translation,
  state: MinerState,
  commands: MinerCommands,
): void {
  const { t } = translation;
  // Electron's own labels of roles are in English only.
  const ofMac: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const forDevelopers: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [
        { type: 'separator' },
        { role: 'reload', label: t('desktop.menu.reload') },
        { role: 'toggleDevTools', label: t('desktop.menu.developerTools') },
      ];

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...ofMac,
      {
        label: t('desktop.menu.miner'),
        submenu: [
          ...startAndStopItems(t, state, commands),
          ...workerItems(translation, state, commands),
          { type: 'separator' },
          { label: t('desktop.menu.quit'), accelerator: 'CmdOrCtrl+Q', click: commands.quit },
        ],
      },
      {
        label: t('desktop.menu.edit'),
        submenu: [
          { role: 'undo', label: t('desktop.menu.undo') },
          { role: 'redo', label: t('desktop.menu.redo') },
          { type: 'separator' },
          { role: 'cut', label: t('desktop.menu.cut') },
          { role: 'copy', label: t('desktop.menu.copy') },
          { role: 'paste', label: t('desktop.menu.paste') },
          { role: 'selectAll', label: t('desktop.menu.selectAll') },
        ],
      },
      {
        label: t('desktop.menu.view'),
        submenu: [
          { role: 'resetZoom', label: t('desktop.menu.actualSize') },
          { role: 'zoomIn', label: t('desktop.menu.zoomIn') },
          { role: 'zoomOut', label: t('desktop.menu.zoomOut') },
          { role: 'togglefullscreen', label: t('desktop.menu.fullScreen') },
          ...forDevelopers,
        ],
      },
    ]),
  );
}
