/** What closing the window does. */
import { askHowToClose } from '../desktop/close-question.ts';
import { createClosing } from '../desktop/closing.ts';
import type { CleanExit } from '../desktop/clean-exit.ts';
import type { Closing } from '../desktop/closing.ts';
import type { TrayIcon } from '../desktop/tray-icon.ts';
import type { AppWindow } from '../window/app-window.ts';
import type { Mining, MiningParts } from './set-up-mining.ts';

interface ClosingParts extends Pick<MiningParts, 'kept' | 'announcer' | 'texts'> {
  readonly mining: Mining;
  readonly window: AppWindow;
  readonly exit: CleanExit;
  /** Null where the desktop has no tray. */
  readonly tray: TrayIcon | null;
}

/** By the preference `whenClosing`, asked on the page or in a dialog. */
export function setUpClosing(parts: ClosingParts): Closing {
  const { mining, kept, window, exit, announcer, texts, tray } = parts;
  return createClosing({
    isMining: () => mining.host.isMining() || mining.host.isPaused(),
    whenClosing: () => kept.preferences.current().whenClosing,
    canAskPage: window.canAsk,
    askPage() {
      window.show();
      announcer.announce('closeAsked', null);
    },
    askNatively: () => askHowToClose(texts(), window.browserWindow(), mining.host.isPaused()),
    // Without a tray, a hidden window could not be brought back.
    goToTray: tray === null ? window.minimise : window.hide,
    quit: exit.quit,
    async remember(whenClosing) {
      const saved = await kept.preferences.save({ whenClosing });
      if (!saved.ok) return { ok: false, failure: saved.error };
      announcer.announce('preferences', saved.value);
      return { ok: true };
    },
  });
}
