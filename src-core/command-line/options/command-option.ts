/** An option of the command line. */
import type { SettingValue } from '../../config/settings/setting.ts';
import type { ConfigKey } from '../../config/settings-table.ts';

export interface CommandOption {
  /** As help shows it: `-v, --version`, `--config-file <FILE>`. */
  readonly flags: string;
  /** A phrase; help adds the default of a setting. Words of the program are in back quotes. */
  readonly help: string;
  /** What may follow, for completion: a path, or these words. Absent where neither is known. */
  readonly takes?: 'files' | readonly string[];
  /** May be given several times. */
  readonly repeats?: true;
  /** The program prints something and exits. */
  readonly prints?: true;
  /** Name (of the parser's) of an option that cannot be given with this one. */
  readonly conflicts?: string;
  /** The option that has to be given too, as `flags` of it begin. */
  readonly needs?: readonly string[];
  /** The setting that it sets; absent for an option of the program itself. */
  readonly setting?: { readonly key: ConfigKey; readonly value: SettingValue };
  /** Given more than once, it sets this list instead. */
  readonly list?: ConfigKey;
}

/** Options under one heading of the help. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly CommandOption[];
}
