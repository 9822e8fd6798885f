/** Starting the program when the user logs in: by the system's own list, on Linux by an entry file. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, err, ok, writeFileAtomically } from '../../src-core/index.ts';
import type { Result } from '../../src-core/index.ts';
import type { Failure } from '../../contract/failures.ts';
import { fileFailure } from '../settings/file-failure.ts';
import { isEntryOn, isOwnEntry, loginEntry } from './login-entry.ts';

export interface LoginStart {
  /** Whether the system starts the program at login. */
  isOn(): Promise<boolean>;
  /** Resolves when the system has taken it over. */
  set(isOn: boolean): Promise<Result<null, Failure>>;
}

/**
 * By an entry in the desktop's autostart folder.
 * @param path of the entry file
 * @param command what it starts, with arguments
 */
export function loginStartByEntry(path: string, command: readonly string[]): LoginStart {
  /** Null where there is none. */
  async function entry(): Promise<string | null> {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async function change(isOn: boolean): Promise<void> {
    const found = await entry();
    if (found !== null && !isOwnEntry(found)) {
      // One that is not ours does not start this program.
      if (isOn) throw new Error('another program wrote this file');
      return;
    }
    if (!isOn) return rm(path, { force: true });
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomically(path, loginEntry(command));
  }

  return {
    async isOn() {
      // What cannot be read starts nothing.
      const found = await entry().catch(() => null);
      return found !== null && isOwnEntry(found) && isEntryOn(found);
    },
    async set(isOn) {
      try {
        await change(isOn);
        return ok(null);
      } catch (error) {
        return err(fileFailure('write', path, error));
      }
    },
  };
}

/** What macOS and Windows offer, as Electron's `app` has it. */
export interface LoginItems {
  getLoginItemSettings(options: { args: string[] }): {
    openAtLogin: boolean;
    /** On macOS alone. */
    wasOpenedAtLogin?: boolean;
  };
  setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void;
}

/** Whether macOS started the program at login: it passes no arguments on. */
export function wasOpenedAtLogin(items: Pick<LoginItems, 'getLoginItemSettings'>): boolean {
  return items.getLoginItemSettings({ args: [] }).wasOpenedAtLogin === true;
}

/** By the system's list of login items. */
export function loginStartByItems(items: LoginItems, args: readonly string[]): LoginStart {
  const isOn = (): boolean => items.getLoginItemSettings({ args: [...args] }).openAtLogin;
  return {
    isOn: () => Promise.resolve(isOn()),
    set(openAtLogin) {
      items.setLoginItemSettings({ openAtLogin, args: [...args] });
      if (isOn() === openAtLogin) return Promise.resolve(ok(null));
      return Promise.resolve(err({ kind: 'login-refused' }));
    },
  };
}
