/**
 * What handlers need of the program they run in. The desktop app does it with Electron
 * (desktop/desktop-services.ts); a host with another carrier brings its own.
 */
import type { Failure } from '../../contract/failures.ts';
import type { ChartFile } from '../../contract/screen-contract.ts';
import type { Language } from '../../messages/languages.ts';
import type { Result, StartGpuProcess } from '../../src-core/index.ts';

export interface HostServices {
  readonly appVersion: string;
  systemLanguage(): Language;
  /** BCP 47 tags, most wanted first: how the system writes numbers and dates. */
  systemLocales(): readonly string[];
  readonly fileDialogs: FileDialogs;
  /** Rejects when the clipboard is not available. */
  copyText(text: string): Promise<void>;
  /** Has the system start the program at login, or no longer. */
  startAtLogin(isOn: boolean): Promise<Result<null, Failure>>;
  /** How to start a process for a graphics card. */
  readonly startGpu: StartGpuProcess;
  /** Where the system writes reports of crashes. */
  readonly crashFolder: string;
  /** Shows a folder in the system's file manager; rejects when that is not possible. */
  openFolder(path: string): Promise<void>;
  /** Where releases are asked for; null where this copy of the program names no place. */
  readonly releases: URL | null;
  /** Opens a page in the user's browser; rejects when the system has none. */
  openPage(url: string): Promise<void>;
}

/** Each resolves with the path that the user chose; null when the user cancelled. */
export interface FileDialogs {
  openConfig(): Promise<string | null>;
  saveConfig(): Promise<string | null>;
  saveLog(): Promise<string | null>;
  /** @param name the suggested one, with its ending */
  saveChart(name: string, format: ChartFile['format']): Promise<string | null>;
}
