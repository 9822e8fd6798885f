/**
 * `--headless`: the packaged program mines in a terminal, with the options, the log and the exit
 * codes of the core's command line. No window, no tray, no lock: it may run beside one with a window.
 */
import { app } from 'electron';
import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import { reasonOf, runCommandLine, sayOnStderr, visibleLines } from '../../src-core/index.ts';
import { startGpuProcess } from '../gpu-process/start-gpu-process.ts';
import { HEADLESS, startOf } from './headless-arguments.ts';

const STDERR = 2;

/** Runs without a window if the command line asks for that. Call it first. */
export function runsHeadless(): boolean {
  const start = startOf(process.argv, app.isPackaged);
  switch (start.kind) {
    case 'window':
      return false;
    case 'headless':
      runInTerminal(start.args);
      return true;
    // Both exit at once: without a display, Electron would soon exit by itself.
    case 'print':
      return process.exit(printInAnotherProcess());
    case 'refuse':
      writeSync(STDERR, `${visibleLines(start.message)}\n`);
      return process.exit(1);
  }
}

function runInTerminal(args: readonly string[]): void {
  // Nothing is drawn: no GPU process, no icon in the dock.
  app.disableHardwareAcceleration();
  app.dock?.hide();
  // Electron shows an exception in a dialog, which waits for a click that may never come.
  process.on('uncaughtException', failed);
  app
    .whenReady()
    // Not earlier: until then Electron replaces our handlers of SIGINT and SIGTERM by its own.
    .then(() => runCommandLine(args, startGpuProcess))
    .then(endWith)
    .catch(failed);
}

function failed(reason: unknown): void {
  sayOnStderr(`Heddle has ended because of a fault in it: ${reasonOf(reason)}`);
  endWith(1);
}

/** Starts the program again with `--headless`, which needs no display. Returns its exit code. */
function printInAnotherProcess(): number {
  const args = [...process.argv.slice(1), HEADLESS];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

/** Exits once all output has been written: a pipe may accept it late. */
function endWith(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => app.exit(code)));
}
