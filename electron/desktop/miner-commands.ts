/** What the application menu and the tray icon can do, and the items that both have. */
import type { MenuItemConstructorOptions } from 'electron';
import type { MinerSnapshot, WorkerKind } from '../../contract/screen-contract.ts';
import type { Translation } from '../../messages/translation.ts';
import { areApart, pauseText } from '../../renderer/wording/worker-groups.ts';
import type { MiningHost } from '../mining/mining-host.ts';
import type { AppWindow } from '../window/app-window.ts';
import type { CleanExit } from './clean-exit.ts';
import { showStartFailure } from './failure-dialogs.ts';
import type { NativeTexts } from './native-texts.ts';

export interface MinerCommands {
  readonly start: () => void;
  readonly stop: () => void;
  /** Of one kind of worker; others keep mining. */
  readonly pause: (kind: WorkerKind) => void;
  readonly resume: (kind: WorkerKind) => void;
  /** Brings the window to the front. */
  readonly show: () => void;
  readonly quit: () => void;
}

/** What of the miner the menus depend on. */
export type MinerState = Pick<MinerSnapshot, 'phase' | 'rests' | 'groups'>;

/** Start and Stop, of which at most one is enabled; in a pause, both ways out of it. */
export function startAndStopItems(
  t: Translation['t'],
  { phase, rests }: MinerState,
  { start, stop }: MinerCommands,
): MenuItemConstructorOptions[] {
  const isPaused = rests.length > 0 && phase === 'stopped';
  return [
    {
      label: t(isPaused ? 'rests.anyway' : 'desktop.menu.start'),
      enabled: phase === 'stopped',
      click: start,
    },
    {
      label: t(isPaused ? 'rests.stop' : 'desktop.menu.stop'),
      enabled: isPaused || (phase !== 'stopped' && phase !== 'stopping'),
      click: stop,
    },
  ];
}

/** Pause or Resume for each kind of worker, where there are several. */
export function workerItems(
  translation: Translation,
  { groups }: MinerState,
  { pause, resume }: MinerCommands,
): MenuItemConstructorOptions[] {
  if (!areApart(groups)) return [];
  const items = groups.map((group): MenuItemConstructorOptions => ({
    label: pauseText(translation, group),
    click: () => (group.state === 'paused' ? resume : pause)(group.kind),
  }));
  return [{ type: 'separator' }, ...items, { type: 'separator' }];
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
  return {
    start: () => void start(),
    stop: () => void host.stop(),
    pause: (kind) => void host.pauseWorker(kind),
    resume: (kind) => void host.resumeWorker(kind),
    show,
    quit,
  };
}
