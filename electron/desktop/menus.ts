/** Keeps the application menu and the tray icon in step with the miner and the language. */
import type { Announcer } from '../../contract/announcer.ts';
import { setAppMenu } from './app-menu.ts';
import type { MinerCommands } from './miner-commands.ts';
import type { NativeTexts } from './native-texts.ts';
import type { TrayIcon, TrayState } from './tray-icon.ts';

interface MenuParts {
  readonly announcer: Announcer;
  readonly texts: NativeTexts;
  readonly commands: MinerCommands;
  /** Null where the desktop has no tray. */
  readonly tray: TrayIcon | null;
}

/** The rate in the tray's menu is renewed this often: a new menu closes one that is open. */
const MENU_RATE_MS = 60_000;

/** Shows both, and again whenever the phase, a kind of worker or the language changes. */
export function showMenus({ announcer, texts, commands, tray }: MenuParts): void {
  let state: TrayState = { phase: 'stopped', rests: [], groups: [], hashesPerSecond: null };
  let shown = '';
  let shownAtMs = 0;
  function show(): void {
    const translation = texts();
    tray?.describe(translation, state);
    const kinds = state.groups.map((group) => [group.kind, group.state]);
    const now = JSON.stringify([state.phase, state.rests, kinds, translation.language]);
    const isRateOld = state.phase === 'mining' && performance.now() - shownAtMs > MENU_RATE_MS;
    if (shown === now && !isRateOld) return;
    if (shown !== now) setAppMenu(translation, state, commands);
    shown = now;
    shownAtMs = performance.now();
    tray?.showMenu(translation, state);
  }
  announcer.listen('snapshot', (snapshot) => {
    const { isRateKnown, hashesPerSecond } = snapshot;
    state = { ...snapshot, hashesPerSecond: isRateKnown ? hashesPerSecond : null };
    show();
  });
  announcer.listen('preferences', show);
  show();
}
