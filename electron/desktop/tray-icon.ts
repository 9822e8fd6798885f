/** The icon in the desktop's tray: shows whether it mines, and brings the window back. */
import { Menu, nativeImage, Tray } from 'electron';
import picture from '../../assets/icon/32x32.png?inline';
import type { MiningPhase } from '../../contract/screen-contract.ts';
import type { Translation } from '../../messages/translation.ts';
import { phaseWord } from '../../renderer/wording/mining-phase.ts';
import { startAndStopItems } from './miner-commands.ts';
import type { MinerCommands } from './miner-commands.ts';
import { hasTray } from './tray-support.ts';

export interface TrayIcon {
  /** Sets tooltip and menu. */
  show(translation: Translation, phase: MiningPhase): void;
}

/** Adds the icon for as long as the program runs; null where the desktop has no tray. */
export async function addTrayIcon(commands: MinerCommands): Promise<TrayIcon | null> {
  if (!(await hasTray(process.platform))) return null;
  const tray = new Tray(nativeImage.createFromDataURL(picture));
  tray.on('click', commands.show);
  return {
    show(translation, phase) {
      const { t } = translation;
      const state = phaseWord(translation, phase);
      tray.setToolTip(`Heddle: ${state}`);
      // Linux takes changes of a menu only as a new menu.
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: state, enabled: false },
          { type: 'separator' },
          ...startAndStopItems(t, phase, commands),
          { label: t('desktop.menu.show'), click: commands.show },
          { type: 'separator' },
          { label: t('desktop.menu.quit'), click: commands.quit },
        ]),
      );
    },
  };
}
