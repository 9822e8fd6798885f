/** The contents of a configuration's text, before its values are checked. */

export type ConfigFormat = 'yaml' | 'json';

/** Keys with values of any type. */
export type ConfigKeys = Readonly<Record<string, unknown>>;

/** A key that a text has more than once; the last value counts. */
export interface RepeatedKey {
  /** With its parents: `externalWorkerEnvironment.GPU`. */
  readonly key: string;
  /** Of the later one, from 1. */
  readonly line: number;
}

/** What a text says. */
export interface ConfigText {
  readonly keys: ConfigKeys;
  readonly repeated: readonly RepeatedKey[];
}
