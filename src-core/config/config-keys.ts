/** What is in the text of a configuration, before its values are checked. */

export type ConfigFormat = 'yaml' | 'json';

/** Keys with values of any type. */
export type ConfigKeys = Readonly<Record<string, unknown>>;
