/**
 * The application menu. On Linux and Windows it is out of sight until Alt is pressed; its shortcuts
 * for copying and the like hold everywhere. The page's own shortcuts are left to the page.
 */
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { MiningPhase } from '../../src-core/index.ts';
import type { MinerCommands } from './miner-commands.ts';

/** Sets the menu as it fits the phase; to be called again when the phase changes. */
export function showAppMenu(phase: MiningPhase, commands: MinerCommands): void {
  const ofMac: MenuItemConstructorOptions[] =
    process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const forDevelopers: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...ofMac,
      {
        label: 'Miner',
        submenu: [
          { label: 'Start mining', enabled: phase === 'stopped', click: commands.start },
          {
            label: 'Stop',
            enabled: phase !== 'stopped' && phase !== 'stopping',
            click: commands.stop,
          },
          { type: 'separator' },
          { label: 'Quit', accelerator: 'CmdOrCtrl+Q', click: commands.quit },
        ],
      },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
          ...forDevelopers,
        ],
      },
    ]),
  );
}
