/** Every file that the program keeps for the user, by name, and the folder they are in. */
import { app } from 'electron';
import { join, resolve } from 'node:path';

export interface UserFiles {
  /** The practice chains are here too. */
  readonly folder: string;
  /** The miner's configuration. */
  readonly config: string;
  readonly preferences: string;
  /** Which commands of external programs the user has agreed to. */
  readonly commands: string;
  /** Which settings came from which imported file. */
  readonly origins: string;
  /** Size and place of the window. */
  readonly window: string;
  /** Passwords of machines, encrypted by the operating system. */
  readonly machineLogins: string;
  /** Whether it mines. */
  readonly mining: string;
  readonly history: string;
  readonly log: string;
  /** Reports of crashed processes, a folder. */
  readonly crashes: string;
  /** What Chromium keeps for the processes of graphics cards, a folder. */
  readonly gpuProcesses: string;
}

/**
 * Uses the folder of `--user-data-dir=…` if it is given. Call it before the single instance lock is
 * requested: the lock is in that folder.
 */
export function chooseUserFolder(): void {
  const given = app.commandLine.getSwitchValue('user-data-dir');
  if (given !== '') app.setPath('userData', resolve(given));
}

/** Where they are; none of them is created here. */
export function userFiles(): UserFiles {
  const folder = app.getPath('userData');
  return {
    folder,
    config: join(folder, 'heddle.yaml'),
    preferences: join(folder, 'preferences.json'),
    commands: join(folder, 'known-commands.json'),
    origins: join(folder, 'origins.json'),
    window: join(folder, 'window.json'),
    machineLogins: join(folder, 'machine-logins.json'),
    mining: join(folder, 'mining.json'),
    history: join(folder, 'history.db'),
    log: join(folder, 'logs', 'heddle.log'),
    crashes: join(folder, 'crashes'),
    gpuProcesses: join(folder, 'gpu-processes'),
  };
}

/** The path that a dialog suggests for an exported file. */
export function exportPath(name: string): string {
  return join(app.getPath('documents'), name);
}
