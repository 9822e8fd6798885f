/** What happens when the window is closed while mining. Knows no Electron. */
import type { Outcome, Requests, WhenClosing } from '../../contract/screen-contract.ts';

export type CloseAnswer = Requests['answerClose']['input'];

export interface ClosingOptions {
  readonly isMining: () => boolean;
  readonly whenClosing: () => WhenClosing;
  /** Whether the page is alive and can ask the question. */
  readonly canAskPage: () => boolean;
  readonly askPage: () => void;
  /** The question in a dialog of the operating system, for a page that cannot ask it. */
  readonly askNatively: () => Promise<CloseAnswer>;
  readonly goToTray: () => void;
  /** Stops mining and ends the program. */
  readonly quit: () => void;
  readonly remember: (whenClosing: WhenClosing) => Promise<Outcome>;
}

export interface Closing {
  /** The window is being closed: acts on it; true when the window stays open for now. */
  keepsOpen(): boolean;
  /** The user's answer to the question. */
  answer(answer: CloseAnswer): Promise<Outcome>;
}

/** Decides by the preference `whenClosing`, and asks where that is `ask`. */
export function createClosing(options: ClosingOptions): Closing {
  let askingNatively = false;

  async function answer({ choice, remember }: CloseAnswer): Promise<Outcome> {
    if (choice === 'cancel') return { ok: true };
    // Remembered first: after `quit` there is no later.
    const outcome: Outcome = remember ? await options.remember(choice) : { ok: true };
    if (choice === 'tray') options.goToTray();
    else options.quit();
    return outcome;
  }

  async function askNatively(): Promise<void> {
    if (askingNatively) return;
    askingNatively = true;
    try {
      await answer(await options.askNatively());
    } finally {
      askingNatively = false;
    }
  }

  return {
    answer,
    keepsOpen() {
      const choice = options.isMining() ? options.whenClosing() : 'quit';
      if (choice === 'tray') options.goToTray();
      else if (choice === 'quit') options.quit();
      else if (options.canAskPage()) options.askPage();
      else void askNatively();
      // The window closes with the program, once mining has stopped.
      return true;
    },
  };
}
