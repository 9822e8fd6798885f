/** What the application menu and the tray icon can do, and the items that both have. */
import type { MenuItemConstructorOptions } from 'electron';
import type { MiningPhase } from '../../contract/screen-contract.ts';
import type { Translation } from '../../messages/translation.ts';
import type { MiningHost } from '../mining/mining-host.ts';
import type { AppWindow } from '../window/app-window.ts';
import type { CleanExit } from './clean-exit.ts';
import { showStartFailure } from './failure-dialogs.ts';
import type { NativeTexts } from './native-texts.ts';

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

/** A failed start is shown in a dialog: the window may be hidden. */
export function minerCommands(
  { host }: { readonly host: MiningHost },
  { show }: AppWindow,
  { quit }: CleanExit,
  texts: NativeTexts,
): MinerCommands {
  async function start(): Promise<void> {
    const outcome = await host.start();
    if (!outcome.ok) await showStartFailure(texts(), outcome.failure);
  }
  return { start: () => void start(), stop: () => void host.stop(), show, quit };
}
