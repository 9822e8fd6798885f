/** What the application menu and the tray icon can do, and the items that both have. */
import type { MenuItemConstructorOptions } from 'electron';
import type { MiningPhase } from '../../contract/screen-contract.ts';
import type { Translation } from '../../messages/translation.ts';

export interface MinerCommands {
  readonly start: () => void;
  readonly stop: () => void;
  /** Brings the window to the front. */
  readonly show: () => void;
  readonly quit: () => void;
}

/** Start and Stop, of which at most one is enabled. */
export function startAndStopItems(
  t: Translation['t'],
  phase: MiningPhase,
  { start, stop }: MinerCommands,
): MenuItemConstructorOptions[] {
  return [
    { label: t('desktop.menu.start'), enabled: phase === 'stopped', click: start },
    {
      label: t('desktop.menu.stop'),
      enabled: phase !== 'stopped' && phase !== 'stopping',
      click: stop,
    },
  ];
}
