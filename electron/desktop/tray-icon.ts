/** The icon in the desktop's tray: shows that it mines, and brings the window back. */
import { Menu, Tray } from 'electron';
import type { NativeImage } from 'electron';
import type { MiningPhase } from '../../src-core/index.ts';
import type { MinerCommands } from './miner-commands.ts';

export interface TrayIcon {
  update(phase: MiningPhase): void;
}

const STATES: Readonly<Record<MiningPhase, string>> = {
  stopped: 'Not mining',
  starting: 'Starting',
  mining: 'Mining',
  waiting: 'Waiting for work',
  stopping: 'Stopping',
};

/** Puts the icon there for as long as the program runs. */
export function createTrayIcon(picture: NativeImage, commands: MinerCommands): TrayIcon {
  const tray = new Tray(picture);
  tray.on('click', commands.show);

  function update(phase: MiningPhase): void {
    tray.setToolTip(`Heddle: ${STATES[phase]}`);
    // Linux takes changes of a menu only as a new menu.
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: STATES[phase], enabled: false },
        { type: 'separator' },
        { label: 'Start mining', enabled: phase === 'stopped', click: commands.start },
        {
          label: 'Stop',
          enabled: phase !== 'stopped' && phase !== 'stopping',
          click: commands.stop,
        },
        { label: 'Show Heddle', click: commands.show },
        { type: 'separator' },
        { label: 'Quit', click: commands.quit },
      ]),
    );
  }

  update('stopped');
  return { update };
}
