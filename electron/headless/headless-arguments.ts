/** Whether the command line asks for a window, and which of its words are the miner's. */
import { requestedAction } from '../../src-core/index.ts';

/**
 * Chromium knows this word too, and it serves us: with it Electron starts where there is no display,
 * which it decides before any of our promises settles.
 */
export const HEADLESS = '--headless';

/** What a start of the program is to be. */
export type Start =
  | { readonly kind: 'window' }
  /** The words for the miner's command line. */
  | { readonly kind: 'headless'; readonly words: readonly string[] }
  /** Something is printed, which needs no window and no word of its own. */
  | { readonly kind: 'print' }
  /** Words for mining without a window, which a window would not heed. */
  | { readonly kind: 'refuse'; readonly message: string };

/** Words for Chromium that people have to give on some computers; the miner does not know them. */
const CHROMIUM =
  /^--(no-sandbox|no-zygote|disable-gpu|disable-dev-shm-usage|in-process-gpu|(headless|ozone-platform|user-data-dir|enable-logging)(=.*)?)$/;

/**
 * What the words ask for.
 * @param argv as in `process.argv`
 * @param isPackaged whether the program is started by its own name; otherwise the first word that
 *   is no option is the folder that Electron runs
 */
export function startOf(argv: readonly string[], isPackaged: boolean): Start {
  const given = argv.slice(1);
  const folder = isPackaged ? -1 : given.findIndex((word) => !word.startsWith('-'));
  const words = given.slice(folder + 1).filter((word) => !CHROMIUM.test(word));
  if (given.includes(HEADLESS)) return { kind: 'headless', words };
  const action = requestedAction(words);
  if (action === null) return { kind: 'window' };
  if (action.kind === 'print') return action;
  const message =
    `${action.option} is for mining in a terminal: give ${HEADLESS} too. ` +
    'Without options the window opens, which has settings of its own.';
  return { kind: 'refuse', message };
}
