/**
 * `--headless`: the packaged program mines in a terminal, with the options, the log and the exit
 * codes of the core's command line. No window, no tray, no lock: it may run beside one with a window.
 */
import { app } from 'electron';
import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import { detailOf, runCommandLine } from '../../src-core/index.ts';
import { HEADLESS, startOf } from './headless-arguments.ts';

const STDERR = 2;

/** Runs without a window if the command line asks for that. To be called before all else. */
export function runsHeadless(): boolean {
  const start = startOf(process.argv, app.isPackaged);
  switch (start.kind) {
    case 'window':
      return false;
    case 'headless':
      runInTerminal(start.words);
      return true;
    // Both end at once: later Electron would end by itself where there is no display.
    case 'print':
      return process.exit(printAnew());
    case 'refuse':
      writeSync(STDERR, `${start.message}\n`);
      return process.exit(1);
  }
}

function runInTerminal(words: readonly string[]): void {
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
}

/** Starts the program again, so that it needs no display; the exit code. */
function printAnew(): number {
  const words = [...process.argv.slice(1), HEADLESS];
  return spawnSync(process.execPath, words, { stdio: 'inherit' }).status ?? 1;
}

/** Ends when all that was printed has left: a pipe may take it late. */
function endWith(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => app.exit(code)));
}
