/**
 * `--headless`: the packaged program mines in a terminal, with the options, the log and the exit
 * codes of the core's command line. No window, no tray, no lock: it may run beside one with a window.
 */
import { app } from 'electron';
import { runCommandLine } from '../src-core/index.ts';
import { headlessWords } from './headless-words.ts';
import { detailOf } from './thrown-reason.ts';

/** Runs without a window if the command line asks for that. To be called before all else. */
export function runsHeadless(): boolean {
  const words = headlessWords(process.argv, app.isPackaged);
  if (words === null) return false;
  // Nothing is drawn: no process for the graphics card, no icon in the dock.
  app.disableHardwareAcceleration();
  app.dock?.hide();
  app
    .whenReady()
    // Not earlier: before that Electron puts its own answers to SIGINT and SIGTERM over ours.
    .then(() => runCommandLine(words))
    .then(endWith)
    .catch((error: unknown) => {
      process.stderr.write(`${detailOf(error)}\n`);
      endWith(1);
    });
  return true;
}

/** Ends when all that was printed has left: a pipe may take it late. */
function endWith(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => app.exit(code)));
}
