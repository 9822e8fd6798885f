/** What a page gets when it opens. */
import type { LogRecord, MinerConfig, MinerSnapshot, SettingFacts } from '../src-core/index.ts';
import type { Language } from '../messages/languages.ts';
import type { Failure } from './failures.ts';
import type { NoticesState } from './notices.ts';
import type { Preferences } from './preferences-schema.ts';

/** Everything a page needs when it opens. */
export interface AppState {
  readonly appVersion: string;
  /** This copy of the program names a page of its releases: newer ones can be looked for. */
  readonly hasReleasePage: boolean;
  /** The language of the operating system, as far as the screen has it. */
  readonly systemLanguage: Language;
  /** BCP 47 tags, most wanted first: how the operating system writes numbers and dates, by language. */
  readonly systemLocales: readonly string[];
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  /** Logical CPU cores of this computer, for choosing threads. */
  readonly cpuCores: number;
  /** Threads of the `cpu` worker until the user chooses a number. */
  readonly usualCpuThreads: number;
  readonly config: MinerConfig;
  /** What mining runs with: other values of `config` wait for the next Start. Null while it does not mine. */
  readonly minedWith: MinerConfig | null;
  /** Limits, units, defaults and options of every setting. */
  readonly settings: readonly SettingFacts[];
  readonly origins: SettingOrigins;
  readonly preferences: Preferences;
  readonly snapshot: MinerSnapshot;
  /** The latest log records, oldest first, at most 5 000. */
  readonly logs: readonly LogRecord[];
  /**
   * A settings file that could not be read: the app runs on defaults, the file was kept and
   * mining does not start with it. Null when all is well. It is over once settings were saved
   * (announced as `config`): the broken file is then kept beside the new one under another name.
   */
  readonly settingsFault: Failure | null;
  /**
   * Mining was to start with the program and did not: the program ended several times soon after it had begun
   * to mine. False once it mines.
   */
  readonly startHeldBack: boolean;
  /** Passwords of machines can be kept, encrypted by the operating system. */
  readonly canKeepLogins: boolean;
  /** What the user can state as the measured power of a machine, W, both included. */
  readonly measuredWatts: { readonly min: number; readonly max: number };
  readonly notices: NoticesState;
}

/**
 * Settings that a file brought, by key. One is of its file as long as the setting still has this
 * value.
 */
export type SettingOrigins = {
  readonly [Key in keyof MinerConfig]?: {
    /** Name of the file, without its folder. */
    readonly file: string;
    readonly value: MinerConfig[Key];
  };
};
