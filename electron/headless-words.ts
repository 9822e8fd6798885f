/** Whether the command line asks for mining without a window, and which of its words are the miner's. */

/**
 * Chromium knows this word too, and it serves us: with it Electron starts where there is no display,
 * which it decides before any script of ours runs.
 */
const HEADLESS = '--headless';

/** Words for Chromium that people have to give on some computers; the miner does not know them. */
const CHROMIUM =
  /^--(no-sandbox|no-zygote|disable-gpu|disable-dev-shm-usage|in-process-gpu|(headless|ozone-platform|user-data-dir|enable-logging)(=.*)?)$/;

/**
 * The words for the miner's command line; null when a window is wanted.
 * @param argv as in `process.argv`
 * @param isPackaged whether the program is started by its own name; otherwise the first word that
 *   is no option is the folder that Electron runs
 */
export function headlessWords(argv: readonly string[], isPackaged: boolean): string[] | null {
  const given = argv.slice(1);
  if (!given.includes(HEADLESS)) return null;
  const folder = isPackaged ? -1 : given.findIndex((word) => !word.startsWith('-'));
  return given.slice(folder + 1).filter((word) => !CHROMIUM.test(word));
}
