/** What importing and exporting a configuration file reports to the screen. */
import type { MinerConfig } from '../src-core/index.ts';

/** One setting that a file would change. */
export interface SettingChange {
  readonly key: keyof MinerConfig;
  readonly from: unknown;
  readonly to: unknown;
}

/** What a configuration file would do, before it does it. */
export interface FilePreview {
  /** Name of the file, without its folder. */
  readonly file: string;
  /** Those that run a program or write to a file; to be confirmed by an act of its own. */
  readonly commands: readonly SettingChange[];
  /** Whom mining pays, which node is believed about it, and whether it pays at all. */
  readonly rewards: readonly SettingChange[];
  /** All others, in the order of the settings. */
  readonly changes: readonly SettingChange[];
  /** How many of its keys have the current value already. */
  readonly alreadySo: number;
  /** Values that are not taken as they are. */
  readonly notes: readonly FileNote[];
  /** Keys that Heddle does not know; they are kept, without effect. */
  readonly unknown: readonly UnknownSetting[];
}

/** A value of a configuration file that is not taken as it is. */
export type FileNote =
  /** It is out of range: `used` is used instead. */
  | {
      readonly kind: 'adapted';
      readonly key: keyof MinerConfig;
      readonly value: number;
      readonly used: number;
    }
  /** It is there more than once, again in this line: the last value counts. */
  | { readonly kind: 'repeated'; readonly key: string; readonly line: number }
  /** A command for a terminal, which a window cannot run. */
  | { readonly kind: 'terminal-only'; readonly key: keyof MinerConfig };

/** A key of a configuration file that Heddle does not know. */
export interface UnknownSetting {
  readonly key: string;
  /** The setting whose name differs from it in capitals only. */
  readonly meant: keyof MinerConfig | null;
}

/** A setting that chainweb-mining-client would misread, and what was exported instead. */
export interface ReplacedSetting {
  readonly key: keyof MinerConfig;
  readonly value: unknown;
  /** The value itself where nothing can replace it. */
  readonly written: unknown;
}
