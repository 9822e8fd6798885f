/** Keeps the application menu and the tray icon in step with the miner and the language. */
import type { Announcer } from '../../contract/announcer.ts';
import type { MiningPhase } from '../../contract/screen-contract.ts';
import { setAppMenu } from './app-menu.ts';
import type { MinerCommands } from './miner-commands.ts';
import type { NativeTexts } from './native-texts.ts';
import type { TrayIcon } from './tray-icon.ts';

interface MenuParts {
  readonly announcer: Announcer;
  readonly texts: NativeTexts;
  readonly commands: MinerCommands;
  /** Null where the desktop has no tray. */
  readonly tray: TrayIcon | null;
}

/** Shows both, and again whenever the phase or the language changes. */
export function showMenus({ announcer, texts, commands, tray }: MenuParts): void {
  let phase: MiningPhase = 'stopped';
  let shown = '';
  function show(): void {
    const translation = texts();
    const now = `${phase} ${translation.language}`;
    // A new menu closes one that is open.
    if (shown === now) return;
    shown = now;
    setAppMenu(translation, phase, commands);
    tray?.show(translation, phase);
  }
  announcer.listen('snapshot', (snapshot) => {
    phase = snapshot.phase;
    show();
  });
  announcer.listen('preferences', show);
  show();
}
