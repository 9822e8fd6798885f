/** The icon in the desktop's tray: shows whether it mines and how fast, and brings the window back. */
import { Menu, nativeImage, Tray } from 'electron';
import picture from '../../assets/icon/32x32.png?inline';
import type { Translation } from '../../messages/translation.ts';
import { hashRateText } from '../../renderer/wording/figures/si-number.ts';
import { phaseWord } from '../../renderer/wording/mining-phase.ts';
import { heldTexts } from '../../renderer/wording/worker-groups.ts';
import { resumeText } from '../../renderer/wording/rests.ts';
import { startAndStopItems, workerItems } from './miner-commands.ts';
import type { MinerCommands, MinerState } from './miner-commands.ts';
import { hasTray } from './tray-support.ts';

export interface TrayIcon {
  /** Sets the tooltip. */
  describe(translation: Translation, state: TrayState): void;
  /** Sets the menu, which carries the state too: not every desktop shows tooltips. Closes an open one. */
  showMenu(translation: Translation, state: TrayState): void;
}

export interface TrayState extends MinerState {
  /** Null while it is not known, or nothing mines. */
  readonly hashesPerSecond: number | null;
}

/** Adds the icon for as long as the program runs; null where the desktop has no tray. */
export async function addTrayIcon(commands: MinerCommands): Promise<TrayIcon | null> {
  if (!(await hasTray(process.platform))) return null;
  const tray = new Tray(nativeImage.createFromDataURL(picture));
  let tooltip = '';
  tray.on('click', commands.show);
  return {
    describe(translation, state) {
      const text = `Heddle: ${stateText(translation, state)}`;
      if (text !== tooltip) tray.setToolTip(text);
      tooltip = text;
    },
    showMenu(translation, state) {
      const { t } = translation;
      // Linux takes changes of a menu only as a new menu.
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: stateText(translation, state), enabled: false },
          { type: 'separator' },
          ...startAndStopItems(t, state, commands),
          ...workerItems(translation, state, commands),
          { label: t('desktop.menu.show'), click: commands.show },
          { type: 'separator' },
          { label: t('desktop.menu.quit'), click: commands.quit },
        ]),
      );
    },
  };
}

/** For example “Mining · 12.3 GH/s · Processor: paused by you”, or “Paused. It resumes at 22:00.”. */
function stateText(translation: Translation, state: TrayState): string {
  const { phase, rests, groups, hashesPerSecond } = state;
  if (rests.length > 0 && phase === 'stopped') {
    return `${translation.t('rests.word')}. ${resumeText(translation, rests, Date.now())}`.trim();
  }
  const rate = phase === 'mining' ? hashesPerSecond : null;
  return [
    phaseWord(translation, phase),
    ...(rate === null ? [] : [hashRateText(translation, rate)]),
    ...heldTexts(translation, groups),
  ].join(' · ');
}
