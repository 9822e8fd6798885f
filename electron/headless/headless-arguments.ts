/** Whether the command line asks for a window, and which of its arguments are the miner's. */
import { requestedAction } from '../../src-core/index.ts';

/**
 * Chromium has this option too, which helps: with it Electron starts without a display. It decides that
 * before any of our code that awaits something runs.
 */
export const HEADLESS = '--headless';

/** How the program was started. */
type Start =
  | { readonly kind: 'window' }
  /** With arguments for the miner's command line. */
  | { readonly kind: 'headless'; readonly args: readonly string[] }
  /** To print something, which needs neither a window nor `--headless`. */
  | { readonly kind: 'print' }
  /** With options for mining without a window, which a window would ignore. */
  | { readonly kind: 'refuse'; readonly message: string };

/** Options of Chromium that some computers need; the miner does not know them. */
const CHROMIUM =
  /^--(no-sandbox|no-zygote|disable-gpu|disable-dev-shm-usage|in-process-gpu|(headless|ozone-platform|user-data-dir|enable-logging)(=.*)?)$/;

/**
 * What the arguments ask for.
 * @param argv as in `process.argv`
 * @param isPackaged whether the program is started by its own name; otherwise the first argument that
 *   is no option is the folder that Electron runs
 */
export function startOf(argv: readonly string[], isPackaged: boolean): Start {
  const given = argv.slice(1);
  const folder = isPackaged ? -1 : given.findIndex((arg) => !arg.startsWith('-'));
  const args = given.slice(folder + 1).filter((arg) => !CHROMIUM.test(arg));
  if (given.includes(HEADLESS)) return { kind: 'headless', args };
  const action = requestedAction(args);
  if (action === null) return { kind: 'window' };
  if (action.kind === 'print') return action;
  const message =
    `${action.option} is for mining in a terminal: add ${HEADLESS}. ` +
    'Without options the window opens, which has its own settings.';
  return { kind: 'refuse', message };
}
